package io.iotcrm.server.cli.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lines {@code key=value} in a file of mode 0600, kept in order. The key ends at the first equals
 * sign; nothing is escaped, so that other programs read it with a split. Lines that others append
 * survive, comments (#) too.
 */
public final class KeyValueFile {
  private final Path file;
  private final Map<String, String> values = new LinkedHashMap<>();

  private KeyValueFile(Path file) {
    this.file = file;
  }

  public static KeyValueFile at(Path file) throws IOException {
    KeyValueFile result = new KeyValueFile(file);
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        int equals = line.indexOf('=');
        if (line.startsWith("#") || equals < 1) {
          result.values.put(line, null);
        } else {
          result.values.put(line.substring(0, equals).trim(), line.substring(equals + 1).trim());
        }
      }
    }
    return result;
  }

  public Optional<String> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  public void put(String key, String value) {
    values.put(key, value);
  }

  public Map<String, String> asMap() {
    Map<String, String> result = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          if (value != null) {
            result.put(key, value);
          }
        });
    return result;
  }

  public void save() throws IOException {
    PrivateFile.write(
        file,
        values.entrySet().stream()
            .map(e -> e.getValue() == null ? e.getKey() : e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining("\n", "", "\n")));
  }

  public Path path() {
    return file;
  }
}
