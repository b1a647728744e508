package io.iotcrm.ejb.security;

import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.SALES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.customer.AccountDetails;
import io.iotcrm.domain.customer.AccountQuery;
import io.iotcrm.domain.customer.AccountView;
import io.iotcrm.domain.customer.ContactQuery;
import io.iotcrm.domain.customer.ContactView;
import io.iotcrm.domain.platform.AccessRefusedException;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.platform.StaleVersionException;
import io.iotcrm.domain.sales.DealDetails;
import io.iotcrm.domain.sales.DealQuery;
import io.iotcrm.domain.sales.DealView;
import io.iotcrm.domain.sales.TaskQuery;
import io.iotcrm.domain.sales.TaskView;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.AuditEntry.Outcome;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.domain.security.Scope;
import io.iotcrm.domain.support.TicketQuery;
import io.iotcrm.domain.support.TicketView;
import io.iotcrm.ejb.customer.AccountService;
import io.iotcrm.ejb.customer.ContactService;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.sales.DealService;
import io.iotcrm.ejb.sales.TaskService;
import io.iotcrm.ejb.support.TicketService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which records people reach, in lists and one by one, for each kind that people own. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScopesTest {
  /** Names of records say whose they are. */
  private static final Set<String> ALL =
      Set.of("of ann", "of ben", "of cid", "of nobody", "of north", "of cid for north");

  private PermissionTrial trial;
  private final Map<RecordKind, Map<String, UUID>> ids = new HashMap<>();

  @BeforeAll
  void people(DataSource source) throws Exception {
    trial = new PermissionTrial(source);
    UUID ann = trial.person("ann", "north");
    UUID ben = trial.person("ben", "north", "west");
    UUID cid = trial.person("cid", "south");
    trial.person("dan");
    records("of ann", ann, null);
    records("of ben", ben, null);
    records("of cid", cid, null);
    records("of nobody", null, null);
    records("of north", null, "north");
    records("of cid for north", cid, "north");
  }

  private void records(String name, UUID owner, String team) throws Exception {
    UUID account = UUID.randomUUID();
    insert(RecordKind.ACCOUNT, name, account, "account (id, name, owner_id, team)", owner, team);
    insert(
        RecordKind.CONTACT,
        name,
        UUID.randomUUID(),
        "contact (first_name, id, last_name, owner_id, team)",
        owner,
        team);
    UUID deal = UUID.randomUUID();
    ids.computeIfAbsent(RecordKind.DEAL, kind -> new HashMap<>()).put(name, deal);
    trial.rows.execute(
        "insert into deal (id, name, account_id, owner_id, team, stage) values (?, ?, ?, ?, ?, 'NEW')",
        deal,
        name,
        account,
        owner,
        team);
    insert(
        RecordKind.TASK,
        name,
        UUID.randomUUID(),
        "task (status, id, subject, owner_id, team)",
        owner,
        team);
    insert(
        RecordKind.TICKET,
        name,
        UUID.randomUUID(),
        "ticket (status, priority, id, subject, assignee_id, team)",
        owner,
        team);
  }

  private void insert(RecordKind kind, String name, UUID id, String into, UUID owner, String team)
      throws Exception {
    ids.computeIfAbsent(kind, any -> new HashMap<>()).put(name, id);
    String first =
        switch (kind) {
          case CONTACT -> "'', ";
          case TASK -> "'OPEN', ";
          case TICKET -> "'NEW', 'NORMAL', ";
          default -> "";
        };
    trial.rows.execute(
        "insert into " + into + " values (" + first + "?, ?, ?, ?)", id, name, owner, team);
  }

  @BeforeEach
  void standard() throws Exception {
    trial.standard();
  }

  @AfterAll
  void close() {
    trial.close();
  }

  private Set<String> listed(RecordKind kind) {
    PageRequest page = PageRequest.first();
    return trial.in(
        () ->
            switch (kind) {
              case ACCOUNT ->
                  names(
                      trial
                          .bean(AccountService.class)
                          .list(new AccountQuery("of", null, page))
                          .items(),
                      AccountView::name);
              case CONTACT ->
                  names(
                      trial
                          .bean(ContactService.class)
                          .list(new ContactQuery("of", null, null, null, null, page))
                          .items(),
                      ContactView::lastName);
              case DEAL ->
                  names(
                      trial
                          .bean(DealService.class)
                          .list(new DealQuery("of", null, null, null, null, page))
                          .items(),
                      DealView::name);
              case TASK ->
                  names(
                      trial
                          .bean(TaskService.class)
                          .list(new TaskQuery("of", null, null, null, null, null, null, page))
                          .items(),
                      TaskView::subject);
              case TICKET ->
                  names(
                      trial
                          .bean(TicketService.class)
                          .list(
                              new TicketQuery("of", null, null, null, null, null, null, null, page))
                          .items(),
                      TicketView::subject);
              default -> throw new IllegalArgumentException(kind.key());
            });
  }

  private static <V> Set<String> names(List<V> items, java.util.function.Function<V, String> name) {
    return items.stream().map(name).collect(Collectors.toSet());
  }

  private Set<String> found(RecordKind kind) {
    return ids.get(kind).keySet().stream()
        .filter(name -> isFound(kind, name))
        .collect(Collectors.toSet());
  }

  private boolean isFound(RecordKind kind, String name) {
    UUID id = ids.get(kind).get(name);
    try {
      trial.in(
          () ->
              switch (kind) {
                case ACCOUNT -> trial.bean(AccountService.class).get(id);
                case CONTACT -> trial.bean(ContactService.class).get(id);
                case DEAL -> trial.bean(DealService.class).get(id);
                case TASK -> trial.bean(TaskService.class).get(id);
                case TICKET -> trial.bean(TicketService.class).get(id);
                default -> throw new IllegalArgumentException(kind.key());
              });
      return true;
    } catch (RecordNotFoundException e) {
      return false;
    }
  }

  private void reaches(RecordKind kind, Set<String> wanted) {
    assertThat(listed(kind)).as("list of " + kind.key()).isEqualTo(wanted);
    assertThat(found(kind)).as("one by one: " + kind.key()).isEqualTo(wanted);
  }

  @ParameterizedTest
  @EnumSource(names = {"ACCOUNT", "CONTACT", "DEAL", "TASK", "TICKET"})
  void everybodyReachesEverythingUntilSomebodySaysOtherwise(RecordKind kind) {
    trial.as("ann", ANALYST);
    reaches(kind, ALL);
  }

  @ParameterizedTest
  @EnumSource(names = {"ACCOUNT", "CONTACT", "DEAL", "TASK", "TICKET"})
  void ownIsWhatHasThePersonAsItsOwner(RecordKind kind) throws Exception {
    trial.grant(SALES, kind, Action.READ, Scope.OWN);
    trial.as("ann", SALES);
    reaches(kind, Set.of("of ann"));
    trial.as("CID", SALES);
    reaches(kind, Set.of("of cid", "of cid for north"));
    trial.as("dan", SALES);
    reaches(kind, Set.of());
    trial.as("somebody without an account", SALES);
    reaches(kind, Set.of());
  }

  @ParameterizedTest
  @EnumSource(names = {"ACCOUNT", "CONTACT", "DEAL", "TASK", "TICKET"})
  void teamIsWhatItNamesAndWhatItsPeopleOwnWithoutNamingATeam(RecordKind kind) throws Exception {
    trial.grant(SALES, kind, Action.READ, Scope.TEAM);
    trial.as("ann", SALES);
    reaches(kind, Set.of("of ann", "of ben", "of north", "of cid for north"));
    trial.as("cid", SALES);
    reaches(kind, Set.of("of cid", "of cid for north"));
    trial.as("dan", SALES);
    reaches(kind, Set.of());
  }

  @ParameterizedTest
  @EnumSource(names = {"ACCOUNT", "CONTACT", "DEAL", "TASK", "TICKET"})
  void withoutReadingThereIsNoListAndNoRecord(RecordKind kind) throws Exception {
    trial.grant(SALES, kind, Action.READ, Scope.NONE);
    trial.as("ann", SALES);
    assertThatThrownBy(() -> listed(kind)).isInstanceOf(AccessRefusedException.class);
    assertThat(found(kind)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"ACCOUNT", "CONTACT", "DEAL", "TASK", "TICKET"})
  void theWidestOfSeveralRolesHolds(RecordKind kind) throws Exception {
    trial.grant(SALES, kind, Action.READ, Scope.OWN);
    trial.as("ann", SALES, ANALYST);
    reaches(kind, ALL);
    trial.grant(ANALYST, kind, Action.READ, Scope.TEAM);
    reaches(kind, Set.of("of ann", "of ben", "of north", "of cid for north"));
  }

  @ParameterizedTest
  @EnumSource(names = {"ACCOUNT", "CONTACT", "DEAL", "TASK", "TICKET"})
  void theSystemIsNotNarrowed(RecordKind kind) throws Exception {
    trial.grant(SALES, kind, Action.READ, Scope.NONE);
    trial.as(null);
    reaches(kind, ALL);
  }

  private AccountView rename(String name, long version) {
    AccountDetails details = new AccountDetails(name, null, null, null, null);
    UUID id = ids.get(RecordKind.ACCOUNT).get(name);
    return trial.in(
        () -> {
          AccountService service = trial.bean(AccountService.class);
          return service.update(id, details, owner(name), version);
        });
  }

  private static String owner(String name) {
    return Stream.of("ann", "ben", "cid").filter(name::contains).findFirst().orElse(null);
  }

  private long version(String name) throws Exception {
    return trial.rows.one(
        Long.class,
        "select version from account where id = ?",
        ids.get(RecordKind.ACCOUNT).get(name));
  }

  @Test
  void whatIsReadableButNotEditableIsRefusedAndWrittenDown() throws Exception {
    trial.grant(SALES, RecordKind.ACCOUNT, Action.EDIT, Scope.OWN);
    trial.as("ann", SALES);
    long version = version("of ben");

    assertThat(rename("of ann", version("of ann")).version()).isPositive();
    trial.audited.clear();
    assertThatThrownBy(() -> rename("of ben", version)).isInstanceOf(AccessRefusedException.class);

    assertThat(trial.audited).hasSize(1);
    assertThat(trial.audited.get(0).outcome()).isEqualTo(Outcome.DENIED);
    assertThat(trial.audited.get(0).action()).isEqualTo("edit");
    assertThat(trial.audited.get(0).objectType()).isEqualTo("account");
    assertThat(trial.counted).containsExactly("account edit");
    assertThat(version("of ben")).isEqualTo(version);
  }

  @Test
  void whatIsOutOfReachIsNotThereEvenForSomebodyWhoGuessesItsVersion() throws Exception {
    trial.grant(SALES, RecordKind.ACCOUNT, Action.READ, Scope.OWN);
    trial.as("ann", SALES);
    assertThatThrownBy(() -> rename("of ben", version("of ben")))
        .isInstanceOf(RecordNotFoundException.class);
    assertThatThrownBy(() -> rename("of ben", 99)).isInstanceOf(RecordNotFoundException.class);
    assertThatThrownBy(() -> rename("of ann", 99)).isInstanceOf(StaleVersionException.class);
  }

  @Test
  void aGrantThatIsGoneIsGoneForNewRecordsToo() throws Exception {
    trial.grant(SALES, RecordKind.ACCOUNT, Action.CREATE, Scope.NONE);
    trial.as("ann", SALES);
    AccountDetails details = new AccountDetails("New", null, null, null, null);
    assertThatThrownBy(() -> trial.in(() -> trial.bean(AccountService.class).create(details, null)))
        .isInstanceOf(AccessRefusedException.class);
  }

  @Test
  void whoSeesOnlyTheirOwnOwnsWhatTheyCreate() throws Exception {
    trial.grant(SALES, RecordKind.ACCOUNT, Action.READ, Scope.OWN);
    trial.as("dan", SALES);
    AccountDetails details = new AccountDetails("New by Dan", null, null, null, null);

    AccountView created = trial.in(() -> trial.bean(AccountService.class).create(details, null));

    assertThat(created.ownerUsername()).isEqualTo("dan");
  }

  @Test
  void aRecordCannotBeHungOnOneThatItsMakerMayNotRead() throws Exception {
    trial.grant(SALES, RecordKind.ACCOUNT, Action.READ, Scope.OWN);
    trial.as("ann", SALES);
    DealDetails onBens =
        new DealDetails(
            "New", ids.get(RecordKind.ACCOUNT).get("of ben"), null, null, null, null, null, null);
    assertThatThrownBy(() -> trial.in(() -> trial.bean(DealService.class).create(onBens)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("names no account");
  }

  @Test
  void aRecordKeepsTheAccountThatItsEditorMayNotRead() throws Exception {
    trial.grant(SALES, RecordKind.ACCOUNT, Action.READ, Scope.OWN);
    trial.as("ann", SALES);
    UUID id = ids.get(RecordKind.DEAL).get("of ben");
    UUID account = ids.get(RecordKind.ACCOUNT).get("of ben");
    DealDetails details = new DealDetails("of ben", account, null, null, null, null, null, "ben");
    long version = trial.rows.one(Long.class, "select version from deal where id = ?", id);

    DealView after = trial.in(() -> trial.bean(DealService.class).update(id, details, version));

    assertThat(after.accountId()).isEqualTo(account);
  }
}
