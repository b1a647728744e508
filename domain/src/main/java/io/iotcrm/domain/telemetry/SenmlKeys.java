package io.iotcrm.domain.telemetry;

/**
 * Finds the series in the SenML names of one device's message.
 *
 * <p>Names are global (base name + name); the device may write them bare ({@code temperature}),
 * with its id before them ({@code dev1:temperature}, {@code dev1/temperature}, or {@code dev1} as
 * the base name), or as a URN ({@code urn:dev:ow:10e2073a01080063:temperature}). The last part is
 * the series. All URNs of a message must name the same thing, or a gateway's pack of many sensors
 * would be booked on one device.
 */
final class SenmlKeys {
  private static final String URN = "urn:";

  private final String deviceId;
  private String urn;

  SenmlKeys(String deviceId) {
    this.deviceId = deviceId;
  }

  String key(String baseName, String name, int position) throws MalformedTelemetryException {
    if (baseName.isEmpty() && plain(name)) {
      return name;
    }
    if (baseName.equals(deviceId)) {
      return stripSeparator(name);
    }
    String full = baseName.concat(name);
    if (full.isEmpty()) {
      throw new MalformedTelemetryException("record " + position + " has no name");
    }
    if (full.startsWith(deviceId)
        && full.length() > deviceId.length()
        && separates(full.charAt(deviceId.length()))) {
      return full.substring(deviceId.length() + 1);
    }
    if (full.regionMatches(true, 0, URN, 0, URN.length())) {
      int end = Math.max(full.lastIndexOf(':'), full.lastIndexOf('/'));
      String owner = full.substring(0, end);
      if (urn != null && !urn.equals(owner)) {
        throw new MalformedTelemetryException(
            "record "
                + position
                + " has another URN than the records before: one device a message");
      }
      urn = owner;
      return full.substring(end + 1);
    }
    throw new MalformedTelemetryException(
        "record " + position + " has a name that is not of the device that sent it");
  }

  private static boolean plain(String name) {
    return !name.isEmpty() && name.indexOf(':') < 0 && name.indexOf('/') < 0;
  }

  private static String stripSeparator(String name) {
    return !name.isEmpty() && separates(name.charAt(0)) ? name.substring(1) : name;
  }

  private static boolean separates(char c) {
    return c == ':' || c == '/';
  }
}
