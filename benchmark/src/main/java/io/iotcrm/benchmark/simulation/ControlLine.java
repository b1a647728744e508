package io.iotcrm.benchmark.simulation;

/** What may be asked through the {@link ControlDoor}. */
final class ControlLine {
  private static final double LONGEST_STAY = 600;

  private ControlLine() {}

  static String warm(String fridge) {
    return "warm " + fridge;
  }

  static String dwell(String tag, String zone, int seconds) {
    return "dwell " + tag + " " + zone + " " + seconds;
  }

  static String handle(String line, Simulation simulation, World world) {
    String[] words = line.strip().split(" +");
    if (words.length == 2 && words[0].equals("warm")) {
      return simulation
          .change(
              () -> {
                world.warm(words[1]);
                return "ok: " + words[1] + " warms up until its thermostat is set";
              })
          .join();
    }
    if (words.length == 4 && words[0].equals("dwell")) {
      double seconds = Math.min(LONGEST_STAY, Double.parseDouble(words[3]));
      return simulation
          .change(
              () -> {
                world.linger(words[1], words[2], seconds);
                return "ok: " + words[1] + " stays at " + words[2];
              })
          .join();
    }
    throw new IllegalArgumentException("say 'warm FRIDGE' or 'dwell TAG ZONE SECONDS'");
  }
}
