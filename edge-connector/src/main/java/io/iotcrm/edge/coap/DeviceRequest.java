package io.iotcrm.edge.coap;

import io.iotcrm.edge.pipeline.Intake;
import io.iotcrm.edge.registry.RegisteredDevice;
import io.iotcrm.edge.registry.Registry;
import java.security.Principal;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.server.resources.CoapExchange;

/**
 * Who is asking, and for which device: by the key that the DTLS handshake proved, or by the secret
 * in the query. A device reaches its own paths, a gateway also those of the devices behind it.
 */
public final class DeviceRequest {
  private final Intake intake;
  private final Runnable askRegistry;
  private final Consumer<String> used;

  /**
   * @param device the one in the path
   * @param speaker who proved itself: the device or its gateway
   */
  record Parties(RegisteredDevice device, RegisteredDevice speaker) {}

  /**
   * @param askRegistry called after a failure: the device or its new secret may be known only there
   * @param used is told of each credential that let somebody in
   */
  public DeviceRequest(Intake intake, Runnable askRegistry, Consumer<String> used) {
    this.intake = intake;
    this.askRegistry = askRegistry;
    this.used = used;
  }

  /** The device, or null after an answer, the same for a stranger and a wrong secret. */
  RegisteredDevice authenticated(CoapExchange exchange) {
    Parties parties = parties(exchange);
    return parties == null ? null : parties.device();
  }

  /** Device and speaker, or null after an answer of 4.01 or, over DTLS, 4.03. */
  Parties parties(CoapExchange exchange) {
    List<String> path = exchange.getRequestOptions().getUriPath();
    RegisteredDevice device = intake.device(path.get(2));
    Principal peer = exchange.advanced().getRequest().getSourceContext().getPeerIdentity();
    if (peer != null) {
      return byHandshake(exchange, device, peer);
    }
    String gateway = exchange.getQueryParameter("gateway");
    RegisteredDevice speaker = gateway == null ? device : intake.device(gateway);
    RegisteredDevice.Secret proved =
        RegisteredDevice.proved(speaker, exchange.getQueryParameter("token"));
    if (proved != null && device != null && device.enabled() && speaker.speaksFor(device)) {
      note(proved.credential());
      return new Parties(device, speaker);
    }
    askRegistry.run();
    exchange.respond(ResponseCode.UNAUTHORIZED, "unknown device or wrong token");
    return null;
  }

  /** The credential is looked up with each request: one that was revoked ends at once. */
  private Parties byHandshake(CoapExchange exchange, RegisteredDevice device, Principal peer) {
    Registry registry = intake.registry();
    Registry.Keyed proved = DtlsPeer.find(peer, registry);
    if (proved == null) {
      askRegistry.run();
      exchange.respond(ResponseCode.UNAUTHORIZED, "the credential of this session is not valid");
      return null;
    }
    RegisteredDevice speaker = proved.device();
    if (device == null || !device.enabled() || !speaker.speaksFor(device)) {
      askRegistry.run();
      exchange.respond(ResponseCode.FORBIDDEN, "not a path of this device");
      return null;
    }
    note(proved.credential());
    return new Parties(device, speaker);
  }

  private void note(String credential) {
    if (credential != null) {
      used.accept(credential);
    }
  }
}
