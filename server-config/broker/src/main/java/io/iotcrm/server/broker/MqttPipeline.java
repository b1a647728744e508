package io.iotcrm.server.broker;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import java.util.function.Supplier;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolHandler;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/** What an MQTT connection's packets pass through on their way to the broker and back. */
final class MqttPipeline {
  private MqttPipeline() {}

  /**
   * Puts a handler directly before the broker's MQTT handler. Other connections stay as they are,
   * and no handler is made for them.
   */
  static void insert(RemotingConnection connection, String name, Supplier<ChannelHandler> handler) {
    if (connection.getTransportConnection() instanceof NettyConnection netty) {
      ChannelPipeline pipeline = netty.getChannel().pipeline();
      ChannelHandlerContext mqtt = pipeline.context(MQTTProtocolHandler.class);
      if (mqtt != null) {
        pipeline.addBefore(mqtt.name(), name, handler.get());
      }
    }
  }
}
