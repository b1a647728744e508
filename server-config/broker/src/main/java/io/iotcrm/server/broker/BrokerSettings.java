package io.iotcrm.server.broker;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/** {@code etc/iotcrm-broker.properties}; docs/security.md lists the keys. */
record BrokerSettings(
    String databaseUrl,
    String databaseUser,
    String databasePassword,
    String appUser,
    String appPassword,
    Duration remembered,
    Duration trustedWithoutDatabase) {

  static BrokerSettings read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return new BrokerSettings(
        needed(properties, "database.url", file),
        needed(properties, "database.user", file),
        properties.getProperty("database.password", ""),
        needed(properties, "app.user", file),
        needed(properties, "app.password", file),
        seconds(properties, "credentials.remembered-seconds", 30, file),
        seconds(properties, "credentials.trusted-without-database-seconds", 3600, file));
  }

  private static String needed(Properties properties, String key, Path file) {
    String value = properties.getProperty(key);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(file + " has no " + key);
    }
    return value;
  }

  private static Duration seconds(Properties properties, String key, int standard, Path file) {
    String value = properties.getProperty(key, Integer.toString(standard)).trim();
    try {
      return Duration.ofSeconds(Integer.parseUnsignedInt(value));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          file + ": " + key + " is to be a whole number of seconds, not " + value, e);
    }
  }

  @Override
  public String toString() {
    return "BrokerSettings[" + databaseUrl + "]"; // never the passwords
  }
}
