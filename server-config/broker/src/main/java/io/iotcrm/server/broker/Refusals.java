package io.iotcrm.server.broker;

import io.netty.util.AttributeKey;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Why a connection was not let in, kept with its channel: the broker asks its security manager for
 * yes or no only, and tells every client whom it refuses the same.
 */
final class Refusals {
  private static final AttributeKey<Boolean> BLOCKED = AttributeKey.valueOf("iotcrm-blocked");

  private Refusals() {}

  /** The machine has proved who it is, and is blocked. */
  static void blocked(RemotingConnection connection) {
    if (connection != null
        && connection.getTransportConnection() instanceof NettyConnection netty) {
      netty.getChannel().attr(BLOCKED).set(true);
    }
  }

  static boolean isBlocked(io.netty.channel.Channel channel) {
    return Boolean.TRUE.equals(channel.attr(BLOCKED).get());
  }
}
