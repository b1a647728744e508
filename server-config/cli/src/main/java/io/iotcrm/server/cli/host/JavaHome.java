package io.iotcrm.server.cli.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A JDK of this machine. */
public record JavaHome(Path path, int feature) {

  /** The JDK that runs this command, if its version fits, or else the oldest that does. */
  public static JavaHome between(int lowest, int highest) throws IOException {
    JavaHome own =
        new JavaHome(Path.of(System.getProperty("java.home")), Runtime.version().feature());
    if (own.fits(lowest, highest)) {
      return own;
    }
    List<JavaHome> found = installed(Path.of("/usr/lib/jvm"));
    return found.stream()
        .filter(home -> home.fits(lowest, highest))
        .min(Comparator.comparingInt(JavaHome::feature))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "a JDK of version "
                        + lowest
                        + ".."
                        + highest
                        + " is needed under /usr/lib/jvm; found "
                        + found));
  }

  public String java() {
    return path.resolve("bin/java").toString();
  }

  private boolean fits(int lowest, int highest) {
    return feature >= lowest && feature <= highest;
  }

  private static List<JavaHome> installed(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(JavaHome::read).flatMap(Optional::stream).toList();
    }
  }

  /** The file "release" says the version; a directory without one (or without javac) is no JDK. */
  private static Optional<JavaHome> read(Path home) {
    try (Stream<String> lines = Files.lines(home.resolve("release"))) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .findFirst()
          .map(line -> line.substring(line.indexOf('"') + 1).split("[.\"+-]")[0])
          .map(feature -> new JavaHome(home, Integer.parseInt(feature)))
          .filter(found -> Files.isExecutable(Path.of(found.java())));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
