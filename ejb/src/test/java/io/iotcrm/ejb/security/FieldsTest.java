package io.iotcrm.ejb.security;

import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.customer.ContactDetails;
import io.iotcrm.domain.customer.ContactQuery;
import io.iotcrm.domain.customer.ContactView;
import io.iotcrm.domain.platform.FieldRefusedException;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.sales.DealDetails;
import io.iotcrm.domain.sales.DealView;
import io.iotcrm.domain.sales.StageMove;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.customer.ContactService;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.sales.DealService;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fields that somebody may not see or not change. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FieldsTest {
  private PermissionTrial trial;
  private ContactService contacts;
  private DealService deals;
  private UUID contact;
  private UUID deal;

  @BeforeAll
  void someone(DataSource source) throws Exception {
    trial = new PermissionTrial(source);
    trial.person("ann");
    contacts = trial.bean(ContactService.class);
    deals = trial.bean(DealService.class);
    UUID account = UUID.randomUUID();
    trial.rows.execute("insert into account (id, name) values (?, 'Corner shop')", account);
    deal = UUID.randomUUID();
    trial.rows.execute(
        "insert into deal (id, name, account_id, amount, currency, stage_since, stage_id)"
            + " select ?, 'Fridge', ?, 10.00, 'EUR', now(), id from pipeline_stage"
            + " where key = 'NEW'",
        deal,
        account);
  }

  @BeforeEach
  void fresh() throws Exception {
    trial.standard();
    trial.as("ann", SUPPORT);
    contact = UUID.randomUUID();
    trial.rows.execute("delete from contact");
    trial.rows.execute(
        "insert into contact (id, first_name, last_name, email, phone, tier)"
            + " values (?, 'Kim', 'Jones', 'kim@example.com', '123', 'GOLD')",
        contact);
  }

  @AfterAll
  void close() {
    trial.close();
  }

  private ContactView read() {
    return trial.in(() -> contacts.get(contact));
  }

  private ContactView write(String email, String phone) {
    ContactDetails details = new ContactDetails(null, "Kim", "Jones", email, phone, "GOLD");
    long version = read().version();
    return trial.in(() -> contacts.update(contact, details, null, null, null, version));
  }

  private List<ContactView> search(String words, String tier) {
    ContactQuery query = new ContactQuery(words, null, null, null, tier, PageRequest.first());
    return trial.in(() -> contacts.list(query).items());
  }

  private String stored(String column) throws Exception {
    return trial.rows.one(String.class, "select " + column + " from contact where id = ?", contact);
  }

  @Test
  void whatIsHiddenIsNotToldByAnyDoor() throws Exception {
    assertThat(read().email()).isEqualTo("kim@example.com");
    trial.hide(SUPPORT, RecordKind.CONTACT, "email", "hidden");
    assertThat(read().email()).isNull();
    assertThat(read().phone()).isEqualTo("123");
    assertThat(search("jones", null)).singleElement().extracting(ContactView::email).isNull();
    trial.as("ann", SUPPORT, SALES);
    assertThat(read().email()).isEqualTo("kim@example.com");
  }

  @Test
  void nothingIsFoundByWhatIsHidden() throws Exception {
    assertThat(search("kim@example", null)).hasSize(1);
    trial.hide(SUPPORT, RecordKind.CONTACT, "email", "hidden");
    trial.hide(SUPPORT, RecordKind.CONTACT, "tier", "hidden");
    assertThat(search("kim@example", null)).isEmpty();
    assertThatThrownBy(() -> search(null, "GOLD"))
        .isInstanceOf(FieldRefusedException.class)
        .extracting(e -> ((FieldRefusedException) e).pointer())
        .isEqualTo("/tier");
  }

  @Test
  void whoDoesNotSeeAFieldLeavesItAsItIs() throws Exception {
    trial.hide(SUPPORT, RecordKind.CONTACT, "email", "hidden");
    assertThat(write(null, "456").email()).isNull();
    assertThat(stored("email")).isEqualTo("kim@example.com");
    assertThat(stored("phone")).isEqualTo("456");
  }

  @Test
  void aGuessAtAHiddenFieldIsRefusedWhetherRightOrWrong() throws Exception {
    trial.hide(SUPPORT, RecordKind.CONTACT, "email", "hidden");
    assertThatThrownBy(() -> write("kim@example.com", "456"))
        .isInstanceOf(FieldRefusedException.class);
    assertThatThrownBy(() -> write("other@example.com", "456"))
        .isInstanceOf(FieldRefusedException.class);
    assertThat(stored("phone")).isEqualTo("123");
  }

  @Test
  void aReadOnlyFieldIsShownAndRefusedWhereItChanges() throws Exception {
    trial.hide(SUPPORT, RecordKind.CONTACT, "phone", "read-only");
    assertThat(read().phone()).isEqualTo("123");
    assertThat(write("new@example.com", "123").email()).isEqualTo("new@example.com");
    assertThatThrownBy(() -> write("new@example.com", "456"))
        .isInstanceOf(FieldRefusedException.class)
        .extracting(e -> ((FieldRefusedException) e).pointer())
        .isEqualTo("/phone");
    assertThat(stored("phone")).isEqualTo("123");
    assertThat(trial.counted).contains("contact edit");
  }

  @Test
  void anAmountIsKeptWithItsCurrencyAndIsTheSameWithMoreZeros() throws Exception {
    trial.as("ann", SALES);
    trial.hide(SALES, RecordKind.DEAL, "amount", "read-only");
    DealView now = trial.in(() -> deals.get(deal));
    DealDetails same =
        new DealDetails(
            "Fridges",
            now.accountId(),
            null,
            StageMove.to("NEW"),
            new BigDecimal("10"),
            "EUR",
            null,
            null,
            null);
    assertThat(trial.in(() -> deals.update(deal, same, now.version())).name()).isEqualTo("Fridges");
    DealDetails other =
        new DealDetails(
            "Fridges",
            now.accountId(),
            null,
            StageMove.to("NEW"),
            new BigDecimal("10"),
            "USD",
            null,
            null,
            null);
    long version = trial.in(() -> deals.get(deal)).version();
    assertThatThrownBy(() -> trial.in(() -> deals.update(deal, other, version)))
        .isInstanceOf(FieldRefusedException.class);
  }
}
