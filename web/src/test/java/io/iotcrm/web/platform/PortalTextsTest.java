package io.iotcrm.web.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.customer.CustomFieldType;
import io.iotcrm.domain.customer.LeadSource;
import io.iotcrm.domain.customer.LeadStatus;
import io.iotcrm.domain.customer.Likeness;
import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.device.CommandJobView;
import io.iotcrm.domain.device.CommandState;
import io.iotcrm.domain.hubspot.HubSpotContactView;
import io.iotcrm.domain.platform.FailedWork;
import io.iotcrm.domain.recommendation.TrainingStatus;
import io.iotcrm.domain.rule.AlarmEvent;
import io.iotcrm.domain.rule.DryRunView;
import io.iotcrm.domain.rule.Severity;
import io.iotcrm.domain.sales.ForecastCategory;
import io.iotcrm.domain.sales.ForecastMethod;
import io.iotcrm.domain.sales.StageColour;
import io.iotcrm.domain.sales.StageKind;
import io.iotcrm.domain.sales.TaskKind;
import io.iotcrm.domain.sales.WinLossQuery;
import io.iotcrm.domain.search.SearchKind;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.AuditEntry;
import io.iotcrm.domain.security.AuditWalk;
import io.iotcrm.domain.security.FieldAccess;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.domain.security.Scope;
import io.iotcrm.domain.support.Priority;
import io.iotcrm.domain.support.QueueAssignment;
import io.iotcrm.domain.support.SlaState;
import io.iotcrm.domain.support.TicketStatus;
import io.iotcrm.domain.transfer.ExportTiming;
import io.iotcrm.domain.transfer.TransferState;
import io.iotcrm.web.rule.RulePage;
import io.iotcrm.web.rule.RuleTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortalTextsTest {
  private static final Path PAGES = Path.of("src/main/webapp");
  private static final Set<String> OPEN =
      Set.of("sign-in.xhtml", "second-factor.xhtml", "new-password.xhtml");
  private static final Pattern KEY =
      Pattern.compile("(?:\\bt\\['|texts\\.with\\(')([a-zA-Z.-]+)'(?!\\s*\\+=)");
  private static final Pattern BARE_WORDS = Pattern.compile(">\\s*([A-Za-z][a-z]{2,}[^<#{]*)<");
  private final ResourceBundle texts = ResourceBundle.getBundle("io.iotcrm.web.texts");

  @Test
  void everyTextThatAPageNamesIsInTheBundle() throws IOException {
    Set<String> missing = new TreeSet<>();
    for (Path page : pages()) {
      Matcher key = KEY.matcher(Files.readString(page));
      while (key.find()) {
        if (!texts.containsKey(key.group(1))) {
          missing.add(page.getFileName() + ": " + key.group(1));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyStateHasAName() {
    List<String> keys = new ArrayList<>();
    names("severity", Severity.values(), keys);
    names("priority", Priority.values(), keys);
    names("ticket.status", TicketStatus.values(), keys);
    names("sla.state", SlaState.values(), keys);
    names("queue.assignment", QueueAssignment.values(), keys);
    names("weekday", DayOfWeek.values(), keys);
    names("command.state", CommandState.values(), keys);
    names("job.state", CommandJobView.State.values(), keys);
    names("transfer.state", TransferState.values(), keys);
    names("export.every", ExportTiming.Frequency.values(), keys);
    names("alarm.event", AlarmEvent.Kind.values(), keys);
    names("failure.state", FailedWork.State.values(), keys);
    names("stage.kind", StageKind.values(), keys);
    names("stage.category", ForecastCategory.values(), keys);
    names("task.kind", TaskKind.values(), keys);
    names("forecast.method", ForecastMethod.values(), keys);
    names("win-loss.by", WinLossQuery.By.values(), keys);
    Arrays.stream(StageColour.values()).forEach(one -> keys.add("stage.colour." + one.token()));
    names("timeline", TimelineEntry.Kind.values(), keys);
    names("lead.status", LeadStatus.values(), keys);
    names("lead.source", LeadSource.values(), keys);
    names("similar.reason", Likeness.Reason.values(), keys);
    names("custom.type", CustomFieldType.values(), keys);
    names("search.kind", SearchKind.values(), keys);
    names("training", TrainingStatus.State.values(), keys);
    names("trial.state", DryRunView.State.values(), keys);
    new RulePage().getExamples().forEach(one -> keys.add("rule.example." + one));
    new RulePage().getExamples().forEach(one -> keys.add("rule.example." + one + ".code"));
    new RuleTrial().getSpans().forEach(days -> keys.add("trial.days." + days));
    names("audit.outcome", AuditEntry.Outcome.values(), keys);
    names("audit.fault", AuditWalk.Fault.values(), keys);
    names("hubspot.contacts", HubSpotContactView.State.values(), keys);
    for (RecordKind kind : RecordKind.values()) {
      keys.add("record." + kind.key());
      kind.fields().forEach(field -> keys.add("field." + field));
    }
    Stream.of(Action.values()).forEach(action -> keys.add("action." + action.key()));
    Stream.of(Scope.values()).forEach(scope -> keys.add("scope." + scope.key()));
    Stream.of(FieldAccess.values()).forEach(access -> keys.add("access." + access.key()));
    for (PortalPage page : PortalPage.values()) {
      if (page.group() != null) {
        keys.add("nav." + page.getKey());
      }
      page.roles().forEach(role -> keys.add("role." + role));
    }
    assertThat(keys).allMatch(texts::containsKey);
  }

  @Test
  void noPageHasWordsOfItsOwn() throws IOException {
    for (Path page : pages()) {
      Matcher words = BARE_WORDS.matcher(Files.readString(page));
      assertThat(words.find()).as(page + " has words outside the bundle").isFalse();
    }
  }

  @Test
  void everyPageIsInTheListThatSaysWhoMayOpenIt() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".xhtml") && !OPEN.contains(name)))
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(PortalPage.values()).map(PortalPage::getPath).toList());
    }
  }

  private static void names(String group, Enum<?>[] values, List<String> keys) {
    for (Enum<?> value : values) {
      keys.add(group + "." + value.name());
    }
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(PAGES)) {
      return files.filter(file -> file.toString().endsWith(".xhtml")).toList();
    }
  }
}
