package io.iotcrm.benchmark.load;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.handler.timeout.IdleStateEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * One device's MQTT 5 connection, cut down to publishing at QoS 1.
 *
 * <p>Written by hand on Netty's codec because thousands of general-purpose clients cost more of the
 * machine under test than what is measured. Everything runs on the connection's event loop. What is
 * not acknowledged when the connection breaks is sent again, first, after the next CONNACK.
 */
final class LoadConnection {
  /** What is told to the generator, on the event loop. */
  interface Events {
    void ready(LoadConnection connection);

    void refused(LoadConnection connection, String reason);

    void broken(LoadConnection connection);

    void acknowledged(LoadConnection connection, long dueNanos, boolean accepted);
  }

  private record InFlight(int packetId, long dueNanos, long at, byte[] payload) {}

  private static final int KEEP_ALIVE_SECONDS = 60;

  private final LoadDevice device;
  private final String topic;
  private final MessageSource source;
  private final int window;
  private final Events events;
  private final ArrayDeque<InFlight> inFlight = new ArrayDeque<>();
  private Channel channel;
  private boolean ready;
  private boolean unflushed;
  private int packetId;
  private long sent;
  private long acknowledged;
  private long firstAt;
  private long lastAt;

  LoadConnection(LoadDevice device, MessageSource source, int window, Events events) {
    this.device = device;
    this.topic = device.topic();
    this.source = source;
    this.window = window;
    this.events = events;
  }

  LoadDevice device() {
    return device;
  }

  boolean canPublish() {
    return ready && inFlight.size() < window && channel.isWritable();
  }

  boolean isReady() {
    return ready;
  }

  int unacknowledged() {
    return inFlight.size();
  }

  long sent() {
    return sent;
  }

  /** Messages that the broker has acknowledged as accepted. */
  long acknowledged() {
    return acknowledged;
  }

  /** The time stamp of the first message, 0 before it. */
  long firstAt() {
    return firstAt;
  }

  /** The time stamp of the newest message, 0 before the first. */
  long lastAt() {
    return lastAt;
  }

  /**
   * Publishes the device's next message without flushing.
   *
   * @param dueNanos when it ought to have been sent by the plan; latency counts from there
   */
  void publish(long dueNanos) {
    MessageSource.Message message = source.next(System.currentTimeMillis());
    packetId = packetId % 65_535 + 1;
    InFlight one = new InFlight(packetId, dueNanos, message.at(), message.payload());
    inFlight.add(one);
    sent++;
    firstAt = firstAt == 0 ? message.at() : firstAt;
    lastAt = message.at();
    write(one, false);
    unflushed = true;
  }

  void flush() {
    if (unflushed && channel != null) {
      channel.flush();
    }
    unflushed = false;
  }

  void close() {
    if (channel != null) {
      channel.writeAndFlush(MqttMessage.DISCONNECT);
      channel.close();
    }
  }

  private void write(InFlight one, boolean again) {
    MqttFixedHeader header =
        new MqttFixedHeader(MqttMessageType.PUBLISH, again, MqttQoS.AT_LEAST_ONCE, false, 0);
    channel.write(
        new MqttPublishMessage(
            header,
            new MqttPublishVariableHeader(topic, one.packetId()),
            Unpooled.wrappedBuffer(one.payload())));
  }

  private void acknowledge(int id, boolean accepted) {
    // The broker acknowledges in the order of sending, so the first is nearly always the one.
    for (Iterator<InFlight> each = inFlight.iterator(); each.hasNext(); ) {
      InFlight one = each.next();
      if (one.packetId() == id) {
        each.remove();
        acknowledged += accepted ? 1 : 0;
        events.acknowledged(this, one.dueNanos(), accepted);
        return;
      }
    }
  }

  /** The last handler of the channel's pipeline; a new one for each connection attempt. */
  SimpleChannelInboundHandler<MqttMessage> handler() {
    return new Handler();
  }

  private final class Handler extends SimpleChannelInboundHandler<MqttMessage> {
    @Override
    public void channelActive(ChannelHandlerContext context) {
      channel = context.channel();
      context.writeAndFlush(
          MqttMessageBuilders.connect()
              .protocolVersion(MqttVersion.MQTT_5)
              .clientId(device.id())
              .cleanSession(true)
              .keepAlive(KEEP_ALIVE_SECONDS)
              .username("device/" + device.id())
              .password(device.secret().getBytes(StandardCharsets.UTF_8))
              .build());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
      if (message.decoderResult().isFailure()) {
        context.close();
        return;
      }
      switch (message.fixedHeader().messageType()) {
        case CONNACK -> connected(context, (MqttConnAckMessage) message);
        case PUBACK -> acknowledge(id(message), isAccepted(message));
        case DISCONNECT -> context.close();
        default -> {
          // PINGRESP: nothing to do.
        }
      }
    }

    private void connected(ChannelHandlerContext context, MqttConnAckMessage answer) {
      MqttConnectReturnCode code = answer.variableHeader().connectReturnCode();
      if (code != MqttConnectReturnCode.CONNECTION_ACCEPTED) {
        events.refused(LoadConnection.this, code.toString());
        context.close();
        return;
      }
      ready = true;
      inFlight.forEach(one -> write(one, true));
      context.flush();
      events.ready(LoadConnection.this);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof IdleStateEvent) {
        context.writeAndFlush(MqttMessage.PINGREQ);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      ready = false;
      events.broken(LoadConnection.this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }

  private static int id(MqttMessage message) {
    return ((MqttMessageIdVariableHeader) message.variableHeader()).messageId();
  }

  private static boolean isAccepted(MqttMessage message) {
    return !(message.variableHeader() instanceof MqttPubReplyMessageVariableHeader header)
        || (header.reasonCode() & 0xFF) < 0x80;
  }
}
