package io.iotcrm.edge.coap;

import io.iotcrm.edge.pipeline.Intake;
import io.iotcrm.edge.registry.RegisteredDevice;
import java.util.List;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.server.resources.CoapExchange;

/** Who is asking: the device in the path, by the secret in the query. */
final class DeviceRequest {
  private final Intake intake;
  private final Runnable askRegistry;

  /**
   * @param askRegistry called after a failure: the device or its new secret may be known only there
   */
  DeviceRequest(Intake intake, Runnable askRegistry) {
    this.intake = intake;
    this.askRegistry = askRegistry;
  }

  /** The device, or null after an answer of 4.01, the same for a stranger and a wrong secret. */
  RegisteredDevice authenticated(CoapExchange exchange) {
    List<String> path = exchange.getRequestOptions().getUriPath();
    RegisteredDevice device = intake.device(path.get(2));
    if (RegisteredDevice.authenticates(device, exchange.getQueryParameter("token"))) {
      return device;
    }
    askRegistry.run();
    exchange.respond(ResponseCode.UNAUTHORIZED, "unknown device or wrong token");
    return null;
  }
}
