package io.iotcrm.server.broker;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubAckMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * One connection's way into the {@link Bundles}. Acknowledgements are in the order of what they
 * acknowledge (MQTT 5, 4.6.0-2): while messages wait to be stored in bundles, a message that takes
 * the broker's own way is held back with all that follows it, and the other way round. Used by the
 * channel's own thread, but for {@link #resume} and {@link #close}.
 */
final class BundleHandler extends ChannelDuplexHandler {
  private static final long CHECKED_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int BROKER_KEEP_ALIVE_SECONDS = 60;
  private static final int TOPIC_ALIAS = MqttProperties.MqttPropertyType.TOPIC_ALIAS.value();

  private static final MqttFixedHeader PUBACK =
      new MqttFixedHeader(MqttMessageType.PUBACK, false, MqttQoS.AT_MOST_ONCE, false, 2);

  /** Which topic the device may publish to, as last asked. */
  private record Allowed(String topic, byte[] encoded, long askedAt) {}

  private final Bundles bundles;
  private final IotCrmSecurityManager security;
  private final RemotingConnection connection;
  private final Deque<Object> held = new ArrayDeque<>();
  private final Map<Integer, String> aliases = new HashMap<>();
  private ChannelHandlerContext context;
  private Allowed allowed;

  /** Messages in bundles that are not yet stored. */
  private int waiting;

  /** Messages that the broker itself has not acknowledged yet. */
  private int ownWay;

  private long keepAliveNanos = TimeUnit.SECONDS.toNanos(BROKER_KEEP_ALIVE_SECONDS);
  private long seenAt = System.nanoTime();

  BundleHandler(Bundles bundles, IotCrmSecurityManager security, RemotingConnection connection) {
    this.bundles = bundles;
    this.security = security;
    this.connection = connection;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  EventLoop loop() {
    return context.channel().eventLoop();
  }

  @Override
  public void channelRead(ChannelHandlerContext from, Object message) {
    if (held.isEmpty()) {
      take(message);
    } else {
      held.add(message);
    }
  }

  private void take(Object message) {
    if (message instanceof MqttConnectMessage connect && connect.decoderResult().isSuccess()) {
      int seconds = connect.variableHeader().keepAliveTimeSeconds();
      keepAliveNanos =
          TimeUnit.SECONDS.toNanos(
              seconds == 0
                  ? BROKER_KEEP_ALIVE_SECONDS
                  : Math.min(seconds, BROKER_KEEP_ALIVE_SECONDS));
    }
    if (!(message instanceof MqttPublishMessage publish) || !publish.decoderResult().isSuccess()) {
      context.fireChannelRead(message);
    } else if (belongsInBundle(publish)) {
      if (ownWay > 0) {
        held.addFirst(message);
      } else {
        bundle(publish);
      }
    } else if (publish.fixedHeader().qosLevel() != MqttQoS.AT_LEAST_ONCE) {
      context.fireChannelRead(message);
    } else if (waiting > 0) {
      held.addFirst(message);
    } else {
      ownWay++;
      context.fireChannelRead(message);
    }
  }

  private boolean belongsInBundle(MqttPublishMessage publish) {
    if (publish.fixedHeader().isRetain()
        || publish.fixedHeader().qosLevel().value() > MqttQoS.AT_LEAST_ONCE.value()
        || publish.payload().readableBytes() > Bundles.LARGEST_MESSAGE) {
      return false;
    }
    String topic = topic(publish);
    return topic != null && mayPublish(topic);
  }

  private void bundle(MqttPublishMessage publish) {
    stayAlive();
    int packetId =
        publish.fixedHeader().qosLevel() == MqttQoS.AT_LEAST_ONCE
            ? publish.variableHeader().packetId()
            : 0;
    waiting++;
    if (!bundles.add(this, allowed.encoded(), publish.payload(), packetId)) {
      context.channel().config().setAutoRead(false);
    }
    ReferenceCountUtil.release(publish);
  }

  /** An alias that names telemetry is kept here, and the broker never hears of it. */
  private String topic(MqttPublishMessage publish) {
    String topic = publish.variableHeader().topicName();
    MqttProperties.MqttProperty<?> alias =
        publish.variableHeader().properties().getProperty(TOPIC_ALIAS);
    if (alias == null) {
      return topic;
    }
    Integer number = (Integer) alias.value();
    if (topic.isEmpty()) {
      return aliases.get(number);
    }
    aliases.remove(number);
    if (number < 1 || number > 0xffff || !mayPublish(topic)) {
      return null;
    }
    aliases.put(number, topic);
    return topic;
  }

  private boolean mayPublish(String topic) {
    long now = System.nanoTime();
    if (allowed == null
        || !allowed.topic().equals(topic)
        || now - allowed.askedAt() > CHECKED_AGAIN_NANOS) {
      if (!topic.endsWith("/telemetry")
          || topic.indexOf('.') >= 0
          || !security.mayPublish(connection, topic.replace('/', '.'))) {
        return false;
      }
      allowed = new Allowed(topic, topic.getBytes(StandardCharsets.UTF_8), now);
    }
    return true;
  }

  /**
   * The broker counts a connection as alive by what its own handler is given. A reply of an
   * authentication that nobody began means nothing to it, and is still a sign of life.
   */
  private void stayAlive() {
    long now = System.nanoTime();
    if (now - seenAt > keepAliveNanos / 2) {
      seenAt = now;
      context.fireChannelRead(
          new MqttMessage(
              new MqttFixedHeader(MqttMessageType.AUTH, false, MqttQoS.AT_MOST_ONCE, false, 0),
              new MqttReasonCodeAndPropertiesVariableHeader(
                  MqttReasonCodeAndPropertiesVariableHeader.REASON_CODE_OK,
                  MqttProperties.NO_PROPERTIES)));
    }
  }

  /** A message is on disk: acknowledges it, without flushing. */
  void stored(int packetId) {
    if (packetId != 0) {
      context.write(new MqttPubAckMessage(PUBACK, MqttMessageIdVariableHeader.from(packetId)));
    }
    waiting--;
    letGo();
  }

  @Override
  public void write(ChannelHandlerContext from, Object message, ChannelPromise promise)
      throws Exception {
    super.write(from, message, promise);
    if (message instanceof MqttMessage answer
        && answer.fixedHeader().messageType() == MqttMessageType.PUBACK
        && ownWay > 0) {
      ownWay--;
      letGo();
    }
  }

  void flush() {
    context.flush();
  }

  /** Takes what was held, up to what has to be held still. */
  private void letGo() {
    int before;
    do {
      before = held.size();
      if (before > 0) {
        take(held.poll());
      }
    } while (held.size() < before);
  }

  /** What waits for the disk has become less: the connection is read again. */
  void resume() {
    loop().execute(() -> context.channel().config().setAutoRead(true));
  }

  /** Its messages were not stored. */
  void close() {
    context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ended) throws Exception {
    while (!held.isEmpty()) {
      ended.fireChannelRead(held.poll());
    }
    super.channelInactive(ended);
  }
}
