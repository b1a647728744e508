package io.iotcrm.server.cli.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs a program that refuses to be run by root: for root in a user namespace, where it is nobody,
 * or, where namespaces are forbidden, as the user nobody.
 */
public record Unprivileged(List<String> prefix, boolean otherUser) {
  private static final String NOBODY = "65534";

  public static Unprivileged here() throws IOException {
    Path self = Path.of("/proc/self");
    if (!Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"))) {
      return new Unprivileged(List.of(), false);
    }
    try {
      Command.run(List.of("unshare", "-U", "true"), Map.of(), Path.of("/"));
      return new Unprivileged(List.of("unshare", "-U"), false);
    } catch (IOException forbidden) {
      return new Unprivileged(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), true);
    }
  }

  /** Gives the directory to the user that the program will run as, if that is another. */
  public void own(Path directory) throws IOException {
    if (otherUser) {
      Command.run(
          List.of("chown", "-R", NOBODY + ":" + NOBODY, directory.toString()),
          Map.of(),
          Path.of("/"));
    }
  }
}
