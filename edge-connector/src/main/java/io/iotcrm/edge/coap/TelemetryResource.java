package io.iotcrm.edge.coap;

import io.iotcrm.domain.telemetry.DeviceMessageParser;
import io.iotcrm.domain.telemetry.MalformedTelemetryException;
import io.iotcrm.edge.pipeline.Intake;
import io.iotcrm.edge.quota.Quotas;
import io.iotcrm.edge.registry.RegisteredDevice;
import io.iotcrm.edge.status.EdgeCounters;
import java.time.Instant;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.server.resources.CoapExchange;

/**
 * POST {@code v1/devices/ID/telemetry?token=SECRET}, over DTLS without the token. Answers 2.04 when
 * the readings are with the centre's broker or on disk, and not before.
 */
public final class TelemetryResource extends CoapResource {
  static final int MAX_BYTES = DeviceMessageParser.MAX_BYTES;
  private static final int RETRY_SECONDS = 5;
  private static final Set<Integer> FORMATS =
      Set.of(
          MediaTypeRegistry.UNDEFINED,
          MediaTypeRegistry.APPLICATION_JSON,
          MediaTypeRegistry.APPLICATION_SENML_JSON,
          MediaTypeRegistry.APPLICATION_SENML_CBOR);

  private final Intake intake;
  private final DeviceRequest request;
  private final BooleanSupplier hasRoom;
  private final Quotas quotas;
  private final EdgeCounters counters;

  /**
   * @param hasRoom whether more can be taken; otherwise devices are told to come later
   * @param quotas how much a device may send; beyond it, it is told to come later as well
   */
  public TelemetryResource(
      Intake intake,
      DeviceRequest request,
      BooleanSupplier hasRoom,
      Quotas quotas,
      EdgeCounters counters) {
    super("telemetry");
    this.intake = intake;
    this.request = request;
    this.hasRoom = hasRoom;
    this.quotas = quotas;
    this.counters = counters;
  }

  @Override
  public void handlePOST(CoapExchange exchange) {
    counters.coapMessage();
    DeviceRequest.Parties parties = request.parties(exchange);
    if (parties == null) {
      return;
    }
    RegisteredDevice device = parties.device();
    if (!FORMATS.contains(exchange.getRequestOptions().getContentFormat())) {
      exchange.respond(
          ResponseCode.UNSUPPORTED_CONTENT_FORMAT, "JSON (50), SenML JSON (110), SenML CBOR (112)");
      return;
    }
    if (exchange.getRequestPayloadSize() > MAX_BYTES) {
      exchange.respond(ResponseCode.REQUEST_ENTITY_TOO_LARGE);
      return;
    }
    if (!hasRoom.getAsBoolean()) {
      exchange.respondOverload(RETRY_SECONDS);
      return;
    }
    long wait = quotas.admit(parties.speaker(), device);
    if (wait > 0) {
      tooMany(exchange, wait);
      return;
    }
    try {
      Intake.Checked checked = intake.check(device, exchange.getRequestPayload(), Instant.now());
      if (checked.readings().isEmpty() && checked.refusal() != null) {
        exchange.respond(ResponseCode.BAD_REQUEST, checked.refusal().description());
      } else {
        quotas.count(parties.speaker(), device, checked.readings().size());
        intake.submit(device, checked, () -> exchange.respond(ResponseCode.CHANGED));
      }
    } catch (MalformedTelemetryException e) {
      exchange.respond(ResponseCode.BAD_REQUEST, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.respondOverload(RETRY_SECONDS);
    }
  }

  /** 4.29 with Max-Age (RFC 8516): the device waits so long before its next request. */
  private void tooMany(CoapExchange exchange, long seconds) {
    counters.overQuota();
    Response response = new Response(ResponseCode.TOO_MANY_REQUESTS);
    response.getOptions().setMaxAge(seconds);
    exchange.respond(response);
  }
}
