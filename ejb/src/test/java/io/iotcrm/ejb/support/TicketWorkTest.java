package io.iotcrm.ejb.support;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.platform.LiveEvent;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.platform.StaleVersionException;
import io.iotcrm.domain.support.BusinessHours;
import io.iotcrm.domain.support.CalendarDetails;
import io.iotcrm.domain.support.CalendarView;
import io.iotcrm.domain.support.MacroDetails;
import io.iotcrm.domain.support.MacroSteps;
import io.iotcrm.domain.support.MacroView;
import io.iotcrm.domain.support.PolicyDetails;
import io.iotcrm.domain.support.PolicyView;
import io.iotcrm.domain.support.Priority;
import io.iotcrm.domain.support.QueueAssignment;
import io.iotcrm.domain.support.QueueDetails;
import io.iotcrm.domain.support.QueueView;
import io.iotcrm.domain.support.SlaState;
import io.iotcrm.domain.support.SlaTerms;
import io.iotcrm.domain.support.Ticket;
import io.iotcrm.domain.support.TicketDetails;
import io.iotcrm.domain.support.TicketQuery;
import io.iotcrm.domain.support.TicketStatus;
import io.iotcrm.domain.support.TicketView;
import io.iotcrm.ejb.platform.LiveEvents;
import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.security.PermissionTrial;
import jakarta.persistence.EntityManager;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The services of support on a real database, with the JPA of the server. */
@ExtendWith(PostgresExtension.class)
class TicketWorkTest {
  private final PermissionTrial trial;
  private final List<String> breaches = new ArrayList<>();
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private QueueView queue;
  private PolicyView policy;

  TicketWorkTest(DataSource source) {
    trial = new PermissionTrial(source);
    trial
        .beans
        .with(
            LiveEvents.class,
            new LiveEvents() {
              @Override
              public void publish(LiveEvent event) {
                // Nobody watches.
              }
            })
        .with(
            Meters.class,
            new Meters() {
              @Override
              public void slaBreach(String target) {
                breaches.add(target);
              }

              @Override
              public void firstResponse(Duration business) {
                // Not looked at.
              }
            });
  }

