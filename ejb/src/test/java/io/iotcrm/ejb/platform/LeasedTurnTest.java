package io.iotcrm.ejb.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeasedTurnTest {
  private static final Duration LEASED = Duration.ofMinutes(5);

  private final Leases lease = new Leases();

  /** Counts what is asked of the lease. */
  private static final class Leases extends Lease {
    private boolean free = true;
    private int asked;
    private int released;

    @Override
    public boolean acquire(String name, Duration duration) {
      asked++;
      return free;
    }

    @Override
    public void release(String name) {
      released++;
    }
  }

  @Test
  void beginsOnlyWhenTheEarlierTurnHasEnded() {
    LeasedTurn turn = new LeasedTurn("work", LEASED, Duration.ofMinutes(1));

    assertThat(turn.begin()).isTrue();
    assertThat(turn.begin()).isFalse();
    turn.end(lease);
    assertThat(turn.begin()).isTrue();
  }

  @Test
  void asksForTheLeaseAgainWhenItsTimeHasCome() {
    LeasedTurn seldom = new LeasedTurn("work", LEASED, Duration.ofMinutes(1));
    assertThat(seldom.goOn(lease)).isTrue();
    assertThat(seldom.goOn(lease)).isTrue();
    assertThat(lease.asked).isEqualTo(1);

    LeasedTurn always = new LeasedTurn("work", LEASED, Duration.ZERO);
    assertThat(always.goOn(lease)).isTrue();
    lease.free = false;
    assertThat(always.goOn(lease)).isFalse();
    assertThat(lease.asked).isEqualTo(3);
  }

  @Test
  void givesBackOnlyALeaseThatItTook() {
    LeasedTurn turn = new LeasedTurn("work", LEASED, Duration.ZERO);
    lease.free = false;
    turn.begin();
    assertThat(turn.goOn(lease)).isFalse();
    turn.end(lease);
    assertThat(lease.released).isZero();

    lease.free = true;
    turn.begin();
    turn.goOn(lease);
    // The database may have been away: the row may still name this instance.
    lease.free = false;
    turn.goOn(lease);
    turn.end(lease);
    assertThat(lease.released).isEqualTo(1);
    turn.begin();
    turn.end(lease);
    assertThat(lease.released).isEqualTo(1);
  }
}
