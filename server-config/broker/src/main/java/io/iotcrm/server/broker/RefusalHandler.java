package io.iotcrm.server.broker;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;

/**
 * Tells an MQTT 5 client whose device is blocked so: 0x87 (not authorized) where the broker says
 * 0x86 (bad user name or password) to everybody. Only who has the right secret learns it.
 */
final class RefusalHandler extends ChannelOutboundHandlerAdapter {
  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    if (message instanceof MqttConnAckMessage answer
        && answer.variableHeader().connectReturnCode()
            == MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD
        && Refusals.isBlocked(context.channel())) {
      super.write(
          context,
          MqttMessageBuilders.connAck()
              .returnCode(MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5)
              .build(),
          promise);
    } else {
      super.write(context, message, promise);
    }
  }
}
