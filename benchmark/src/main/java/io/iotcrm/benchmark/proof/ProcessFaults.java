package io.iotcrm.benchmark.proof;

import io.iotcrm.benchmark.proof.Fault.Healing;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Processes that die or hang. */
final class ProcessFaults {
  /** Longer than the broker waits for a silent consumer, shorter than the grid for a member. */
  private static final int PAUSE_SECONDS = 40;

  /** Longer than the grid waits for a member's heartbeat: it is expelled and comes back. */
  private static final int PARTED_SECONDS = 90;

  private ProcessFaults() {}

  static List<Fault> of(Scene scene) {
    return List.of(
        killed(scene, "instance", Scene.INSTANCE, Healing.INSTANCE, "node", "kill", Scene.INSTANCE),
        killed(scene, "broker", "broker", Healing.BROKER, "broker", "kill"),
        killed(scene, "database", "postgresql", Healing.DATABASE, "database", "kill"),
        Fault.of("edge-killed", "edge", Healing.EDGE, scene.edge()::kill, scene.edge()::start),
        paused(scene, "instance-paused", PAUSE_SECONDS),
        paused(scene, "instance-parted", PARTED_SECONDS));
  }

  private static Fault killed(
      Scene scene, String part, String process, Healing healing, String... kill) {
    String[] start = kill.clone();
    start[1] = "start";
    return Fault.of(
        part + "-killed",
        part,
        healing,
        () -> {
          Trace death = scene.processes().death(process);
          scene.iotcrm().run(kill);
          return death;
        },
        () -> {
          scene.iotcrm().run(start);
          scene.processes().pid(process);
        });
  }

  private static Fault paused(Scene scene, String name, int seconds) {
    return Fault.of(
        name,
        "instance",
        Healing.INSTANCE,
        () -> {
          Trace pause = scene.processes().pause(Scene.INSTANCE);
          // The trial itself lasts a little longer still.
          TimeUnit.SECONDS.sleep(seconds);
          return pause;
        },
        () -> {
          scene.processes().resume(Scene.INSTANCE);
          new Grid(scene.iotcrm()).awaitWhole();
        });
  }
}
