package io.iotcrm.benchmark.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iotcrm.benchmark.proof.Fault.Healing;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FaultCourseTest {
  private static final Finding SEEN = new Finding(true, "seen");
  private final List<String> happened = new CopyOnWriteArrayList<>();

  @Test
  void looksBeforeItHeals() {
    FaultCourse course = run(fault("one", Healing.LINE, SEEN));

    assertThat(happened).containsExactly("one strikes", "one is seen", "one heals");
    assertThat(course.evidence()).isEqualTo(SEEN);
    assertThat(course.failure()).isEmpty();
  }

  @Test
  void waitsUntilSomethingIsSeen() {
    AtomicInteger looks = new AtomicInteger();
    FaultCourse course =
        run(
            Fault.of(
                "late",
                "part",
                Healing.LINE,
                () -> () -> new Finding(looks.incrementAndGet() == 2, "look " + looks),
                () -> {}));

    assertThat(course.evidence()).isEqualTo(new Finding(true, "look 2"));
  }

  @Test
  void saysWhatWasSeenWhereThatIsNothing() {
    FaultCourse course = run(fault("idle", Healing.LINE, new Finding(false, "0 connections")));

    assertThat(course.evidence()).isEqualTo(new Finding(false, "0 connections"));
    assertThat(happened).endsWith("idle heals");
  }

  @Test
  void healsWhatStruckByHalfOnlyAndSaysWhy() {
    FaultCourse course =
        run(
            Fault.of(
                "half",
                "part",
                Healing.LINE,
                () -> {
                  throw new IllegalStateException("no n2");
                },
                () -> happened.add("healed")));

    assertThat(happened).containsExactly("healed");
    assertThat(course.failure()).hasValue("could not be brought about: no n2");
    assertThat(course.evidence().evident()).isFalse();
  }

  @Test
  void triesTwiceToHealAndStillSaysSo() {
    AtomicInteger tries = new AtomicInteger();
    FaultCourse course =
        run(
            Fault.of(
                "stubborn",
                "part",
                Healing.LINE,
                () -> () -> SEEN,
                () -> {
                  if (tries.incrementAndGet() == 1) {
                    throw new IllegalStateException("busy");
                  }
                }));

    assertThat(tries).hasValue(2);
    assertThat(course.failure()).hasValue("could not be ended: busy");
  }

  @Test
  void healsOfTwoWhatTheOtherNeedsFirst() {
    Fault pair =
        fault("instance", Healing.INSTANCE, SEEN).and(fault("database", Healing.DATABASE, SEEN));

    FaultCourse course = run(pair);

    assertThat(happened)
        .containsSubsequence("instance strikes", "database strikes")
        .containsSubsequence("database heals", "instance heals");
    assertThat(course.evidence().words()).isEqualTo("seen; seen");
  }

  @Test
  void seesAPairOnlyWhereItSeesBoth() {
    Fault pair =
        fault("one", Healing.LINE, SEEN)
            .and(fault("other", Healing.LINE, new Finding(false, "nothing")));

    assertThat(run(pair).evidence().evident()).isFalse();
  }

  private Fault fault(String name, Healing healing, Finding seen) {
    return Fault.of(
        name,
        name,
        healing,
        () -> {
          happened.add(name + " strikes");
          return () -> {
            if (!happened.contains(name + " is seen")) {
              happened.add(name + " is seen");
            }
            return seen;
          };
        },
        () -> happened.add(name + " heals"));
  }

  private static FaultCourse run(Fault fault) {
    FaultCourse course = new FaultCourse(fault, 1, 600);
    assertThat(course.isOver()).isFalse();
    course.begin();
    await().until(course::isOver);
    return course;
  }
}
