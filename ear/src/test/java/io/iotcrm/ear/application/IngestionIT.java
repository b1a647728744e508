package io.iotcrm.ear.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.rule.RuleDefinition;
import io.iotcrm.domain.rule.RuleView;
import io.iotcrm.domain.rule.Severity;
import io.iotcrm.domain.telemetry.IngestBatch;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.ejb.device.ActiveRules;
import io.iotcrm.ejb.telemetry.TelemetryIngest;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A batch is stored once, and what a rule makes of it is made once, however often it comes. */
@ExtendWith(ArquillianExtension.class)
class IngestionIT {
  private static final Duration RULE_LIMIT = Duration.ofSeconds(20);

  @Inject private TelemetryIngest ingest;
  @Inject private ActiveRules rules;
  @EJB private AdminCalls admin;

  @Resource(lookup = "jdbc/iotcrm")
  private DataSource database;

  private String device;
  private String profile;

  @Deployment
  static EnterpriseArchive application() {
    return ApplicationUnderTest.with(IngestionIT.class, AdminCalls.class);
  }

  @BeforeEach
  void registerADevice() {
    String tag = Ids.next().toString();
    device = "it-" + tag;
    profile = "it-profile-" + tag;
    admin.createDevice(profile, device);
  }

  @Test
  void storesABatchOnceHoweverOftenItIsDelivered() throws Exception {
    Instant at = Instant.now().minusSeconds(60).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    IngestBatch batch = batch(reading(at, 4.5), reading(at.plusMillis(1), 5.5));

    ingest.ingest(batch, "edge/edge-1");
    ingest.ingest(batch, "edge/edge-1");

    assertEquals(
        2L,
        count("select count(*) from reading r join device d on d.no = r.device_no where d.id = ?"));
  }

  @Test
  void storesTheGoodReadingsOfABatchAndRejectsTheOthers() throws Exception {
    Instant at = Instant.now().minusSeconds(60);
    IngestBatch batch =
        batch(
            reading(at, 4.5),
            reading(at.plus(Duration.ofDays(1)), 5.5),
            new Reading("it-nobody", "temperature", at, 6.5, null));

    ingest.ingest(batch, "edge/edge-1");

    assertEquals(
        1L,
        count("select count(*) from reading r join device d on d.no = r.device_no where d.id = ?"));
    assertTrue(
        count("select count(*) from telemetry_rejection where device_id = ?") >= 1,
        "the reading of tomorrow is on record");
  }

  @Test
  void aRuleMakesItsWorkOnceHoweverOftenTheBatchIsDelivered() throws Exception {
    RuleView rule =
        admin.createRule(
            new RuleDefinition(
                "Too warm " + device,
                null,
                profile,
                "latest.temperature > 8",
                null,
                0,
                Severity.MAJOR,
                "[{\"type\":\"TICKET\",\"priority\":\"HIGH\",\"subject\":\"{device.name} is warm\"},"
                    + "{\"type\":\"COMMAND\",\"name\":\"setTarget\",\"params\":{\"target\":2}}]",
                true));
    awaitInForce(rule);
    IngestBatch warm = batch(reading(Instant.now().minusSeconds(5), 12.0));

    ingest.ingest(warm, "edge/edge-1");
    ingest.ingest(warm, "edge/edge-1");

    assertEquals(1L, count("select count(*) from alarm where device_id = ?"));
    assertEquals(1L, count("select count(*) from ticket where device_id = ?"));
    assertEquals(1L, count("select count(*) from command where device_id = ?"));
  }

  /** The instance takes a changed rule within a second. No library of waiting is in here. */
  private void awaitInForce(RuleView rule) throws InterruptedException {
    Instant limit = Instant.now().plus(RULE_LIMIT);
    while (rules.current().flatMap(inForce -> inForce.rule(rule.id())).isEmpty()) {
      assertTrue(Instant.now().isBefore(limit), "the rule is in force within " + RULE_LIMIT);
      Thread.sleep(50);
    }
  }

  private Reading reading(Instant at, double value) {
    return new Reading(device, "temperature", at, value, "Cel");
  }

  private static IngestBatch batch(Reading... readings) {
    return new IngestBatch(Ids.next(), "edge-1", Instant.now(), List.of(readings));
  }

  /** Asks with the device's id as the only parameter. */
  private long count(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, device);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
