package io.iotcrm.domain.telemetry.privacy;

/**
 * Puts a place into the middle of its cell of a grid, so that what leaves says no more than the
 * cell.
 *
 * @param latitude the series of the latitude, in degrees
 * @param longitude the series of the longitude, in degrees
 * @param metres the side of a cell
 */
public record LocationGrid(String latitude, String longitude, double metres) {
  /** Of one degree of latitude, on a sphere of 6,371 km. */
  private static final double METRES_A_DEGREE = 111_195;

  /** Latitude in the middle of its row. */
  public double latitude(double degrees) {
    double step = Math.min(180, metres / METRES_A_DEGREE);
    return Math.max(-90, Math.min(90, middle(degrees, step)));
  }

  /**
   * Longitude in the middle of its cell; a row's cells grow in degrees towards the poles, so that
   * they keep their size in metres.
   *
   * @param row the latitude as {@link #latitude} gave it
   */
  public double longitude(double degrees, double row) {
    double farthest = Math.min(90, Math.abs(row) + metres / METRES_A_DEGREE / 2);
    double shrink = Math.max(1e-6, Math.cos(Math.toRadians(farthest)));
    double step = Math.min(360, metres / METRES_A_DEGREE / shrink);
    return Math.max(-180, Math.min(180, middle(degrees, step)));
  }

  private static double middle(double value, double step) {
    return Math.round((Math.floor(value / step) * step + step / 2) * 1e6) / 1e6;
  }
}
