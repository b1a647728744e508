package io.iotcrm.benchmark.simulation;

import io.iotcrm.benchmark.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes something happen in the running simulation. */
@Command(
    name = "trigger",
    mixinStandardHelpOptions = true,
    description = {
      "Makes something happen in the running simulation at once, for example",
      "  trigger --credentials FILE --fridge riga-fridge-1",
      "  trigger --credentials FILE --tag tag-001 --zone coffee"
    })
public final class TriggerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--credentials",
      required = true,
      paramLabel = "FILE",
      description = "The file that 'simulate' was started with; its port is noted beside it.")
  private Path credentials;

  @Option(names = "--fridge", paramLabel = "ID", description = "Break this fridge's compressor.")
  private String fridge;

  @Option(names = "--tag", paramLabel = "ID", description = "Send this customer to a shelf.")
  private String tag;

  @Option(names = "--zone", defaultValue = "coffee", description = "The shelf.")
  private String zone;

  @Option(names = "--seconds", defaultValue = "45", description = "How long the customer stays.")
  private int seconds;

  @Override
  public Integer call() {
    if ((fridge == null) == (tag == null)) {
      throw new CommandFailure("give either --fridge or --tag");
    }
    Path portFile = ControlDoor.portFile(credentials);
    if (!Files.exists(portFile)) {
      throw new CommandFailure("no simulation is running: there is no " + portFile);
    }
    try {
      String answer =
          ControlDoor.call(
              portFile,
              fridge == null ? ControlLine.dwell(tag, zone, seconds) : ControlLine.warm(fridge));
      spec.commandLine().getOut().println(answer);
      return answer.startsWith("ok") ? 0 : 1;
    } catch (IOException e) {
      throw new CommandFailure("the simulation does not answer", e);
    }
  }
}
