package io.iotcrm.web.security;

import io.nayuki.qrcodegen.QrCode;

/** A QR code as a drawing in the page: nothing is asked of anybody else. */
final class QrSvg {
  private static final int QUIET = 4;

  private QrSvg() {}

  /**
   * @param label what the picture is, for those who do not see it; plain words without markup
   */
  static String of(String text, String label) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    int size = code.size + 2 * QUIET;
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + QUIET).append(',').append(y + QUIET).append("h1v1h-1z");
        }
      }
    }
    return "<svg class=\"qr\" role=\"img\" aria-label=\"%s\" viewBox=\"0 0 %d %d\" width=\"200\""
            .formatted(label, size, size)
        + " height=\"200\" shape-rendering=\"crispEdges\"><rect width=\"100%\" height=\"100%\""
        + " fill=\"#fff\"/><path d=\"%s\" fill=\"#000\"/></svg>".formatted(path);
  }
}
