package io.iotcrm.benchmark.proof;

import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.api.ApiOptions;
import io.iotcrm.benchmark.api.BrokerOptions;
import io.iotcrm.benchmark.api.HostPort;
import io.iotcrm.benchmark.database.DatabaseOptions;
import io.iotcrm.benchmark.installation.Installation;
import io.iotcrm.benchmark.load.LoadDevice;
import io.iotcrm.benchmark.process.Children;
import io.iotcrm.benchmark.report.Report;
import io.iotcrm.benchmark.report.ReportOptions;
import java.io.IOException;
import java.io.PrintWriter;
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
      description = {
        "Faults by name; 'light' for those that leave the cluster's processes alone,",
        "'short' for one of each kind that takes some minutes in all."
      })
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
    try (Children children = new Children(home.resolve("proof-put-right.log"))) {
      Administration iotcrm = new Administration(command, home, children);
      Processes processes = new Processes(home, children.will());
      try (Lines lines = lines(processes.installation())) {
        EdgeProcess edge =
            new EdgeProcess(iotcrm, processes, lines.edge(), lines.registry(), broker.mqtt());
        Scene scene = new Scene(iotcrm, processes, edge, lines, manners, database);
        List<Fault> faults = chosen(Faults.all(scene));
        if (list) {
          faults.forEach(fault -> spec.commandLine().getOut().println(fault.name()));
          return 0;
        }
        return stage(scene, faults);
      }
    }
  }

  private Lines lines(Installation installation) throws IOException {
    return Lines.to(
        broker.mqtt(),
        local(installation, "broker.core"),
        local(installation, "database"),
        api.urls().stream().map(HostPort::parse).toList(),
        installation.gridPorts().values().stream()
            .map(port -> new HostPort("127.0.0.1", port))
            .toList());
  }

  private HostPort local(Installation installation, String port) {
    return new HostPort(
        "127.0.0.1",
        installation
            .port(port)
            .orElseThrow(() -> new CommandFailure("no port " + port + " in " + home)));
  }

  /** Leads everything over the lines, and back again, whatever happens meanwhile. */
  private int stage(Scene scene, List<Fault> faults) throws IOException, InterruptedException {
    List<LoadDevice> played = new ArrayList<>();
    api.withApi(client -> played.addAll(new ProofShop(client, api.credentials()).ensure(devices)));
    Administration iotcrm = scene.iotcrm();
    iotcrm.will("database", "start");
    iotcrm.will("broker", "start");
    Ways ways =
        new Ways(iotcrm, scene.lines(), scene.processes().installation().gridPorts().keySet());
    try {
      ways.divert(faults);
      scene.edge().divert();
      iotcrm.will("node", "start", Scene.INSTANCE);
      Trial trial =
          new Trial(
              new Trial.Plan(messages, rate, settleSeconds),
              scene.lines().devices().address(),
              played,
              database,
              manners);
      return prove(trial, faults);
    } finally {
      try {
        ways.restore();
      } finally {
        scene.edge().restore();
      }
      iotcrm.fulfilled();
    }
  }

  private List<Fault> chosen(List<Fault> all) {
    Pattern wanted =
        Pattern.compile(
            switch (only) {
              case "light" -> Faults.LIGHT;
              case "short" -> Faults.SHORT;
              default -> only;
            });
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
    boolean whole = false;
    try {
      for (Fault fault : faults) {
        Outcome outcome = trial.run(fault);
        perfect &= outcome.isPerfect();
        rows.add(OutcomeTable.row(outcome));
        print.println(
            String.join(" | ", rows.get(rows.size() - 1).stream().map(String::valueOf).toList()));
        print.flush();
      }
      whole = true;
    } finally {
      // Also of a run that broke off: what was found until then.
      report(rows, whole && perfect, faults.size());
    }
    return perfect ? 0 : 1;
  }

  private void report(List<List<Object>> rows, boolean passed, int wanted) {
    PrintWriter print = spec.commandLine().getOut();
    Report report =
        new Report("proof", "Nothing acknowledged is lost")
            .fact("messages", "Messages in a trial, at least", messages)
            .fact("rate", "Messages a second", rate)
            .fact("devices", "Devices", devices)
            .fact("trials_wanted", "Trials wanted", wanted)
            .fact("trials_run", "Trials run", rows.size())
            .fact("verdict", "Verdict", passed ? "PASS" : "FAIL")
            .table("trials", "Trials", OutcomeTable.COLUMNS, rows);
    reports.publish(report, print);
    print.flush();
  }
}
