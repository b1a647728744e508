package io.iotcrm.benchmark.simulation;

/** Heart and legs of somebody who wears a fitness band, in real time. */
final class Body {
  private enum Activity {
    REST(66, 0),
    WALK(94, 1.7),
    RUN(148, 2.7);

    private final double heartRate;
    private final double stepsPerSecond;

    Activity(double heartRate, double stepsPerSecond) {
      this.heartRate = heartRate;
      this.stepsPerSecond = stepsPerSecond;
    }
  }

  private static final double DAY_STEPS = 30_000;

  private final Chance chance;
  private final double person;
  private Activity activity = Activity.REST;
  private double activityLeft;
  private double heartRate;
  private double steps;

  Body(Chance chance) {
    this.chance = chance;
    this.person = chance.uniform(-6, 8);
    this.heartRate = Activity.REST.heartRate + person;
    this.steps = chance.uniform(500, 6_000);
  }

  void advance(double seconds) {
    activityLeft -= seconds;
    if (activityLeft <= 0) {
      double draw = chance.uniform(0, 1);
      activity = draw < 0.55 ? Activity.REST : draw < 0.93 ? Activity.WALK : Activity.RUN;
      activityLeft = 30 + chance.exponential(90);
    }
    // The heart follows the legs within some twenty seconds.
    double goal = activity.heartRate + person;
    heartRate += (goal - heartRate) * Math.min(1, seconds / 20);
    steps += activity.stepsPerSecond * seconds;
    if (steps > DAY_STEPS) {
      steps = 0;
    }
  }

  /** Whole beats per minute. */
  double heartRate() {
    return Math.round(Chance.clamp(chance.normal(heartRate, 1.5), 45, 190));
  }

  double steps() {
    return Math.floor(steps);
  }
}
