package io.iotcrm.ear.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * What axe finds on a page against WCAG 2.2, levels A and AA, that is serious or worse. The size of
 * targets is left out: it depends on where long names happen to wrap.
 */
final class Accessibility {
  private static final String AXE = script();

  private static final String SERIOUS =
      """
      async () => {
        const found = await axe.run(document, {
          runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
          rules: { "target-size": { enabled: false } },
          resultTypes: ["violations"]
        });
        return found.violations
          .filter((v) => v.impact === "serious" || v.impact === "critical")
          .map((v) => v.id + ": " + v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(", "));
      }
      """;

  private Accessibility() {}

  @SuppressWarnings("unchecked")
  static List<String> seriousFaults(Page page) {
    page.evaluate(AXE);
    return (List<String>) page.evaluate(SERIOUS);
  }

  private static String script() {
    try (InputStream in = Accessibility.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
