package io.iotcrm.server.broker;

import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.utils.CompositeAddress;

/**
 * Who may do what on which address. MQTT topics are addresses with dots for slashes; a subscription
 * with {@code +} is an address with {@code *}. Sessions, retained messages and wills need no rights
 * of their own: the broker keeps them itself.
 */
final class AddressRules {
  private static final String[] GATEWAY = {"v1", "gateways", "*", "telemetry"};
  private static final String[] BEHIND = {"v1", "gateways", "*", "devices", "*", "telemetry"};
  private static final String[] TELEMETRY = {"v1", "devices", "*", "telemetry"};
  private static final String[] BUNDLES = Bundles.ADDRESS.split("\\.");
  private static final String[] LANE = {"v1", "ingest", "*", "*"};
  private static final String[] COMMANDS = {"v1", "devices", "*", "commands"};
  private static final String[] RESULT = {"v1", "devices", "*", "commands", "*", "result"};

  private AddressRules() {}

  /**
   * @param name an address, or {@code address::queue}
   */
  static boolean allow(BrokerPrincipal who, CheckType action, String name, Gateways gateways) {
    if (who.kind() == BrokerPrincipal.Kind.APPLICATION) {
      return true;
    }
    String address = CompositeAddress.extractAddressName(name);
    // An MQTT subscription's queue is CLIENT.address or SHARE.address. Any other is somebody's own,
    // and a topic filter may name it.
    if (CompositeAddress.isFullyQualified(name)
        && !CompositeAddress.extractQueueName(name).endsWith("." + address)) {
      return false;
    }
    return who.kind() == BrokerPrincipal.Kind.DEVICE
        ? device(who.id(), action, address) || gateway(who.id(), action, address, gateways)
        : edge(who.id(), action, address);
  }

  private static boolean device(String id, CheckType action, String address) {
    String[] words = address.split("\\.", -1);
    if (words.length < 3 || !words[2].equals(id)) {
      return false;
    }
    if (isWriting(action)) {
      return matches(TELEMETRY, words)
          || (matches(RESULT, words) && isPlain(words[4]))
          || (action == CheckType.CREATE_ADDRESS && matches(COMMANDS, words));
    }
    return isReading(action) && matches(COMMANDS, words);
  }

  /** A gateway has a topic for all its devices, one for each, and those devices' commands. */
  private static boolean gateway(String id, CheckType action, String address, Gateways gateways) {
    String[] words = address.split("\\.", -1);
    if (isWriting(action) && words.length > 2 && words[2].equals(id)) {
      return matches(GATEWAY, words) && gateways.isGateway(id)
          || matches(BEHIND, words) && gateways.speaksFor(id, words[4]);
    }
    if (isWriting(action) && matches(RESULT, words)) {
      return isPlain(words[4]) && gateways.speaksFor(id, words[2]);
    }
    return (isReading(action) || action == CheckType.CREATE_ADDRESS)
        && matches(COMMANDS, words)
        && gateways.speaksFor(id, words[2]);
  }

  private static boolean edge(String id, CheckType action, String address) {
    String[] words = address.split("\\.", -1);
    if (isWriting(action)) {
      if (matches(LANE, words) && words[2].equals(id) && isPlain(words[3])
          || address.equals("v1.ingest." + id)
          // What rules at the edge send to the device that they fired on.
          || (matches(COMMANDS, words) && isPlain(words[2]))
          || (matches(RESULT, words) && isPlain(words[2]) && isPlain(words[4]))) {
        return true;
      }
    }
    return (isReading(action) || action == CheckType.CREATE_ADDRESS)
        && (matches(BUNDLES, words)
            || matches(TELEMETRY, words)
            || matches(COMMANDS, words)
            || matches(GATEWAY, words)
            || matches(BEHIND, words));
  }

  private static boolean isWriting(CheckType action) {
    return action == CheckType.SEND || action == CheckType.CREATE_ADDRESS;
  }

  /** To read is to consume from a queue of one's own, and to make and remove that queue. */
  private static boolean isReading(CheckType action) {
    return action == CheckType.CONSUME
        || action == CheckType.CREATE_DURABLE_QUEUE
        || action == CheckType.CREATE_NON_DURABLE_QUEUE
        || action == CheckType.DELETE_DURABLE_QUEUE
        || action == CheckType.DELETE_NON_DURABLE_QUEUE;
  }

  private static boolean matches(String[] pattern, String[] words) {
    if (pattern.length != words.length) {
      return false;
    }
    for (int i = 0; i < words.length; i++) {
      boolean any = pattern[i].equals("*") && !words[i].isEmpty() && !words[i].contains("#");
      if (!any && !pattern[i].equals(words[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(String word) {
    return !word.contains("*") && !word.contains("#");
  }
}
