package io.iotcrm.benchmark.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.api.ApiClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects the findings of one run and writes them as two files with the same name. */
public final class Report {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final String name;
  private final Instant at = Instant.now();
  private final Map<String, Object> json = new LinkedHashMap<>();
  private final StringBuilder markdown = new StringBuilder();

  /**
   * @param name becomes part of the files' name
   */
  public Report(String name, String title) {
    this.name = name;
    markdown.append("# ").append(title).append("\n\n");
    Runtime runtime = Runtime.getRuntime();
    fact("at", "Run at", at.toString());
    fact(
        "machine",
        "Machine",
        runtime.availableProcessors()
            + " cores, "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
            + ", Java "
            + Runtime.version());
  }

  /** One line of the report. */
  public Report fact(String key, String label, Object value) {
    json.put(key, value);
    markdown.append("- ").append(label).append(": ").append(value).append('\n');
    return this;
  }

  /** Something for programs only. */
  public Report data(String key, Object value) {
    json.put(key, value);
    return this;
  }

  /** A table; each row has as many cells as there are columns. */
  public Report table(String key, String title, List<String> columns, List<List<Object>> rows) {
    List<Map<String, Object>> objects = new ArrayList<>();
    markdown.append("\n## ").append(title).append("\n\n| ");
    markdown.append(String.join(" | ", columns)).append(" |\n|");
    markdown.append("---|".repeat(columns.size())).append('\n');
    for (List<Object> row : rows) {
      Map<String, Object> object = new LinkedHashMap<>();
      markdown.append('|');
      for (int i = 0; i < columns.size(); i++) {
        object.put(columns.get(i), row.get(i));
        markdown.append(' ').append(row.get(i)).append(" |");
      }
      markdown.append('\n');
      objects.add(object);
    }
    json.put(key, objects);
    return this;
  }

  public String markdown() {
    return markdown.toString();
  }

  /** Writes both files; returns the Markdown one. */
  public Path write(Path directory) {
    String base = name.replaceAll("[^A-Za-z0-9_-]+", "-") + "-" + STAMP.format(at);
    try {
      Files.createDirectories(directory);
      Files.writeString(
          directory.resolve(base + ".json"),
          ApiClient.JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(json)
              + "\n");
      return Files.writeString(directory.resolve(base + ".md"), markdown);
    } catch (IOException e) {
      throw new CommandFailure("cannot write the report to " + directory, e);
    }
  }
}
