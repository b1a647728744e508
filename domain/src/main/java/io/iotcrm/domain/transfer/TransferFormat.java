package io.iotcrm.domain.transfer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of files that telemetry goes out and comes in as. */
public enum TransferFormat {
  CSV("text/csv"),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
  PARQUET("application/vnd.apache.parquet");

  private final String mediaType;

  TransferFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /** How a file's name ends, without the dot. */
  public String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format of a file by its name. */
  public static Optional<TransferFormat> ofName(String fileName) {
    String lower = fileName.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(f -> lower.endsWith("." + f.extension())).findFirst();
  }

  /** The format of a body by its content type, whatever parameters that has. */
  public static Optional<TransferFormat> ofMediaType(String mediaType) {
    String type = mediaType.split(";", 2)[0].strip();
    return Arrays.stream(values()).filter(f -> f.mediaType.equalsIgnoreCase(type)).findFirst();
  }
}
