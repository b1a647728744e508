package io.iotcrm.ejb.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutageGateTest {
  private static final SQLException AWAY = new SQLException("terminating connection", "57P01");

  private final OutageGate gate =
      new OutageGate(
          "The test",
          new Backoff(Duration.ofMillis(1), Duration.ofMillis(5), () -> 0),
          Clock.systemUTC());
  private final AtomicInteger attempts = new AtomicInteger();
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final List<String> logged = new ArrayList<>();
  private final Logger logger = Logger.getLogger(OutageGate.class.getName());
  private final Handler listener =
      new Handler() {
        @Override
        public synchronized void publish(LogRecord record) {
          logged.add(record.getLevel().getName());
        }

        @Override
        public void flush() {
          // Nothing is kept back.
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };

  @BeforeEach
  void listen() {
    logger.addHandler(listener);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(listener);
    workers.shutdownNow();
  }

  @Test
  void triesUntilTheOutageIsOver() throws Exception {
    String result =
        gate.hold(
            () -> {
              if (attempts.incrementAndGet() < 50) {
                throw AWAY;
              }
              return "done";
            });
    assertThat(result).isEqualTo("done");
    assertThat(gate.isAway()).isFalse();
    assertThat(gate.awaySeconds()).isPositive();
    assertThat(logged).containsExactly("WARNING", "INFO");
  }

  @Test
  void reportsAnOutageOnceForAllWorkers() throws Exception {
    List<Future<String>> held = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      held.add(
          workers.submit(
              () ->
                  gate.hold(
                      () -> {
                        if (attempts.incrementAndGet() < 200) {
                          throw AWAY;
                        }
                        return "done";
                      })));
    }
    for (Future<String> one : held) {
      one.get();
    }
    assertThat(logged).containsExactly("WARNING", "INFO");
  }

  @Test
  void givesWrongDataBackAtOnce() {
    assertThatThrownBy(
            () ->
                gate.hold(
                    () -> {
                      attempts.incrementAndGet();
                      throw new SQLException("value out of range", "22003");
                    }))
        .isInstanceOf(SQLException.class);
    assertThat(attempts).hasValue(1);
    assertThat(logged).isEmpty();
  }

  @Test
  void givesWhatNobodyKnowsBackAfterAFewAttempts() {
    assertThatThrownBy(
            () ->
                gate.hold(
                    () -> {
                      attempts.incrementAndGet();
                      throw new IllegalStateException("a defect");
                    }))
        .hasMessage("a defect");
    assertThat(attempts).hasValue(5);
  }

  @Test
  void letsGoWhenTheInstanceStops() {
    Future<Object> held =
        workers.submit(
            () ->
                gate.hold(
                    () -> {
                      attempts.incrementAndGet();
                      throw AWAY;
                    }));
    await().until(() -> attempts.get() > 3);
    gate.close();
    assertThatThrownBy(held::get).hasCauseInstanceOf(OutageGate.ClosedException.class);
    assertThatThrownBy(() -> gate.hold(() -> "more"))
        .isInstanceOf(OutageGate.ClosedException.class);
  }

  @Test
  void waitsTwiceAsLongEachTimeUpToALimit() {
    Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(15), () -> 0);
    assertThat(backoff.after(1)).isEqualTo(Duration.ofMillis(100));
    assertThat(backoff.after(3)).isEqualTo(Duration.ofMillis(400));
    assertThat(backoff.after(100)).isEqualTo(Duration.ofSeconds(15));
    assertThat(new Backoff(Duration.ofMillis(100), Duration.ofSeconds(15), () -> 0.999).after(1))
        .isBetween(Duration.ofMillis(75), Duration.ofMillis(76));
  }
}
