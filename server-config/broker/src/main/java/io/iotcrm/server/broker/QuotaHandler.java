package io.iotcrm.server.broker;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * One connection's quota. Beyond it an MQTT 5 client is told 0x97 (quota exceeded) for the message,
 * which is not taken, and may go on. MQTT 3.1.1 has no such answer: the message is taken and the
 * next one is not read from the connection before its time has come, so that the client is slowed
 * by TCP. A message of QoS 0 is dropped. Used by the channel's own thread only.
 */
final class QuotaHandler extends ChannelInboundHandlerAdapter {
  private static final byte QUOTA_EXCEEDED = (byte) 0x97;
  private static final int MQTT_5 = 5;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;

  private final QuotaPlugin plugin;
  private final RemotingConnection connection;
  private boolean mqtt5;

  QuotaHandler(QuotaPlugin plugin, RemotingConnection connection) {
    this.plugin = plugin;
    this.connection = connection;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof MqttConnectMessage connect && connect.decoderResult().isSuccess()) {
      mqtt5 = connect.variableHeader().version() == MQTT_5;
      if (!plugin.admitsConnect(System.currentTimeMillis())) {
        ReferenceCountUtil.release(message);
        refuse(context);
        return;
      }
    } else if (message instanceof MqttPublishMessage publish
        && publish.decoderResult().isSuccess()
        && !admits(context, publish)) {
      ReferenceCountUtil.release(message);
      return;
    }
    super.channelRead(context, message);
  }

  private void refuse(ChannelHandlerContext context) {
    MqttConnectReturnCode code =
        mqtt5
            ? MqttConnectReturnCode.CONNECTION_REFUSED_CONNECTION_RATE_EXCEEDED
            : MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE;
    context
        .writeAndFlush(MqttMessageBuilders.connAck().returnCode(code).build())
        .addListener(ChannelFutureListener.CLOSE);
  }

  private boolean admits(ChannelHandlerContext context, MqttPublishMessage publish) {
    Optional<BrokerPrincipal> device =
        ConnectedSubject.principal(connection.getSubject())
            .filter(who -> who.kind() == BrokerPrincipal.Kind.DEVICE);
    if (device.isEmpty()) {
      return true;
    }
    long now = System.currentTimeMillis();
    TokenBucket own = plugin.quotas().bucket(device.get().id(), now);
    TokenBucket all = plugin.messages();
    if (own != null && !own.take(now)) {
      return beyond(context, publish, own, now);
    }
    return all == null || all.take(now) || beyond(context, publish, all, now);
  }

  private boolean beyond(
      ChannelHandlerContext context, MqttPublishMessage publish, TokenBucket empty, long now) {
    MqttQoS qos = publish.fixedHeader().qosLevel();
    if (qos == MqttQoS.AT_MOST_ONCE) {
      return false;
    }
    if (mqtt5) {
      context.writeAndFlush(
          reply(
              qos == MqttQoS.AT_LEAST_ONCE ? MqttMessageType.PUBACK : MqttMessageType.PUBREC,
              publish.variableHeader().packetId()));
      return false;
    }
    pause(context, Math.min(LONGEST_PAUSE_MILLIS, empty.borrow(now)));
    return true;
  }

  private static MqttMessage reply(MqttMessageType type, int packetId) {
    return new MqttMessage(
        new MqttFixedHeader(type, false, MqttQoS.AT_MOST_ONCE, false, 0),
        new MqttPubReplyMessageVariableHeader(
            packetId, QUOTA_EXCEEDED, MqttProperties.NO_PROPERTIES));
  }

  private static void pause(ChannelHandlerContext context, long millis) {
    context.channel().config().setAutoRead(false);
    context
        .executor()
        .schedule(
            () -> context.channel().config().setAutoRead(true), millis, TimeUnit.MILLISECONDS);
  }
}
