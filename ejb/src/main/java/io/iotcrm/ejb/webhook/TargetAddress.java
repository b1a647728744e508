package io.iotcrm.ejb.webhook;

import io.iotcrm.ejb.platform.OutboxRefusedException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * Keeps requests that others configure away from this network: loopback, private, link-local and
 * other special addresses are refused, whatever name leads to them.
 */
final class TargetAddress {
  private TargetAddress() {}

  /** How a name becomes addresses. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /**
   * The Java runtime keeps the answer for its own connection a moment later.
   *
   * @throws OutboxRefusedException one of the host's addresses is not public
   * @throws UnknownHostException the name is not known, perhaps only now
   */
  static void requirePublic(URI uri, Resolver resolver)
      throws OutboxRefusedException, UnknownHostException {
    String host = uri.getHost();
    if (host.startsWith("[")) {
      host = host.substring(1, host.length() - 1);
    }
    for (InetAddress address : resolver.resolve(host)) {
      if (!isPublic(address)) {
        throw new OutboxRefusedException(
            host
                + " is "
                + address.getHostAddress()
                + ", which is not a public address; allow such with"
                + " iotcrm.webhooks.allow-private=true");
      }
    }
  }

  static boolean isPublic(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6((Inet6Address) address);
  }

  /** Besides the private ones: this network, shared (RFC 6598), protocol, benchmark, reserved. */
  private static boolean isPublic4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    int third = bytes[2] & 0xff;
    return first != 0
        && first < 240
        && !(first == 100 && second >= 64 && second < 128)
        && !(first == 192 && second == 0 && third == 0)
        && !(first == 198 && (second == 18 || second == 19));
  }

  /** Unique local addresses, and those that carry an IPv4 address. */
  private static boolean isPublic6(Inet6Address address) {
    byte[] bytes = address.getAddress();
    boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
    boolean translated = bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff;
    boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
    return !uniqueLocal && !translated && !sixToFour && !address.isIPv4CompatibleAddress();
  }
}
