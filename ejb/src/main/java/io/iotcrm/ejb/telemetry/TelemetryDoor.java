package io.iotcrm.ejb.telemetry;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;
import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.DEVICE;
import static io.iotcrm.domain.security.Role.INTEGRATOR;

import io.iotcrm.domain.device.Device;
import io.iotcrm.domain.device.DeviceQuota;
import io.iotcrm.domain.platform.AccessRefusedException;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.QuotaExceededException;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.telemetry.DeviceMessageParser;
import io.iotcrm.domain.telemetry.IngestBatch;
import io.iotcrm.domain.telemetry.IngestOutcome;
import io.iotcrm.domain.telemetry.MalformedTelemetryException;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.telemetry.ReadingCheck;
import io.iotcrm.domain.telemetry.SeriesSpec;
import io.iotcrm.ejb.device.DeviceReach;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.StringReader;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The way in for devices and programs that speak HTTP instead of MQTT or CoAP. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TelemetryDoor {
  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private TelemetryIngest ingest;
  @Inject private DeviceQuotas quotas;
  @Inject private Rejections rejections;
  @Inject private DeviceReach reach;
  @Resource private SessionContext caller;

  private final DeviceMessageParser parser = new DeviceMessageParser();

  /**
   * Takes one message of one device, in any format that {@link DeviceMessageParser} knows. When it
   * returns, what was accepted is stored and what it caused is committed.
   *
   * @throws InvalidInputException for a message that is not telemetry
   * @throws QuotaExceededException beyond what the device's profile allows
   */
  @RolesAllowed({DEVICE, INTEGRATOR, ADMIN})
  public IngestOutcome take(String deviceId, byte[] message) throws Exception {
    String name = caller.getCallerPrincipal().getName();
    boolean itself = name.equals("device/" + deviceId);
    if (!itself && !caller.isCallerInRole(INTEGRATOR) && !caller.isCallerInRole(ADMIN)) {
      throw new AccessRefusedException("a device reports its own readings only");
    }
    if (!itself) {
      reach.require(Action.EDIT, deviceId);
    }
    Device device = ReportingDevice.find(em, deviceId);
    Instant now = Instant.now();
    List<Reading> readings = parse(deviceId, message, now);
    ReadingCheck check = new ReadingCheck(series(device.getProfile().getSeries()));
    ReadingCheck.Refusal whole = check.refusal(readings);
    if (whole != null) {
      throw new InvalidInputException("", whole.description());
    }
    List<Reading> fine = new ArrayList<>();
    List<IngestOutcome.Rejection> refused = new ArrayList<>();
    for (Reading reading : readings) {
      ReadingCheck.Refusal refusal = check.refusal(reading, now);
      if (refusal == null) {
        fine.add(reading);
      } else {
        refused.add(new IngestOutcome.Rejection(reading, refusal.code()));
      }
    }
    String source = "http/" + name;
    admit(device, readings, source);
    IngestOutcome outcome =
        fine.isEmpty()
            ? new IngestOutcome(0, List.of())
            : ingest.ingest(new IngestBatch(Ids.next(), "http", now, fine), source);
    quotas.count(device.getNo(), outcome.accepted());
    refused.addAll(outcome.rejected());
    return new IngestOutcome(outcome.accepted(), refused);
  }

  private void admit(Device device, List<Reading> readings, String source) throws SQLException {
    DeviceQuota quota = DeviceQuota.of(device.getProfile().getSettings());
    long wait = quotas.admit(device.getNo(), quota);
    if (wait > 0) {
      rejections.record(
          source,
          readings.stream()
              .map(reading -> new IngestOutcome.Rejection(reading, "over-quota"))
              .toList());
      throw new QuotaExceededException(
          "The quota of the device's profile is used up; try again in " + wait + " s", wait);
    }
  }

  private List<Reading> parse(String deviceId, byte[] message, Instant now) {
    try {
      return parser.parse(deviceId, message, now);
    } catch (MalformedTelemetryException e) {
      throw new InvalidInputException("", e.getMessage());
    }
  }

  private static List<SeriesSpec> series(String json) {
    try (JsonReader reader = JSON.createReader(new StringReader(json))) {
      return reader.readArray().getValuesAs(JsonObject.class).stream()
          .map(TelemetryDoor::spec)
          .toList();
    }
  }

  private static SeriesSpec spec(JsonObject series) {
    return new SeriesSpec(
        series.getString("key"),
        series.getString("unit", null),
        SeriesSpec.Kind.valueOf(series.getString("kind")),
        bound(series, "min"),
        bound(series, "max"));
  }

  private static Double bound(JsonObject series, String name) {
    return series.get(name) instanceof JsonNumber number ? number.doubleValue() : null;
  }
}
