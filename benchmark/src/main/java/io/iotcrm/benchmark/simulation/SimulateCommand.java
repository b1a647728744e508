package io.iotcrm.benchmark.simulation;

import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.api.BrokerOptions;
import io.iotcrm.benchmark.api.Credentials;
import io.iotcrm.benchmark.api.HostPort;
import io.iotcrm.benchmark.api.HostPortConverter;
import io.iotcrm.benchmark.shop.DemoShop;
import io.iotcrm.benchmark.shop.DemoShop.Device;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays the demo shop's devices until it is stopped. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = "Plays the demo shop's devices over MQTT and CoAP until it is stopped.")
public final class SimulateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private BrokerOptions broker;

  @Option(
      names = "--api",
      hidden = true,
      description = "Taken so that all commands can be started alike; devices do not use the API.")
  private String api;

  @Option(
      names = "--coap",
      paramLabel = "HOST:PORT",
      converter = HostPortConverter.class,
      description = "The edge connector; without it the CoAP devices stay silent.")
  private HostPort coap;

  @Option(names = "--credentials", required = true, paramLabel = "FILE")
  private Path credentials;

  @Option(
      names = "--speed",
      defaultValue = "1",
      description = "How much faster than usual (default: ${DEFAULT-VALUE}; at most 100).")
  private double speed;

  @Option(names = "--seed", defaultValue = "1", description = "Equal seeds give equal days.")
  private long seed;

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      defaultValue = ".*",
      description = "Connect only devices whose id matches, for example 'riga-.*'.")
  private Pattern only;

  @Option(
      names = "--control",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Loopback port for 'trigger' and 'dwell' (default: any free one).")
  private int controlPort;

  @Option(
      names = "--report-seconds",
      defaultValue = "60",
      description = "How often a line of numbers is printed (default: ${DEFAULT-VALUE}).")
  private int reportSeconds;

  @Option(
      names = "--seconds",
      defaultValue = "0",
      description = "Stop after so many seconds (default: run until stopped).")
  private long seconds;

  private final Traffic traffic = new Traffic();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!(speed > 0 && speed <= 100)) {
      throw new CommandFailure("--speed must be above 0 and at most 100");
    }
    PrintWriter out = spec.commandLine().getOut();
    Runtime.getRuntime().addShutdownHook(new Thread(this::awaitEnd, "stop"));
    World world = World.demo(seed);
    Map<String, DeviceLink> links = new LinkedHashMap<>();
    CoapEndpoint endpoint = coapEndpoint();
    try (Simulation simulation = new Simulation(world, speed, links);
        ControlDoor door =
            new ControlDoor(
                controlPort,
                ControlDoor.portFile(credentials),
                line -> ControlLine.handle(line, simulation, world))) {
      link(simulation, world, endpoint, links);
      simulation.start();
      out.printf(
          "Playing %d of %d devices over MQTT %s and CoAP %s; control port %d%n",
          links.size(), world.deviceIds().size(), broker.mqtt(), coap, door.port());
      out.flush();
      report(out, simulation, world);
    } finally {
      endpoint.destroy();
      out.println("Stopped: " + traffic);
      out.flush();
      stopped.countDown();
    }
    return 0;
  }

  private void report(PrintWriter out, Simulation simulation, World world)
      throws InterruptedException {
    long end = seconds > 0 ? System.nanoTime() + seconds * 1_000_000_000L : Long.MAX_VALUE;
    long left;
    do {
      left = end == Long.MAX_VALUE ? Long.MAX_VALUE : end - System.nanoTime();
      long pause = Math.min(left, TimeUnit.SECONDS.toNanos(reportSeconds));
      if (stop.await(pause, TimeUnit.NANOSECONDS)) {
        return;
      }
      String scene = simulation.change(world::describe).join();
      out.printf("%s %s; %s%n", LocalTime.now().truncatedTo(ChronoUnit.SECONDS), scene, traffic);
      out.flush();
    } while (end == Long.MAX_VALUE || end - System.nanoTime() > 0);
  }

  private void link(
      Simulation simulation, World world, CoapEndpoint endpoint, Map<String, DeviceLink> links) {
    Map<String, String> secrets = new Credentials(credentials).read();
    List<Device> wanted =
        DemoShop.devices().stream().filter(one -> only.matcher(one.id()).matches()).toList();
    for (Device device : wanted) {
      String id = device.id();
      String secret = secrets.get("device/" + id);
      if (secret == null) {
        throw new CommandFailure(
            "no line device/" + id + "= in " + credentials + ": run 'seed' before 'simulate'");
      }
      if (!device.coap()) {
        MqttLink link =
            new MqttLink(
                broker.mqtt(),
                id,
                secret,
                (to, name, params) -> simulation.change(() -> world.execute(to, name, params)),
                traffic);
        links.put(id, link);
        link.connect();
      } else if (coap != null) {
        links.put(id, new CoapLink(endpoint, coap, id, secret, traffic));
      }
    }
  }

  private static CoapEndpoint coapEndpoint() throws IOException {
    CoapConfig.register();
    UdpConfig.register();
    CoapEndpoint endpoint =
        CoapEndpoint.builder()
            .setConfiguration(new Configuration())
            .setInetSocketAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .build();
    endpoint.start();
    return endpoint;
  }

  private void awaitEnd() {
    stop.countDown();
    try {
      if (!stopped.await(8, TimeUnit.SECONDS)) {
        System.err.println("stopped without having said goodbye to every broker connection");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
