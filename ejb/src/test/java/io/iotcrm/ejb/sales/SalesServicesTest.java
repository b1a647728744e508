package io.iotcrm.ejb.sales;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.SALES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.LiveEvent;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.platform.StaleVersionException;
import io.iotcrm.domain.sales.BoardQuery;
import io.iotcrm.domain.sales.BoardView;
import io.iotcrm.domain.sales.DealDetails;
import io.iotcrm.domain.sales.DealQuery;
import io.iotcrm.domain.sales.DealView;
import io.iotcrm.domain.sales.FollowUp;
import io.iotcrm.domain.sales.PastDeal;
import io.iotcrm.domain.sales.PipelineView;
import io.iotcrm.domain.sales.SalesForecastQuery;
import io.iotcrm.domain.sales.SalesForecastView;
import io.iotcrm.domain.sales.StageChangeView;
import io.iotcrm.domain.sales.StageDetails;
import io.iotcrm.domain.sales.StageKind;
import io.iotcrm.domain.sales.StageMove;
import io.iotcrm.domain.sales.StageView;
import io.iotcrm.domain.sales.TaskDay;
import io.iotcrm.domain.sales.TaskDetails;
import io.iotcrm.domain.sales.TaskKind;
import io.iotcrm.domain.sales.TaskPlan;
import io.iotcrm.domain.sales.TaskQuery;
import io.iotcrm.domain.sales.TaskStatus;
import io.iotcrm.domain.sales.TaskView;
import io.iotcrm.domain.sales.WinLossQuery;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.domain.security.Scope;
import io.iotcrm.ejb.mail.MailOutbox;
import io.iotcrm.ejb.platform.LiveEvents;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.security.PermissionTrial;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The services of sales on a real database, as people use them. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SalesServicesTest {
  private final List<String> mails = new ArrayList<>();
  private final UUID account = UUID.randomUUID();
  private PermissionTrial trial;

  @BeforeAll
  void people(DataSource source) throws Exception {
    trial = new PermissionTrial(source);
    trial.beans.with(
        MailOutbox.class,
        new MailOutbox() {
          @Override
          public boolean isConfigured() {
            return true;
          }

          @Override
          public void add(Letter letter, String key) {
            mails.add(letter.recipient().name() + ": " + letter.subject());
          }
        });
    trial.beans.with(
        LiveEvents.class,
        new LiveEvents() {
          @Override
          public void publish(LiveEvent event) {
            // Nobody looks.
          }
        });
    trial.person("ann");
    trial.person("ben");
    trial.rows.execute("insert into account (id, name) values (?, 'Grocer')", account);
  }

  @AfterAll
  void close() {
    trial.close();
  }

  @BeforeEach
  void nothing() throws Exception {
    trial.standard();
    trial.rows.execute("delete from task");
    trial.rows.execute("delete from timeline_entry");
    trial.rows.execute("delete from deal");
    trial.as("ann", SALES);
    mails.clear();
  }

  private <T> T in(Supplier<T> call) {
    return trial.in(call);
  }

  private DealView deal(String name, StageMove move, String owner) {
    DealDetails details =
        new DealDetails(
            name,
            account,
            null,
            move,
            BigDecimal.valueOf(1000),
            "EUR",
            LocalDate.of(2027, 6, 1),
            owner,
            "web");
    return in(() -> trial.bean(DealService.class).create(details));
  }

  private DealView move(DealView deal, StageMove move) {
    return in(() -> trial.bean(DealMoves.class).move(deal.id(), move, deal.version()));
  }

  private List<StageChangeView> history(DealView deal) {
    return in(() -> trial.bean(DealMoves.class).history(deal.id()));
  }

  @Test
  void aNewDealIsInTheFirstStageOfTheDefaultPipeline() {
    DealView deal = deal("Fridges", null, "ann");
    assertThat(deal.pipeline()).isEqualTo("sales");
    assertThat(deal.stage()).isEqualTo("NEW");
    assertThat(deal.probability()).isEqualTo(10);
    assertThat(deal.source()).isEqualTo("web");
    assertThat(history(deal)).singleElement().extracting(StageChangeView::from).isNull();
  }

  @Test
  void aMoveIsInTheHistoryAndInTheCustomersTimeline() throws Exception {
    DealView moved = move(deal("Fridges", null, "ann"), StageMove.to("QUALIFIED"));

    assertThat(moved.stage()).isEqualTo("QUALIFIED");
    assertThat(history(moved))
        .first()
        .satisfies(
            change -> {
              assertThat(change.from()).isEqualTo("New");
              assertThat(change.to()).isEqualTo("Qualified");
              assertThat(change.actor()).isEqualTo("ann");
              assertThat(change.daysBefore()).isNotNegative();
              assertThat(change.amount()).isEqualByComparingTo("1000");
            });
    assertThat(
            trial.rows.one(
                Long.class, "select count(*) from timeline_entry where kind = 'DEAL_MOVED'"))
        .isEqualTo(1);
  }

  @Test
  void aMoveOfWhatSomebodyElseChangedIsRefused() {
    DealView deal = deal("Fridges", null, "ann");
    move(deal, StageMove.to("QUALIFIED"));
    assertThatThrownBy(() -> move(deal, StageMove.to("WON")))
        .isInstanceOf(StaleVersionException.class);
  }

  @Test
  void losingNeedsAReasonFromTheList() {
    DealView deal = deal("Fridges", null, "ann");
    assertThatThrownBy(() -> move(deal, StageMove.to("LOST")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("lostReason");
    assertThatThrownBy(() -> move(deal, new StageMove(null, "LOST", "Bad weather", null, null)))
        .hasMessageContaining("lostReason");

    DealView lost = move(deal, new StageMove(null, "LOST", "Price", "CoolTrack", null));
    assertThat(lost.lostReason()).isEqualTo("Price");
    assertThat(lost.closedAt()).isNotNull();
    assertThat(
            in(
                () ->
                    trial
                        .bean(DealService.class)
                        .list(
                            new DealQuery(
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                new DealQuery.Narrow(
                                    StageKind.LOST,
                                    "web",
                                    "Price",
                                    "cooltrack",
                                    Instant.now().minusSeconds(60),
                                    Instant.now().plusSeconds(60),
                                    LocalDate.of(2027, 1, 1),
                                    LocalDate.of(2028, 1, 1)),
                                PageRequest.first()))
                        .items()))
        .hasSize(1);
    assertThat(
            in(
                () ->
                    trial
                        .bean(SalesReports.class)
                        .winLoss(
                            new WinLossQuery(
                                WinLossQuery.By.COMPETITOR,
                                Instant.now().minusSeconds(60),
                                Instant.now().plusSeconds(60),
                                null,
                                "ann",
                                null))))
        .singleElement()
        .satisfies(row -> assertThat(row.key()).isEqualTo("CoolTrack"));
  }

  @Test
  void aSlipOfTheHandIsUndoneAsIfItHadNotBeen() throws Exception {
    DealView before = deal("Fridges", null, "ann");
    DealView moved = move(before, StageMove.to("WON"));

    DealView after = in(() -> trial.bean(DealMoves.class).undo(moved.id(), moved.version()));

    assertThat(after.stage()).isEqualTo("NEW");
    assertThat(after.closedAt()).isNull();
    assertThat(history(after)).hasSize(1);
    assertThat(
            trial.rows.one(
                Long.class, "select count(*) from timeline_entry where kind = 'DEAL_WON'"))
        .isZero();
    assertThatThrownBy(
            () -> in(() -> trial.bean(DealMoves.class).undo(after.id(), after.version())))
        .hasMessageContaining("your own last move");
  }

  @Test
  void nobodyUndoesAnothersMove() {
    DealView moved = move(deal("Fridges", null, "ann"), StageMove.to("WON"));
    trial.as("ben", SALES);
    assertThatThrownBy(
            () -> in(() -> trial.bean(DealMoves.class).undo(moved.id(), moved.version())))
        .hasMessageContaining("your own last move");
  }

  @Test
  void theBoardHasAColumnForEachStage() {
    deal("One", null, "ann");
    deal("Two", null, "ben");
    deal("Three", StageMove.to("WON"), "ben");

    BoardView board =
        in(
            () ->
                trial.bean(DealBoard.class).board(new BoardQuery(null, null, null, 1, null, null)));

    assertThat(board.columns())
        .extracting(column -> column.stage().key())
        .containsExactly("NEW", "QUALIFIED", "PROPOSED", "WON", "LOST");
    BoardView.Column first = board.columns().get(0);
    assertThat(first.count()).isEqualTo(2);
    assertThat(first.sums().get(0).weighted()).isEqualByComparingTo("200");
    assertThat(first.deals().items()).singleElement().extracting(DealView::name).isEqualTo("Two");
    assertThat(board.columns().get(3).count()).isEqualTo(1);

    BoardView next =
        in(
            () ->
                trial
                    .bean(DealBoard.class)
                    .board(
                        new BoardQuery("sales", null, "o", 1, "NEW", first.deals().nextCursor())));
    assertThat(next.columns().get(0).deals().items())
        .singleElement()
        .extracting(DealView::name)
        .isEqualTo("One");
  }

  @Test
  void theBoardCountsOnlyWhatThePersonReaches() throws Exception {
    deal("One", null, "ann");
    deal("Two", null, "ben");
    trial.grant(SALES, RecordKind.DEAL, Action.READ, Scope.OWN);

    BoardView board =
        in(
            () ->
                trial
                    .bean(DealBoard.class)
                    .board(new BoardQuery(null, null, null, 25, null, null)));
    SalesForecastView forecast =
        in(
            () ->
                trial
                    .bean(SalesForecastService.class)
                    .forecast(new SalesForecastQuery(null, null, null, null, 1)));

    assertThat(board.columns().get(0).count()).isEqualTo(1);
    assertThat(board.columns().get(0).deals().items()).hasSize(1);
    assertThat(in(() -> trial.bean(SalesReports.class).summary(null)).open().deals()).isEqualTo(1);
    assertThat(forecast.currency()).isEqualTo("EUR");
  }

  private PipelineView pipeline(Supplier<PipelineView> change) {
    trial.as("root", ADMIN);
    PipelineView view = in(change);
    trial.as("ann", SALES);
    return view;
  }

  @Test
  void aPipelineGetsStagesInAnOrderAndLosesOneWithItsDealsMoved() {
    PipelineService service = trial.bean(PipelineService.class);
    PipelineView made = pipeline(() -> service.create("Service " + UUID.randomUUID()));
    PipelineView more =
        pipeline(
            () ->
                service.addStage(
                    made.id(),
                    new StageDetails("Negotiation", StageKind.OPEN, 80, null, null),
                    made.version()));
    assertThat(more.version()).isGreaterThan(made.version());
    assertThat(more.stages())
        .extracting(StageView::key)
        .containsExactly("NEW", "NEGOTIATION", "WON", "LOST");

    DealView deal =
        deal("Contract", new StageMove(more.key(), "NEGOTIATION", null, null, null), "ann");
    assertThat(deal.stage()).isEqualTo("NEGOTIATION");
    List<UUID> order = more.stages().stream().map(StageView::id).toList();
    PipelineView arranged =
        pipeline(
            () ->
                service.arrange(
                    more.id(),
                    List.of(order.get(1), order.get(0), order.get(3), order.get(2)),
                    more.version()));
    assertThat(arranged.stages().get(0).key()).isEqualTo("NEGOTIATION");

    assertThatThrownBy(() -> pipeline(() -> service.retire(arranged.id(), arranged.version())))
        .hasMessageContaining("open deals");
    PipelineView fewer =
        pipeline(() -> service.retireStage(arranged.id(), order.get(1), "NEW", arranged.version()));

    assertThat(fewer.stages()).extracting(StageView::key).doesNotContain("NEGOTIATION");
    DealView now = in(() -> trial.bean(DealService.class).get(deal.id()));
    assertThat(now.stage()).isEqualTo("NEW");
    assertThat(now.version()).isGreaterThan(deal.version());
    assertThat(history(now).get(0).actor()).isEqualTo("root");
  }

  @Test
  void anotherPipelineBecomesTheDefaultAndBack() {
    PipelineService service = trial.bean(PipelineService.class);
    PipelineView first = in(() -> service.byKey(null));
    PipelineView other = pipeline(() -> service.create("Other " + UUID.randomUUID()));

    pipeline(() -> service.update(other.id(), other.name(), true, other.version()));
    assertThat(deal("Fridges", null, "ann").pipeline()).isEqualTo(other.key());

    PipelineView before = in(() -> service.get(first.id()));
    assertThat(before.isDefault()).isFalse();
    pipeline(() -> service.update(first.id(), first.name(), true, before.version()));
    assertThat(in(() -> service.byKey(null)).id()).isEqualTo(first.id());
  }

  @Test
  void aDealOfAnotherSystemComesWithItsWayOnce() {
    Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofDays(30));
    PastDeal past =
        new PastDeal(
            "crm-1",
            "Ten fridges",
            account,
            null,
            null,
            List.of(
                new PastDeal.Step("NEW", begin),
                new PastDeal.Step("PROPOSED", begin.plus(Duration.ofDays(5))),
                new PastDeal.Step("LOST", begin.plus(Duration.ofDays(12)))),
            BigDecimal.TEN,
            "EUR",
            null,
            "ben",
            "referral",
            "Price",
            null);
    trial.as("root", ADMIN);

    DealView first = in(() -> trial.bean(DealImport.class).take(past));
    DealView second = in(() -> trial.bean(DealImport.class).take(past));

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(first.createdAt()).isEqualTo(begin);
    assertThat(first.closedAt()).isEqualTo(begin.plus(Duration.ofDays(12)));
    assertThat(history(first))
        .extracting(StageChangeView::daysBefore)
        .containsExactly(7.0, 5.0, null);
  }

  private TaskView task(String subject, Instant due, TaskPlan plan) {
    TaskDetails details =
        new TaskDetails(subject, null, null, due, "ann", account, null, null, plan);
    return in(() -> trial.bean(TaskService.class).create(details));
  }

  private List<TaskView> open(TaskKind kind) {
    TaskQuery query =
        new TaskQuery(
            null,
            TaskStatus.OPEN,
            null,
            null,
            null,
            null,
            kind,
            null,
            null,
            null,
            PageRequest.first());
    return in(() -> trial.bean(TaskService.class).list(query)).items();
  }

  @Test
  void aTaskIsFollowedUpAndRepeats() {
    DealView deal = deal("Fridges", null, "ann");
    Instant due = Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(Duration.ofHours(1));
    TaskView task = task("Call", due, new TaskPlan(TaskKind.CALL, deal.id(), null, 7));
    assertThat(task.dealName()).isEqualTo("Fridges");

    in(
        () ->
            trial
                .bean(TaskService.class)
                .complete(
                    task.id(), new FollowUp("Send the offer", TaskKind.EMAIL, 3), task.version()));

    assertThat(open(TaskKind.CALL))
        .singleElement()
        .satisfies(
            next -> assertThat(next.dueAt()).isEqualTo(task.dueAt().plus(Duration.ofDays(7))));
    assertThat(open(TaskKind.EMAIL))
        .singleElement()
        .satisfies(next -> assertThat(next.dealId()).isEqualTo(deal.id()));
  }

  @Test
  void manyTasksAreCompletedOrGivenAway() throws Exception {
    TaskView one = task("One", null, null);
    TaskView two = task("Two", null, null);
    List<UUID> ids = List.of(one.id(), two.id(), UUID.randomUUID());

    assertThat(in(() -> trial.bean(TaskService.class).assignAll(ids, "ben")).changed())
        .isEqualTo(2);
    trial.grant(SALES, RecordKind.TASK, Action.EDIT, Scope.OWN);
    assertThat(in(() -> trial.bean(TaskService.class).completeAll(ids)).changed()).isZero();
    trial.as("ben", SALES);
    assertThat(in(() -> trial.bean(TaskService.class).completeAll(ids)).changed()).isEqualTo(2);
    assertThat(open(null)).isEmpty();
  }

  @Test
  void aDayShowsWhatIsLateAndWhatComes() {
    Instant now = Instant.now();
    task("Late", now.minusSeconds(60), new TaskPlan(null, null, now.minusSeconds(90), null));
    task("Soon", now.plus(Duration.ofDays(3)), null);
    task("Sometime", null, null);

    TaskDay day = in(() -> trial.bean(TaskDays.class).mine());

    assertThat(day.reminders()).extracting(TaskView::subject).containsExactly("Late");
    assertThat(day.overdue()).extracting(TaskView::subject).containsExactly("Late");
    assertThat(day.next()).extracting(TaskView::subject).containsExactly("Soon");
    assertThat(day.sometime()).extracting(TaskView::subject).containsExactly("Sometime");

    in(() -> trial.bean(TaskService.class).dismiss(day.reminders().get(0).id()));
    assertThat(in(() -> trial.bean(TaskDays.class).mine()).reminders()).isEmpty();
  }

  @Test
  void anOwnerIsRemindedOnce() {
    Instant now = Instant.now();
    task("Call", null, new TaskPlan(TaskKind.CALL, null, now.minusSeconds(5), null));
    task("Later", null, new TaskPlan(TaskKind.CALL, null, now.plusSeconds(3600), null));
    trial.as(null);

    assertThat(in(() -> trial.bean(TaskReminders.class).remind(now))).isEqualTo(1);
    assertThat(in(() -> trial.bean(TaskReminders.class).remind(now))).isZero();
    assertThat(mails).containsExactly("ann: Reminder: Call");
  }
}
