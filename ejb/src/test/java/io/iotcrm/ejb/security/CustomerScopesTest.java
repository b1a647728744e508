package io.iotcrm.ejb.security;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.SALES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.customer.AccountDetails;
import io.iotcrm.domain.customer.AccountView;
import io.iotcrm.domain.customer.Conversion;
import io.iotcrm.domain.customer.CustomFieldDetails;
import io.iotcrm.domain.customer.CustomFieldType;
import io.iotcrm.domain.customer.Extras;
import io.iotcrm.domain.customer.LeadDetails;
import io.iotcrm.domain.customer.LeadQuery;
import io.iotcrm.domain.customer.LeadSource;
import io.iotcrm.domain.customer.LeadStatus;
import io.iotcrm.domain.customer.LeadView;
import io.iotcrm.domain.customer.Likeness;
import io.iotcrm.domain.customer.LikenessQuery;
import io.iotcrm.domain.customer.MergeView;
import io.iotcrm.domain.customer.TimelineEntry.Kind;
import io.iotcrm.domain.customer.TimelineQuery;
import io.iotcrm.domain.customer.TimelineView;
import io.iotcrm.domain.platform.AccessRefusedException;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.search.SearchQuery;
import io.iotcrm.domain.search.SearchResult;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.domain.security.Scope;
import io.iotcrm.ejb.customer.AccountService;
import io.iotcrm.ejb.customer.CustomFieldService;
import io.iotcrm.ejb.customer.DuplicateService;
import io.iotcrm.ejb.customer.LeadConversion;
import io.iotcrm.ejb.customer.LeadService;
import io.iotcrm.ejb.customer.Timeline;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.search.SearchService;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Leads, tags, search, timelines and merges by somebody whose permissions are narrow. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CustomerScopesTest {
  private static final Extras VIP = new Extras(List.of("vip"), null);
  private PermissionTrial trial;

  @BeforeAll
  void people(DataSource source) throws Exception {
    trial = new PermissionTrial(source);
    trial.person("ann");
    trial.person("ben");
  }

  @BeforeEach
  void standard() throws Exception {
    trial.standard();
    trial.as("ann", SALES);
  }

  @AfterAll
  void close() {
    trial.close();
  }

  @Test
  void aLeadBecomesACustomerWithAllThatHappenedToIt() {
    LeadView lead = lead("Marta", "Holm Delikatessen", "ann");
    LeadView after =
        trial.in(
            () ->
                trial
                    .bean(LeadConversion.class)
                    .convert(
                        lead.id(),
                        new Conversion(
                            null, null, new Conversion.NewDeal("First order", null, null, null)),
                        lead.version()));

    assertThat(after.status()).isEqualTo(LeadStatus.CONVERTED);
    assertThat(after.convertedBy()).isEqualTo("ann");
    assertThat(after.dealId()).isNotNull();
    AccountView account = trial.in(() -> trial.bean(AccountService.class).get(after.accountId()));
    assertThat(account.name()).isEqualTo("Holm Delikatessen");
    assertThat(account.tags()).containsExactly("vip");
    assertThat(timeline(null, after.contactId()))
        .extracting(TimelineView::kind)
        .contains(Kind.LEAD_CREATED, Kind.LEAD_CONVERTED, Kind.CUSTOMER_CREATED, Kind.DEAL_OPENED);
    assertThatThrownBy(
            () ->
                trial.in(
                    () ->
                        trial
                            .bean(LeadConversion.class)
                            .convert(lead.id(), new Conversion(null, null, null), after.version())))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void leadsAreListedByScoreAndFoundByTag() {
    LeadView high = lead("Zoe", "Score Ltd", "ann");
    LeadDetails little =
        new LeadDetails("Abe", "Score", null, null, null, null, null, null, null, null);
    trial.in(() -> trial.bean(LeadService.class).create(little, Extras.NONE, null));

    assertThat(leads("score", null)).containsExactly("Zoe Holm", "Abe Score");
    assertThat(leads("score", "vip")).containsExactly(high.name());
    assertThat(leads("score", "none")).isEmpty();
  }

  @Test
  void ownLeadsAreAllThatSomebodyReachesWhoMayReadTheirOwn() throws Exception {
    LeadView theirs = lead("Ole", "Reach Ltd", "ben");
    lead("Pia", "Reach Ltd", "ann");
    trial.grant(SALES, RecordKind.LEAD, Action.READ, Scope.OWN);

    assertThat(leads("reach", null)).containsExactly("Pia Holm");
    assertThatThrownBy(() -> trial.in(() -> trial.bean(LeadService.class).get(theirs.id())))
        .isInstanceOf(RecordNotFoundException.class);
    assertThat(search("reach").groups()).hasSize(1);
    assertThat(search("reach").groups().get(0).hits()).hasSize(1);
    assertThat(similar("Reach")).extracting(Likeness::name).containsExactly("Pia Holm");
  }

  @Test
  void whatIsHiddenIsFoundByNobodyFromWhomItIs() throws Exception {
    lead("Quinn", "Hidden Ltd", "ann");
    trial.hide(SALES, RecordKind.LEAD, "email", "hidden");

    assertThat(search("quinn@holm").groups())
        .allSatisfy(
            group -> assertThat(group.hits()).allSatisfy(hit -> assertThat(hit.match()).isEmpty()));
    assertThat(search("quinn").groups().get(0).hits().get(0).detail()).isEmpty();
  }

  @Test
  void aTimelineLeavesOutWhatSpeaksOfRecordsOutOfReach() throws Exception {
    LeadView lead = lead("Rob", "Timeline Ltd", "ann");
    LeadView after =
        trial.in(
            () ->
                trial
                    .bean(LeadConversion.class)
                    .convert(
                        lead.id(),
                        new Conversion(
                            null, null, new Conversion.NewDeal("Order", null, null, null)),
                        lead.version()));
    trial.rows.execute("update deal set owner_id = null where id = ?", after.dealId());
    trial.grant(SALES, RecordKind.DEAL, Action.READ, Scope.OWN);

    assertThat(timeline(after.accountId(), null))
        .extracting(TimelineView::kind)
        .contains(Kind.LEAD_CONVERTED)
        .doesNotContain(Kind.DEAL_OPENED);

    trial.grant(SALES, RecordKind.DEAL, Action.READ, Scope.NONE);
    assertThat(timeline(after.accountId(), null))
        .extracting(TimelineView::kind)
        .doesNotContain(Kind.DEAL_OPENED);
  }

  @Test
  void requiredFieldsAreAskedOfPeopleAndNotOfTheSystem() {
    trial.as("ann", ADMIN);
    CustomFieldService fields = trial.bean(CustomFieldService.class);
    CustomFieldDetails details =
        new CustomFieldDetails("Segment", true, List.of(), null, null, false, true, 0);
    UUID field =
        trial.in(() -> fields.create("account", "segment", CustomFieldType.TEXT, details)).id();
    AccountService accounts = trial.bean(AccountService.class);
    AccountDetails account = new AccountDetails("Custom", null, null, null, null);

    assertThatThrownBy(() -> trial.in(() -> accounts.create(account, new Extras(null, "{}"), null)))
        .hasMessageContaining("/custom/segment is required");
    AccountView made =
        trial.in(() -> accounts.create(account, new Extras(null, "{\"segment\": \"A\"}"), null));
    assertThat(trial.in(() -> accounts.create(account, null)).custom()).isEqualTo("{}");
    AccountView kept =
        trial.in(() -> accounts.update(made.id(), account, Extras.NONE, null, made.version()));

    assertThat(kept.custom()).contains("segment");
    trial.in(() -> fields.retire(field, true, fields.get(field).version()));
    assertThat(trial.in(() -> accounts.create(account, new Extras(null, "{}"), null)).custom())
        .isEqualTo("{}");
  }

  @Test
  void onlyWhatSomebodyMayChangeCanBeMerged() throws Exception {
    AccountService accounts = trial.bean(AccountService.class);
    AccountDetails details = new AccountDetails("Twice", null, null, null, "Oslo");
    AccountView mine = trial.in(() -> accounts.create(details, "ann"));
    AccountView theirs = trial.in(() -> accounts.create(details, "ben"));
    DuplicateService duplicates = trial.bean(DuplicateService.class);
    trial.grant(SALES, RecordKind.ACCOUNT, Action.DELETE, Scope.OWN);

    assertThatThrownBy(
            () -> trial.in(() -> duplicates.merge("account", mine.id(), theirs.id(), Set.of())))
        .isInstanceOf(AccessRefusedException.class);

    MergeView merge = trial.in(() -> duplicates.merge("account", theirs.id(), mine.id(), Set.of()));
    assertThat(merge.keptName()).isEqualTo("Twice");
    assertThatThrownBy(() -> trial.in(() -> accounts.get(mine.id())))
        .isInstanceOf(RecordNotFoundException.class);
    trial.in(() -> duplicates.undo(merge.id()));
    assertThat(trial.in(() -> accounts.get(mine.id())).name()).isEqualTo("Twice");
  }

  private LeadView lead(String first, String company, String owner) {
    LeadDetails details =
        new LeadDetails(
            first,
            "Holm",
            company,
            null,
            first + "@holm.example",
            null,
            null,
            null,
            LeadSource.REFERRAL,
            null);
    return trial.in(() -> trial.bean(LeadService.class).create(details, VIP, owner));
  }

  private List<String> leads(String q, String tag) {
    LeadQuery query = new LeadQuery(q, null, true, null, null, tag, PageRequest.first());
    return trial.in(() -> trial.bean(LeadService.class).list(query)).items().stream()
        .map(LeadView::name)
        .toList();
  }

  private List<TimelineView> timeline(UUID account, UUID contact) {
    TimelineQuery query = new TimelineQuery(account, contact, null, null, PageRequest.first());
    return trial.in(() -> trial.bean(Timeline.class).list(query)).items();
  }

  private SearchResult search(String q) {
    return trial.in(() -> trial.bean(SearchService.class).find(new SearchQuery(q, null, 10)));
  }

  private List<Likeness> similar(String company) {
    LikenessQuery query = new LikenessQuery("Pia Holm", company + " Ltd", null, null, null, null);
    return trial.in(() -> trial.bean(DuplicateService.class).find(query));
  }
}
