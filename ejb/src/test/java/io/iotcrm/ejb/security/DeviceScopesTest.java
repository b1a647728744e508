package io.iotcrm.ejb.security;

import static io.iotcrm.domain.security.Role.SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.customer.TimelineQuery;
import io.iotcrm.domain.customer.TimelineView;
import io.iotcrm.domain.device.CommandQuery;
import io.iotcrm.domain.device.DeviceQuery;
import io.iotcrm.domain.device.DeviceView;
import io.iotcrm.domain.platform.AccessRefusedException;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.rule.AlarmQuery;
import io.iotcrm.domain.rule.AlarmView;
import io.iotcrm.domain.rule.Severity;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.domain.security.Scope;
import io.iotcrm.ejb.customer.Timeline;
import io.iotcrm.ejb.device.CommandService;
import io.iotcrm.ejb.device.DeviceReach;
import io.iotcrm.ejb.device.DeviceRegistry;
import io.iotcrm.ejb.platform.Overview;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.platform.ReachedCounts;
import io.iotcrm.ejb.platform.TrialCounts;
import io.iotcrm.ejb.rule.AlarmService;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What belongs to customers is reached with them: devices, commands, alarms, timelines, counts. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeviceScopesTest {
  private final Map<String, UUID> accounts = new HashMap<>();
  private final Map<String, UUID> alarms = new HashMap<>();
  private PermissionTrial trial;
  private UUID annsTicket;
  private UUID bensTicket;
  private UUID profile;

  @BeforeAll
  void customers(DataSource source) throws Exception {
    trial = new PermissionTrial(source);
    UUID ann = trial.person("ann", "north");
    UUID ben = trial.person("ben", "north");
    UUID cid = trial.person("cid", "south");
    profile = UUID.randomUUID();
    trial.rows.execute("insert into device_profile (id, key, name) values (?, 'p', 'p')", profile);
    customer("ann", ann, null);
    customer("ben", ben, null);
    customer("cid", cid, null);
    customer("nobody", null, null);
    UUID contact = UUID.randomUUID();
    trial.rows.execute(
        "insert into contact (id, first_name, last_name, owner_id) values (?, 'A', 'B', ?)",
        contact,
        ann);
    device("d-person", null, contact);
    alarm("given", "d-cid", accounts.get("cid"), ann);
    annsTicket = ticket("Ann's", ann);
    bensTicket = ticket("Ben's", ben);
    for (UUID ticket : List.of(annsTicket, bensTicket)) {
      trial.rows.execute(
          "insert into timeline_entry (id, at, account_id, kind, title, actor, ref_type, ref_id)"
              + " values (?, now(), ?, 'TICKET_OPENED', 'ticket', 'x', 'ticket', ?)",
          UUID.randomUUID(),
          accounts.get("ann"),
          ticket.toString());
    }
    trial.rows.execute(
        "insert into timeline_entry (id, at, account_id, kind, title, actor)"
            + " values (?, now(), ?, 'BEHAVIOUR', 'visit', 'x')",
        UUID.randomUUID(),
        accounts.get("ann"));
  }

  private void customer(String owner, UUID id, String team) throws Exception {
    UUID account = UUID.randomUUID();
    accounts.put(owner, account);
    trial.rows.execute(
        "insert into account (id, name, owner_id, team) values (?, ?, ?, ?)",
        account,
        owner,
        id,
        team);
    device("d-" + owner, account, null);
    alarm(owner, "d-" + owner, account, null);
    trial.rows.execute(
        "insert into command (id, device_id, name, state, requested_by, expires_at,"
            + " idempotency_key) values (?, ?, 'c', 'QUEUED', 'x', now() + interval '1 day', ?)",
        UUID.randomUUID(),
        "d-" + owner,
        owner);
  }

  private void device(String id, UUID account, UUID contact) throws Exception {
    trial.rows.execute(
        "insert into device (id, profile_id, name, account_id, contact_id) values (?, ?, ?, ?, ?)",
        id,
        profile,
        id,
        account,
        contact);
  }

  private void alarm(String name, String device, UUID account, UUID assignee) throws Exception {
    UUID id = UUID.randomUUID();
    alarms.put(name, id);
    Timestamp now = Timestamp.from(Instant.now());
    trial.rows.execute(
        "insert into alarm (id, rule_id, device_id, account_id, severity, message, raised_at,"
            + " updated_at, last_raised_at, assignee_id) values (?, ?, ?, ?, 'MAJOR', ?, ?, ?, ?, ?)",
        id,
        trial.rows.rule(name), // one open alarm of each rule and device
        device,
        account,
        name,
        now,
        now,
        now,
        assignee);
  }

  private UUID ticket(String subject, UUID assignee) throws Exception {
    UUID id = UUID.randomUUID();
    trial.rows.execute(
        "insert into ticket (id, subject, status, priority, assignee_id)"
            + " values (?, ?, 'OPEN', 'NORMAL', ?)",
        id,
        subject,
        assignee);
    return id;
  }

  @BeforeEach
  void standard() throws Exception {
    trial.standard();
  }

  @AfterAll
  void close() {
    trial.close();
  }

  private Set<String> devices() {
    DeviceQuery any =
        new DeviceQuery(null, null, null, null, null, null, null, PageRequest.first());
    return trial.in(
        () ->
            trial.bean(DeviceRegistry.class).list(any).items().stream()
                .map(DeviceView::id)
                .collect(Collectors.toSet()));
  }

  private Set<String> commandedDevices() {
    CommandQuery any = new CommandQuery(null, null, null, PageRequest.first());
    return trial.in(
        () ->
            trial.bean(CommandService.class).list(any).items().stream()
                .map(command -> command.deviceId())
                .collect(Collectors.toSet()));
  }

  private Set<String> alarmsListed() {
    AlarmQuery any = new AlarmQuery(null, null, null, null, null, PageRequest.first());
    return trial.in(
        () ->
            trial.bean(AlarmService.class).list(any).items().stream()
                .map(AlarmView::message)
                .collect(Collectors.toSet()));
  }

  private boolean isThere(Runnable read) {
    try {
      trial.in(
          () -> {
            read.run();
            return null;
          });
      return true;
    } catch (RecordNotFoundException e) {
      return false;
    }
  }

  private Set<String> alarmsFound() {
    return alarms.keySet().stream()
        .filter(name -> isThere(() -> trial.bean(AlarmService.class).alarm(alarms.get(name))))
        .collect(Collectors.toSet());
  }

  private boolean isReached(String device) {
    boolean found = isThere(() -> trial.bean(DeviceRegistry.class).get(device));
    boolean let = isThere(() -> trial.bean(DeviceReach.class).require(Action.READ, device));
    boolean among =
        trial
            .in(() -> trial.bean(DeviceReach.class).among(List.of(device, "none"), Action.READ))
            .contains(device);
    assertThat(List.of(let, among)).as(device).containsOnly(found);
    return found;
  }

  @Test
  void aDeviceIsReachedWithItsCustomer() throws Exception {
    trial.as("ann", SUPPORT);
    assertThat(devices()).hasSize(5);
    trial.grant(SUPPORT, RecordKind.DEVICE, Action.READ, Scope.OWN);
    assertThat(devices()).containsExactlyInAnyOrder("d-ann", "d-person");
    assertThat(commandedDevices()).containsExactly("d-ann");
    assertThat(isReached("d-ann")).isTrue();
    assertThat(isReached("d-person")).isTrue();
    assertThat(isReached("d-ben")).isFalse();
    assertThat(isReached("d-nobody")).isFalse();
    trial.grant(SUPPORT, RecordKind.DEVICE, Action.READ, Scope.TEAM);
    assertThat(devices()).containsExactlyInAnyOrder("d-ann", "d-ben", "d-person");
    assertThat(isReached("d-ben")).isTrue();
    assertThat(isReached("d-cid")).isFalse();
  }

  @Test
  void workOnWhateverDevicesThereAreNeedsAllOfThem() throws Exception {
    DeviceReach reach = trial.bean(DeviceReach.class);
    trial.as("ann", SUPPORT);
    reach.requireAll(Action.EXPORT);
    trial.grant(SUPPORT, RecordKind.DEVICE, Action.EXPORT, Scope.TEAM);
    assertThatThrownBy(() -> reach.requireAll(Action.EXPORT))
        .isInstanceOf(AccessRefusedException.class);
  }

  @Test
  void anAlarmIsItsAssigneesAndItsCustomers() throws Exception {
    trial.as("ann", SUPPORT);
    assertThat(alarmsListed()).hasSize(5);
    trial.grant(SUPPORT, RecordKind.ALARM, Action.READ, Scope.OWN);
    assertThat(alarmsListed()).containsExactlyInAnyOrder("ann", "given");
    assertThat(alarmsFound()).containsExactlyInAnyOrder("ann", "given");
    trial.grant(SUPPORT, RecordKind.ALARM, Action.READ, Scope.TEAM);
    assertThat(alarmsListed()).containsExactlyInAnyOrder("ann", "ben", "given");
    assertThat(alarmsFound()).containsExactlyInAnyOrder("ann", "ben", "given");
    trial.as("cid", SUPPORT);
    assertThat(alarmsListed()).containsExactlyInAnyOrder("cid", "given");
  }

  @Test
  void manyAlarmsAreNotHandledBehindTheBackOfThePermissions() throws Exception {
    trial.grant(SUPPORT, RecordKind.ALARM, Action.EDIT, Scope.OWN);
    trial.as("ann", SUPPORT);
    assertThatThrownBy(
            () ->
                trial.in(
                    () -> trial.bean(AlarmService.class).acknowledgeAll(Set.of(alarms.get("ben")))))
        .isInstanceOf(AccessRefusedException.class);
  }

  private List<String> timeline(String account) {
    TimelineQuery query =
        new TimelineQuery(accounts.get(account), null, null, null, PageRequest.first());
    return trial.in(
        () ->
            trial.bean(Timeline.class).list(query).items().stream()
                .map(TimelineView::refId)
                .map(String::valueOf)
                .toList());
  }

  @Test
  void aTimelineLeavesOutWhatItsReaderMayNotRead() throws Exception {
    trial.as("ann", SUPPORT);
    assertThat(timeline("ann"))
        .containsExactlyInAnyOrder(annsTicket.toString(), bensTicket.toString(), "null");
    trial.grant(SUPPORT, RecordKind.TICKET, Action.READ, Scope.OWN);
    assertThat(timeline("ann")).containsExactlyInAnyOrder(annsTicket.toString(), "null");
    trial.grant(SUPPORT, RecordKind.TICKET, Action.READ, Scope.NONE);
    assertThat(timeline("ann")).containsExactly("null");
    trial.grant(SUPPORT, RecordKind.ACCOUNT, Action.READ, Scope.OWN);
    assertThatThrownBy(() -> timeline("ben")).isInstanceOf(RecordNotFoundException.class);
  }

  @Test
  void theCountsAreThoseOfWhatIsReached() throws Exception {
    Overview.Counts all = TrialCounts.all(5, 5, 2);
    ReachedCounts counts = trial.bean(ReachedCounts.class);
    trial.as("ann", SUPPORT);
    assertThat(TrialCounts.of(counts, all)).isSameAs(all);
    trial.grant(SUPPORT, RecordKind.DEVICE, Action.READ, Scope.OWN);
    trial.grant(SUPPORT, RecordKind.ALARM, Action.READ, Scope.TEAM);
    trial.grant(SUPPORT, RecordKind.TICKET, Action.READ, Scope.NONE);
    Overview.Counts reached = TrialCounts.of(counts, all);
    assertThat(reached.devices()).isEqualTo(2);
    assertThat(reached.openCommands()).isEqualTo(1);
    assertThat(reached.openAlarms()).containsEntry(Severity.MAJOR, 3L);
    assertThat(reached.openTickets()).isZero();
  }
}
