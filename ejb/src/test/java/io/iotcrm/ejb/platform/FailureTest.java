package io.iotcrm.ejb.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.HazelcastOverloadException;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.core.LocalMemberResetException;
import com.hazelcast.core.MemberLeftException;
import com.hazelcast.core.OperationTimeoutException;
import com.hazelcast.partition.NoDataMemberInClusterException;
import com.hazelcast.spi.exception.CallerNotMemberException;
import com.hazelcast.spi.exception.PartitionMigratingException;
import com.hazelcast.spi.exception.RetryableHazelcastException;
import com.hazelcast.spi.exception.RetryableIOException;
import com.hazelcast.spi.exception.TargetDisconnectedException;
import com.hazelcast.spi.exception.TargetNotMemberException;
import com.hazelcast.spi.exception.WrongTargetException;
import java.net.ConnectException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {
  @ParameterizedTest
  @CsvSource({
    "08001, OUTAGE", "08006, OUTAGE", "57P01, OUTAGE", "57P03, OUTAGE", "53300, OUTAGE",
    "53100, OUTAGE", "58030, OUTAGE", "40001, OUTAGE", "40P01, OUTAGE", "25006, OUTAGE",
    "23505, DATA", "23503, DATA", "22003, DATA", "22021, DATA", "23514, DATA",
    "42P01, UNKNOWN", "42601, UNKNOWN"
  })
  void knowsTheDatabasesStates(String state, Failure failure) {
    assertThat(Failure.of(new SQLException("message", state))).isEqualTo(failure);
    assertThat(Failure.of(new RuntimeException(new SQLException("message", state))))
        .isEqualTo(failure);
  }

  static Stream<Throwable> outages() {
    return Stream.of(
        new HazelcastInstanceNotActiveException(),
        new ExecutionException(new MemberLeftException("left")),
        new TargetNotMemberException("gone"),
        new ExecutionException(new OperationTimeoutException("no answer")),
        new PartitionMigratingException("moving"),
        new WrongTargetException("moved"),
        new CallerNotMemberException("unknown"),
        new TargetDisconnectedException("cut"),
        new RetryableIOException("cut"),
        new RetryableHazelcastException("not yet"),
        new HazelcastOverloadException("too much"),
        new LocalMemberResetException("merging"),
        new IndeterminateOperationStateException("unknown"),
        new NoDataMemberInClusterException("nobody"),
        new SQLTransientConnectionException(),
        new SQLException("Error in allocating a connection. Cause: refused"),
        new IllegalStateException(new ConnectException("refused")),
        new OutageException("away", null));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void knowsWhatWillComeBack(Throwable thrown) {
    assertThat(Failure.of(thrown)).isEqualTo(Failure.OUTAGE);
  }

  @Test
  void looksBehindABatch() {
    BatchUpdateException batch = new BatchUpdateException("batch", new int[0]);
    batch.setNextException(new SQLException("duplicate", "23505"));
    assertThat(Failure.of(batch)).isEqualTo(Failure.DATA);
  }

  @Test
  void doesNotGuess() {
    assertThat(Failure.of(new NullPointerException())).isEqualTo(Failure.UNKNOWN);
    RuntimeException loop = new RuntimeException();
    loop.initCause(new RuntimeException(loop));
    assertThat(Failure.of(loop)).isEqualTo(Failure.UNKNOWN);
  }

  @Test
  void poisonIsNeverTriedAgain() {
    assertThat(Failure.of(new PoisonException("not CBOR", new ConnectException())))
        .isNotEqualTo(Failure.UNKNOWN);
  }
}
