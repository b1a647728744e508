package io.iotcrm.domain.transfer;

import io.iotcrm.domain.platform.InvalidInputException;

/**
 * An export that is to run by itself.
 *
 * @param keep 1 to 100
 */
public record NewExportSchedule(
    String name, ExportSpec spec, ExportTiming timing, int keep, boolean enabled) {
  private static final int MAX_NAME = 100;
  private static final int MAX_KEEP = 100;

  public NewExportSchedule {
    if (name == null || name.isBlank() || name.length() > MAX_NAME) {
      throw new InvalidInputException("/name", "must have 1 to " + MAX_NAME + " characters");
    }
    name = name.strip();
    if (keep < 1 || keep > MAX_KEEP) {
      throw new InvalidInputException("/keep", "must be 1 to " + MAX_KEEP);
    }
  }
}
