package io.iotcrm.benchmark.simulation;

import io.iotcrm.benchmark.api.HostPort;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Endpoint;

/**
 * A device that speaks CoAP: confirmable POSTs, one at a time, the rest waits in a short queue.
 *
 * <p>A message that was not answered is kept and sent again before the later ones.
 */
final class CoapLink implements DeviceLink {
  private static final Logger LOG = System.getLogger(CoapLink.class.getName());
  private static final int MAX_WAITING = 100;

  private final Endpoint endpoint;
  private final String uri;
  private final String deviceId;
  private final Traffic traffic;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private byte[] underWay;
  private boolean reachable;

  CoapLink(Endpoint endpoint, HostPort edge, String deviceId, String secret, Traffic traffic) {
    this.endpoint = endpoint;
    this.deviceId = deviceId;
    this.traffic = traffic;
    this.uri = "coap://" + edge + "/v1/devices/" + deviceId + "/telemetry?token=" + secret;
  }

  @Override
  public synchronized void send(byte[] payload) {
    if (waiting.size() >= MAX_WAITING) {
      waiting.remove();
      traffic.dropped.increment();
    }
    waiting.add(payload);
    sendNext();
  }

  private void sendNext() {
    if (underWay != null || waiting.isEmpty()) {
      return;
    }
    underWay = waiting.remove();
    traffic.sent.increment();
    Request request = Request.newPost();
    request.setConfirmable(true);
    request.setURI(uri);
    request.getOptions().setContentFormat(MediaTypeRegistry.APPLICATION_JSON);
    request.setPayload(underWay);
    request.addMessageObserver(
        new MessageObserverAdapter() {
          @Override
          public void onResponse(Response response) {
            answered(response.getCode());
          }

          @Override
          protected void failed() {
            unanswered();
          }
        });
    endpoint.sendRequest(request);
  }

  private synchronized void answered(CoAP.ResponseCode code) {
    connected(true);
    if (code == CoAP.ResponseCode.SERVICE_UNAVAILABLE) {
      tryAgainLater();
      return;
    }
    underWay = null;
    if (code.isSuccess()) {
      traffic.acknowledged.increment();
    } else {
      traffic.dropped.increment();
      LOG.log(Level.DEBUG, "{0} was answered {1}", deviceId, code);
    }
    sendNext();
  }

  private synchronized void unanswered() {
    connected(false);
    tryAgainLater();
  }

  /** The next report of the device sends it. */
  private void tryAgainLater() {
    waiting.addFirst(underWay);
    underWay = null;
  }

  private void connected(boolean now) {
    if (now != reachable) {
      reachable = now;
      traffic.connected.addAndGet(now ? 1 : -1);
    }
  }

  @Override
  public void close() {
    // The endpoint is shared by all devices: who made it closes it.
  }
}
