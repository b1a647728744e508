package io.iotcrm.benchmark.coap;

import io.iotcrm.benchmark.api.HostPort;
import io.iotcrm.benchmark.load.MessageSource;
import io.iotcrm.benchmark.load.Sent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedSinglePskStore;

/** A device with a DTLS session of its own: one confirmable request at a time. Thread-safe. */
final class CoapDevice {
  enum Answer {
    TAKEN,
    REFUSED,
    LOST
  }

  private final String id;
  private final String uri;
  private final MessageSource source;
  private final CoapEndpoint endpoint;
  private final Deque<Consumer<Answer>> waiting = new ArrayDeque<>();
  private boolean underWay;
  private long sent;
  private long taken;
  private long firstAt;
  private long lastAt;

  CoapDevice(
      HostPort edge,
      String id,
      String key,
      int keys,
      Configuration config,
      ScheduledExecutorService executor)
      throws IOException {
    this.id = id;
    this.uri = "coaps://" + edge + "/v1/devices/" + id + "/telemetry";
    this.source = new MessageSource(id.hashCode(), keys);
    DtlsConnectorConfig.Builder dtls = DtlsConnectorConfig.builder(config);
    dtls.setAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    dtls.setAdvancedPskStore(new AdvancedSinglePskStore(id, Base64.getUrlDecoder().decode(key)));
    DTLSConnector connector = new DTLSConnector(dtls.build());
    connector.setExecutor(executor);
    endpoint = new CoapEndpoint.Builder().setConfiguration(config).setConnector(connector).build();
    endpoint.setExecutors(executor, executor);
    endpoint.start();
  }

  String id() {
    return id;
  }

  synchronized Sent sent() {
    return new Sent(id, sent, taken, firstAt, lastAt);
  }

  /** Posts the next message, after those that wait. */
  synchronized void post(Consumer<Answer> told) {
    if (underWay) {
      waiting.add(told);
    } else {
      send(told);
    }
  }

  private void send(Consumer<Answer> told) {
    underWay = true;
    MessageSource.Message message = source.next(System.currentTimeMillis());
    sent++;
    firstAt = firstAt == 0 ? message.at() : firstAt;
    lastAt = message.at();
    Request request = Request.newPost();
    request.setConfirmable(true);
    request.setURI(uri);
    request.getOptions().setContentFormat(MediaTypeRegistry.APPLICATION_JSON);
    request.setPayload(message.payload());
    request.addMessageObserver(
        new MessageObserverAdapter() {
          @Override
          public void onResponse(Response response) {
            answered(
                response.getCode() == CoAP.ResponseCode.CHANGED ? Answer.TAKEN : Answer.REFUSED,
                told);
          }

          @Override
          protected void failed() {
            answered(Answer.LOST, told);
          }
        });
    endpoint.sendRequest(request);
  }

  private void answered(Answer answer, Consumer<Answer> told) {
    synchronized (this) {
      taken += answer == Answer.TAKEN ? 1 : 0;
      underWay = false;
      Consumer<Answer> next = waiting.poll();
      if (next != null) {
        send(next);
      }
    }
    told.accept(answer);
  }
}
