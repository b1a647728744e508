package io.iotcrm.server.broker;

import java.security.Principal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who is connected.
 *
 * @param credential names the secret that was used, so that taking it away ends the connection
 */
record BrokerPrincipal(Kind kind, String id, String credential) implements Principal {
  enum Kind {
    DEVICE,
    EDGE,
    APPLICATION
  }

  /** The characters that neither MQTT nor the broker's wildcards give a meaning to. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** What a device may be called by its password: also what no id may have. */
  private static final Pattern USER_NAME = Pattern.compile("[A-Za-z0-9_.@:+-]{1,64}");

  static boolean isId(String text) {
    return text != null && ID.matcher(text).matches();
  }

  /**
   * A user name as it is sent: {@code device/ID}, {@code edge/ID}, or, without a prefix, a device's
   * id or the user name that goes with its password.
   */
  record MachineName(Kind kind, String id) {
    static Optional<MachineName> parse(String user) {
      Kind kind = Kind.DEVICE;
      String id = user;
      if (user.startsWith("device/")) {
        id = user.substring("device/".length());
      } else if (user.startsWith("edge/")) {
        kind = Kind.EDGE;
        id = user.substring("edge/".length());
      }
      Pattern pattern = id.equals(user) ? USER_NAME : ID;
      return pattern.matcher(id).matches()
          ? Optional.of(new MachineName(kind, id))
          : Optional.empty();
    }
  }

  @Override
  public String getName() {
    return switch (kind) {
      case DEVICE -> "device/" + id;
      case EDGE -> "edge/" + id;
      case APPLICATION -> id;
    };
  }
}
