package io.iotcrm.edge.coap;

import io.iotcrm.edge.pipeline.Acknowledgement;
import io.iotcrm.edge.status.EdgeCounters;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.server.resources.CoapExchange;

/**
 * GET {@code v1/devices/ID/commands?token=SECRET}, with or without Observe (RFC 7641).
 *
 * <p>Its state is the oldest command that the device does not have, or nothing. Observe tells the
 * newest state only, so the next command is shown when the device has confirmed the one before it.
 */
final class CommandsResource extends CoapResource {
  private final DeviceRequest request;
  private final Consumer<String> subscribe;
  private final EdgeCounters counters;
  private final Deque<Command> waiting = new ArrayDeque<>();
  private Command onItsWay;

  /** More of the edge's own do not wait here; the centre keeps them longer. */
  private static final int MOST_LOCAL = 20;

  /**
   * @param local whether the broker does not know of it and so will not deliver it again
   */
  private record Command(byte[] payload, Acknowledgement acknowledgement, boolean local) {}

  CommandsResource(
      String deviceId, DeviceRequest request, Consumer<String> subscribe, EdgeCounters counters) {
    super(deviceId);
    this.request = request;
    this.subscribe = subscribe;
    this.counters = counters;
    setObservable(true);
    setObserveType(CoAP.Type.CON);
  }

  @Override
  public void handleGET(CoapExchange exchange) {
    if (request.authenticated(exchange) == null) {
      return;
    }
    subscribe.accept(getName());
    Command command;
    synchronized (this) {
      command = waiting.peek();
      onItsWay = command;
    }
    Response response = new Response(ResponseCode.CONTENT);
    if (command != null) {
      exchange.accept(); // the answer is then a message of its own, which the device confirms
      response.setConfirmable(true);
      response.getOptions().setContentFormat(MediaTypeRegistry.APPLICATION_JSON);
      response.setPayload(command.payload());
      response.addMessageObserver(
          new MessageObserverAdapter() {
            @Override
            public void onAcknowledgement() {
              delivered(command);
            }

            @Override
            public void onTimeout() {
              notDelivered(command);
            }

            @Override
            public void onReject() {
              notDelivered(command);
            }

            @Override
            public void onSendError(Throwable error) {
              notDelivered(command);
            }
          });
    }
    exchange.respond(response);
  }

  void add(byte[] payload, Acknowledgement acknowledgement) {
    add(new Command(payload, acknowledgement, false));
  }

  /** Adds a command of the edge's own; false where too many wait. */
  boolean addLocal(byte[] payload) {
    synchronized (this) {
      if (waiting.stream().filter(Command::local).count() >= MOST_LOCAL) {
        return false;
      }
    }
    add(new Command(payload, () -> {}, true));
    return true;
  }

  private void add(Command command) {
    boolean tell;
    synchronized (this) {
      waiting.add(command);
      tell = onItsWay == null;
    }
    if (tell) {
      changed();
    }
  }

  private void delivered(Command command) {
    boolean more;
    synchronized (this) {
      if (!waiting.remove(command)) {
        return;
      }
      onItsWay = null;
      more = !waiting.isEmpty();
    }
    counters.commandDelivered();
    command.acknowledgement().acknowledge();
    if (more) {
      changed();
    }
  }

  private synchronized void notDelivered(Command command) {
    if (onItsWay == command) {
      onItsWay = null;
    }
  }

  synchronized void clear() {
    waiting.removeIf(command -> !command.local());
    if (!waiting.contains(onItsWay)) {
      onItsWay = null;
    }
  }
}
