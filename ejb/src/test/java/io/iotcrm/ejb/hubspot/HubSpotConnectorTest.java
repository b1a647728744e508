package io.iotcrm.ejb.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.ejb.hubspot.CrmConnector.Outcome;
import io.iotcrm.ejb.hubspot.FakeHubSpot.Mood;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubSpotConnectorTest {
  private final List<Duration> pauses = new ArrayList<>();
  private final List<Duration> blocks = new ArrayList<>();
  private final List<RequestLog.Entry> log = new ArrayList<>();
  private int taken;
  private FakeHubSpot hubSpot;

  private final RequestBudget budget =
      new RequestBudget() {
        @Override
        public void take(Duration patience) {
          taken++;
        }

        @Override
        public void blockFor(Duration duration) {
          blocks.add(duration);
        }
      };

  @BeforeEach
  void start() throws IOException {
    hubSpot = new FakeHubSpot();
  }

  @AfterEach
  void stop() {
    hubSpot.close();
  }

  @Test
  void sendsABatchOfAHundredAsOneRequest() throws InterruptedException {
    Outcome outcome = connector("2026-09").upsert(contacts(100));
    assertThat(outcome.accepted()).hasSize(100).containsValue("hs-c7@example.com");
    assertThat(outcome.refused()).isEmpty();
    assertThat(hubSpot.batches).containsExactly(100);
    assertThat(hubSpot.paths).containsExactly("/crm/objects/2026-09/contacts/batch/upsert");
    assertThat(taken).isOne();
    assertThat(log).singleElement().matches(e -> e.status() == 200 && e.sent());
  }

  @Test
  void speaksTheOlderVersionWhereItIsConfigured() throws InterruptedException {
    connector("v3").upsert(contacts(1));
    assertThat(hubSpot.paths).containsExactly("/crm/v3/objects/contacts/batch/upsert");
  }

  @Test
  void sendsEveryPropertyAsAString() throws InterruptedException {
    connector("2026-09").upsert(contacts(1));
    assertThat(hubSpot.contacts.get("c0@example.com"))
        .hasToString(
            "{\"email\":\"c0@example.com\",\"firstname\":\"F0\",\"lastname\":\"L0\","
                + "\"iotcrm_external_id\":\"EXT-0\",\"iotcrm_best_offer\":\"Espresso beans\","
                + "\"iotcrm_best_offer_reason\":\"Because you bought Cups\","
                + "\"iotcrm_last_activity\":\"2026-11-22\"}");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsTheGoodContactsOfABatchWithBadOnes(boolean traced) throws InterruptedException {
    hubSpot.traced = traced;
    List<CrmContact> contacts = contacts(10);
    contacts.set(3, contact(3, "bad-1"));
    contacts.set(8, contact(8, "bad-2"));
    Outcome outcome = connector("2026-09").upsert(contacts);
    assertThat(outcome.accepted()).hasSize(8);
    assertThat(outcome.refused().keySet())
        .containsExactlyInAnyOrder(contacts.get(3).id(), contacts.get(8).id());
  }

  @Test
  void findsTheBadContactOfABatchThatIsRefusedAsAWhole() throws InterruptedException {
    hubSpot.refusesWholeBatches = true;
    List<CrmContact> contacts = contacts(100);
    contacts.set(41, contact(41, "bad"));
    Outcome outcome = connector("2026-09").upsert(contacts);
    assertThat(outcome.accepted()).hasSize(99);
    assertThat(outcome.refused()).containsOnlyKeys(contacts.get(41).id());
    assertThat(taken).as("halving takes 2 log2(100) requests").isLessThan(16);
  }

  @ParameterizedTest
  @ValueSource(ints = {423, 500, 502, 503, 504, 521, 0})
  void triesAgainAfterTroubleThatPasses(int status) throws InterruptedException {
    hubSpot.then(Mood.of(status), Mood.of(status));
    Outcome outcome = connector("2026-09").upsert(contacts(5));
    assertThat(outcome.accepted()).hasSize(5);
    assertThat(taken).as("every try counts against the limit").isEqualTo(3);
    assertThat(pauses).hasSize(2);
    assertThat(log).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 0})
  void leavesContactsForLaterWhenTroubleStays(int status) {
    Mood[] moods = new Mood[4];
    Arrays.fill(moods, Mood.of(status));
    hubSpot.then(moods);
    assertThatThrownBy(() -> connector("2026-09").upsert(contacts(5)))
        .isInstanceOf(CrmUnavailableException.class);
    assertThat(hubSpot.contacts).isEmpty();
  }

  @Test
  void stopsTheWholeClusterForAsLongAsHubSpotAsks() throws InterruptedException {
    hubSpot.then(Mood.limited("TEN_SECONDLY_ROLLING", "7"), Mood.limited("SECONDLY", null));
    connector("2026-09").upsert(contacts(2));
    assertThat(blocks).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(1));
    assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(1));
  }

  @Test
  void doesNotWaitOutADailyLimit() {
    hubSpot.then(Mood.limited("DAILY", null));
    assertThatThrownBy(() -> connector("2026-09").upsert(contacts(2)))
        .isInstanceOfSatisfying(
            CrmUnavailableException.class,
            e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofHours(1)));
    assertThat(blocks).containsExactly(Duration.ofHours(1));
    assertThat(pauses).isEmpty();
  }

  @Test
  void doesNotWaitForAnAccountThatIsBeingMoved() {
    hubSpot.then(new Mood(477, "{}", java.util.Map.of("Retry-After", "3600")));
    assertThatThrownBy(() -> connector("2026-09").upsert(contacts(2)))
        .isInstanceOfSatisfying(
            CrmUnavailableException.class,
            e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofHours(1)));
  }

  @Test
  void takesARefusedTokenForAFaultOfTheConfigurationNotOfTheContacts() {
    CrmConnector connector = connector(hubSpot.address(), "2026-09", "wrong");
    assertThatThrownBy(() -> connector.upsert(contacts(2)))
        .isInstanceOf(CrmUnavailableException.class)
        .hasMessageContaining("iotcrm.hubspot.token")
        .hasMessageNotContaining("wrong");
  }

  @Test
  void survivesAnAnswerThatIsNotJson() throws InterruptedException {
    hubSpot.then(new Mood(200, "<html>gateway</html>", java.util.Map.of()));
    Outcome outcome = connector("2026-09").upsert(contacts(2));
    assertThat(outcome.accepted()).as("sent again one by one").hasSize(2);
  }

  @Test
  void recordsWithoutATokenWhatItWouldSend() {
    RecordingConnector recording =
        new RecordingConnector(new HubSpotPayload("2026-09", "email"), log::add);
    Outcome outcome = recording.upsert(contacts(3));
    assertThat(outcome.sent()).isFalse();
    assertThat(outcome.accepted()).hasSize(3);
    assertThat(log)
        .singleElement()
        .matches(e -> !e.sent() && e.contacts() == 3 && e.body().contains("c2@example.com"));
    assertThat(hubSpot.paths).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026", "v", "../v3", ""})
  void refusesAVersionThatIsNone(String version) {
    assertThatThrownBy(() -> new HubSpotPayload(version, "email"))
        .hasMessageContaining("iotcrm.hubspot.version");
  }

  private CrmConnector connector(String version) {
    return connector(hubSpot.address(), version, FakeHubSpot.TOKEN);
  }

  private CrmConnector connector(URI base, String version, String token) {
    return new HubSpotConnector(
        base, new HubSpotPayload(version, "email"), token, budget, log::add, pauses::add);
  }

  private static List<CrmContact> contacts(int n) {
    return new ArrayList<>(IntStream.range(0, n).mapToObj(i -> contact(i, "c" + i)).toList());
  }

  private static CrmContact contact(int i, String name) {
    return new CrmContact(
        new UUID(7, i),
        "EXT-" + i,
        name + "@example.com",
        "F" + i,
        "L" + i,
        "Espresso beans",
        "Because you bought Cups",
        LocalDate.of(2026, 11, 22));
  }
}