  @BeforeEach
  void aQueueWithAServiceLevel() throws Exception {
    trial.rows.execute("update sla_policy set enabled = false");
    trial.person("sam" + run);
    trial.person("lead" + run);
    trial.as("sam" + run, ADMIN, SUPPORT);
    Map<DayOfWeek, List<String>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, List.of("00:00-24:00"));
    }
    CalendarView calendar =
        trial.in(
            () ->
                trial
                    .bean(CalendarService.class)
                    .create(
                        new CalendarDetails(
                            "c" + run, "Europe/Riga", week, List.of("2001-12-25"))));
    queue =
        trial.in(
            () ->
                trial
                    .bean(QueueService.class)
                    .create(
                        new QueueDetails(
                            "q" + run, null, QueueAssignment.MANUAL, false, List.of("sam" + run))));
    policy =
        trial.in(
            () ->
                trial
                    .bean(SlaPolicyService.class)
                    .create(
                        new PolicyDetails(
                            "p" + run,
                            null,
                            queue.id(),
                            calendar.id(),
                            60,
                            240,
                            15,
                            true,
                            null,
                            true,
                            "lead" + run,
                            true)));
  }

  @AfterEach
  void close() {
    trial.close();
  }

  private TicketView opened() {
    return trial.in(
        () ->
            trial
                .bean(TicketService.class)
                .create(
                    new TicketDetails(
                        "Too warm",
                        null,
                        null,
                        Priority.NORMAL,
                        null,
                        null,
                        null,
                        null,
                        queue.id(),
                        List.of("VIP"))));
  }

  private TicketView move(TicketView ticket, TicketStatus status) {
    TicketDetails details =
        TicketDetails.of(ticket)
            .worked(
                status,
                ticket.priority(),
                ticket.assigneeUsername(),
                ticket.queueId(),
                ticket.tags());
    return trial.in(
        () -> trial.bean(TicketService.class).update(ticket.id(), details, ticket.version()));
  }

  private TicketView get(TicketView ticket) {
    return trial.in(() -> trial.bean(TicketService.class).get(ticket.id()));
  }

  private List<TicketView> found(TicketQuery.Work work) {
    return trial.in(
        () ->
            trial
                .bean(TicketService.class)
                .list(
                    new TicketQuery(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        work,
                        PageRequest.first(PageRequest.MAX_LIMIT)))
                .items());
  }

  @Test
  void clocksFollowTheWorkOnATicket() {
    TicketView ticket = opened();
    assertThat(ticket.sla().policyId()).isEqualTo(policy.id());
    assertThat(ticket.sla().state()).isEqualTo(SlaState.ON_TRACK);
    assertThat(Duration.between(ticket.createdAt(), ticket.sla().response().dueAt()))
        .isBetween(Duration.ofMinutes(60), Duration.ofMinutes(61));

    trial.in(() -> trial.bean(TicketService.class).comment(ticket.id(), "a note", true));
    assertThat(get(ticket).sla().response().state()).isEqualTo(SlaState.ON_TRACK);
    trial.in(() -> trial.bean(TicketService.class).comment(ticket.id(), "a reply", false));
    assertThat(get(ticket).sla().response().state()).isEqualTo(SlaState.MET);

    TicketView waiting = move(get(ticket), TicketStatus.PENDING);
    assertThat(waiting.sla().state()).isEqualTo(SlaState.PAUSED);
    TicketView solved = move(waiting, TicketStatus.RESOLVED);
    assertThat(solved.sla().state()).isEqualTo(SlaState.MET);
    assertThat(move(solved, TicketStatus.OPEN).sla().state()).isEqualTo(SlaState.ON_TRACK);
  }

  @Test
  void findsTicketsByQueueMemberTagAndThatNobodyHasThem() {
    TicketView ticket = opened();

    assertThat(found(new TicketQuery.Work(null, queue.id(), null, null, null))).hasSize(1);
    assertThat(found(new TicketQuery.Work(null, null, "sam" + run, true, "vip"))).hasSize(1);
    assertThat(found(new TicketQuery.Work(null, null, "lead" + run, null, null))).isEmpty();
    trial.in(() -> trial.bean(TicketService.class).take(ticket.id(), ticket.version()));
    assertThat(get(ticket).status()).isEqualTo(TicketStatus.OPEN);
    assertThat(found(new TicketQuery.Work(null, null, "sam" + run, true, null))).isEmpty();
  }

  @Test
  void aBreachEscalatesOnce() throws Exception {
    TicketView ticket = opened();
    trial.rows.execute(
        "update ticket set response_since = now() - interval '2 h' where id = ?", ticket.id());

    for (int look = 0; look < 2; look++) {
      trial.in(
          () -> {
            trial.bean(SlaUpkeep.class).look(ticket.id());
            return null;
          });
    }

    TicketView after = get(ticket);
    assertThat(breaches).containsExactly("first-response");
    assertThat(after.sla().state()).isEqualTo(SlaState.BREACHED);
    assertThat(after.priority()).isEqualTo(Priority.HIGH);
    assertThat(after.assigneeUsername()).isEqualTo("lead" + run);
    assertThat(trial.in(() -> trial.bean(TicketService.class).comments(ticket.id())))
        .singleElement()
        .satisfies(one -> assertThat(one.body()).contains("Priority NORMAL to HIGH."));
    assertThat(
            trial
                .in(
                    () ->
                        trial.bean(TicketService.class).history(ticket.id(), PageRequest.first(10)))
                .items())
        .extracting(one -> one.kind().name())
        .containsExactlyInAnyOrder("TICKET_OPENED", "SLA_BREACHED");
  }

  @Test
  void aMacroIsAppliedToWhatWasLookedAt() {
    TicketView ticket = opened();
    MacroService macros = trial.bean(MacroService.class);
    MacroSteps steps =
        new MacroSteps(
            "About #{ticket.number}, {agent.name}",
            false,
            TicketStatus.PENDING,
            null,
            List.of("asked"),
            List.of("vip"),
            null,
            MacroSteps.ME);
    MacroView macro = trial.in(() -> macros.create(new MacroDetails("m" + run, null, steps, true)));

    assertThat(trial.in(() -> macros.preview(ticket.id(), macro.id())).changes())
        .containsExactly("status NEW to PENDING", "assigned to sam" + run, "tags asked");
    assertThatThrownBy(
            () -> trial.in(() -> macros.apply(ticket.id(), macro.id(), null, ticket.version() + 1)))
        .isInstanceOf(StaleVersionException.class);
    TicketView after =
        trial.in(() -> macros.apply(ticket.id(), macro.id(), null, ticket.version()));

    assertThat(after.status()).isEqualTo(TicketStatus.PENDING);
    assertThat(after.tags()).containsExactly("asked");
    assertThat(after.sla().response().state()).isEqualTo(SlaState.MET);
    assertThat(trial.in(() -> trial.bean(TicketService.class).comments(ticket.id())))
        .singleElement()
        .satisfies(
            one -> assertThat(one.body()).isEqualTo("About #" + ticket.number() + ", sam" + run));
  }

  /** Whatever happened to tickets: what a filter finds, what is counted and what is shown agree. */
  @Test
  void filtersCountsAndViewsAgree() throws Exception {
    trial.rows.execute("delete from ticket");
    Random random = new Random(5);
    trial.in(
        () -> {
          EntityManager em = trial.bean(EntityManager.class);
          for (int i = 0; i < 300; i++) {
            em.persist(someTicket(random, i % 10 == 0));
          }
          return null;
        });

    Map<SlaState, Long> open = new EnumMap<>(SlaState.class);
    int all = 0;
    for (SlaState state : SlaState.values()) {
      List<TicketView> found = found(new TicketQuery.Work(state, null, null, null, null));
      assertThat(found).as(state.name()).isNotEmpty().allMatch(v -> v.sla().state() == state);
      open.put(state, found.stream().filter(ticket -> ticket.status().isOpen()).count());
      all += found.size();
    }
    assertThat(all).isEqualTo(300);
    assertThat(trial.bean(SlaTable.class).counts()).isEqualTo(open);
  }

  private Ticket someTicket(Random random, boolean promisedNothing) {
    Ticket ticket = new Ticket("t", null, Priority.NORMAL, null, null);
    if (promisedNothing) {
      return ticket;
    }
    boolean response = random.nextInt(3) > 0;
    SlaTerms terms =
        new SlaTerms(
            policy.id(),
            response ? Duration.ofMinutes(1 + random.nextInt(300)) : null,
            response && random.nextInt(3) == 0 ? null : Duration.ofMinutes(1 + random.nextInt(300)),
            Duration.ofMinutes(random.nextInt(60)),
            BusinessHours.ALWAYS);
    Instant at = Instant.now().minusSeconds(random.nextInt(12_000));
    ticket.promise(terms, at);
    if (random.nextInt(3) == 0) {
      at = at.plusSeconds(random.nextInt(2_000));
      ticket.getSla().answered(terms, at);
    }
    for (TicketStatus status : List.of(TicketStatus.PENDING, TicketStatus.RESOLVED)) {
      if (random.nextInt(3) == 0) {
        at = at.plusSeconds(random.nextInt(2_000));
        ticket.moveTo(status);
        ticket.getSla().follow(status, terms, at);
      }
    }
    if (random.nextInt(4) == 0) {
      ticket.getSla().check(at);
    }
    return ticket;
  }
}
