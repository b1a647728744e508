package io.iotcrm.benchmark.proof;

import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.api.ApiOptions;
import io.iotcrm.benchmark.api.BrokerOptions;
import io.iotcrm.benchmark.database.DatabaseOptions;
import io.iotcrm.benchmark.load.LoadDevice;
import io.iotcrm.benchmark.report.Report;
import io.iotcrm.benchmark.report.ReportOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Lets one thing after the other go wrong and compares what was acknowledged with what is there.
 */
@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    description = {
      "Devices report numbered readings while something fails; then what they saw acknowledged is",
      "compared with what is stored, and alarms and commands with what the readings must have caused.",
      "Needs an installation on this machine, which it breaks and mends by its 'iotcrm' command."
    })
public final class ProveCommand implements Callable<Integer> {
  private static final int MOST_MESSAGES = 100_000;

  @Spec private CommandSpec spec;
  @Mixin private DatabaseOptions database;
  @Mixin private ApiOptions api;
  @Mixin private BrokerOptions broker;
  @Mixin private ReportOptions reports;

  @Option(
      names = "--home",
      required = true,
      paramLabel = "DIR",
      description = "The installation's home.")
  private Path home;

  @Option(
      names = "--iotcrm",
      paramLabel = "FILE",
      defaultValue = "server-config/bin/iotcrm",
      description = "The installation's command (default: ${DEFAULT-VALUE}).")
  private String command;

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      defaultValue = ".*",
      description = "Faults by name; 'light' for those that leave the cluster's processes alone.")
  private String only;

  @Option(names = "--pairs", description = "Also each two of them that can happen together.")
  private boolean pairs;

  @Option(names = "--list", description = "Names the faults and does nothing.")
  private boolean list;

  @Option(names = "--devices", defaultValue = "20", description = "Default: ${DEFAULT-VALUE}")
  private int devices;

  @Option(
      names = "--messages",
      defaultValue = "3000",
      description = "In each trial at least (default: ${DEFAULT-VALUE}).")
  private int messages;

  @Option(
      names = "--rate",
      defaultValue = "300",
      description = "Messages a second in all (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--settle-seconds",
      defaultValue = "120",
      description = "How long the last effect may take (default: ${DEFAULT-VALUE}).")
  private int settleSeconds;

  private final Manners manners = new Manners();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (messages < 1 || messages > MOST_MESSAGES || devices < 1 || devices > 99 || rate <= 0) {
      throw new CommandFailure(
          "--messages must be 1 to " + MOST_MESSAGES + ", --devices 1 to 99, --rate positive");
    }
    Administration iotcrm = new Administration(command);
    try (TcpProxy devicesLine = new TcpProxy(broker.mqtt());
        TcpProxy edgeLine = new TcpProxy(broker.mqtt())) {
      EdgeProcess edge = new EdgeProcess(iotcrm, edgeLine, broker.mqtt(), this::edgePid);
      List<Fault> faults = chosen(Faults.all(iotcrm, edge, devicesLine, edgeLine, manners));
      if (list) {
        faults.forEach(fault -> spec.commandLine().getOut().println(fault.name()));
        return 0;
      }
      List<LoadDevice> played = new ArrayList<>();
      api.withApi(
          client -> played.addAll(new ProofShop(client, api.credentials()).ensure(devices)));
      Trial trial =
          new Trial(
              new Trial.Plan(messages, rate, settleSeconds),
              devicesLine.address(),
              played,
              database,
              manners);
      edge.divert();
      try {
        return prove(trial, faults);
      } finally {
        edge.restore();
      }
    }
  }

  private List<Fault> chosen(List<Fault> all) {
    Pattern wanted = Pattern.compile(only.equals("light") ? Faults.LIGHT : only);
    List<Fault> singles =
        all.stream().filter(fault -> wanted.matcher(fault.name()).matches()).toList();
    if (singles.isEmpty()) {
      throw new CommandFailure("no fault is named like " + only + "; see --list");
    }
    List<Fault> chosen = new ArrayList<>(singles);
    if (pairs) {
      chosen.addAll(Faults.pairs(singles));
    }
    return chosen;
  }

  private int prove(Trial trial, List<Fault> faults) throws InterruptedException {
    PrintWriter print = spec.commandLine().getOut();
    // The registry's newest devices reach the edge with its next look.
    TimeUnit.SECONDS.sleep(6);
    List<List<Object>> rows = new ArrayList<>();
    boolean perfect = true;
    for (Fault fault : faults) {
      Trial.Outcome outcome = trial.run(fault);
      perfect &= outcome.isPerfect();
      rows.add(row(outcome));
      print.println(
          String.join(" | ", rows.get(rows.size() - 1).stream().map(String::valueOf).toList()));
      print.flush();
    }
    Report report =
        new Report("proof", "Nothing acknowledged is lost")
            .fact("messages", "Messages in a trial, at least", messages)
            .fact("rate", "Messages a second", rate)
            .fact("devices", "Devices", devices)
            .fact("verdict", "Verdict", perfect ? "PASS" : "FAIL")
            .table("trials", "Trials", COLUMNS, rows);
    reports.publish(report, print);
    return perfect ? 0 : 1;
  }

  private static final List<String> COLUMNS =
      List.of(
          "fault",
          "acknowledged",
          "stored",
          "missing",
          "wrong",
          "unacknowledged",
          "alarms",
          "alarms missing",
          "alarms twice",
          "alarms invented",
          "commands",
          "commands wrong",
          "commands unheard",
          "settled after",
          "verdict");

  private static List<Object> row(Trial.Outcome outcome) {
    Judgement found = outcome.judgement();
    return List.of(
        outcome.fault().name(),
        found.acknowledged(),
        found.stored(),
        found.missing(),
        found.wrong(),
        outcome.unacknowledged(),
        found.alarms(),
        found.alarmsMissing(),
        found.alarmsTwice(),
        found.alarmsInvented(),
        found.commands(),
        found.commandsWrong(),
        found.commandsUnheard(),
        outcome.settledMillis() + " ms",
        outcome.isPerfect() ? "PASS" : "FAIL");
  }

  private Long edgePid() {
    try {
      return Long.parseLong(Files.readString(home.resolve("edge-1/edge.pid")).strip());
    } catch (IOException | NumberFormatException e) {
      throw new CommandFailure("the edge connector's process id is not in " + home, e);
    }
  }
}
