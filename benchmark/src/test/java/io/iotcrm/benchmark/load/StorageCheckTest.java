package io.iotcrm.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StorageCheckTest {
  @Test
  void isCompleteWhenEveryDevicesReadingsAreStored() {
    StorageCheck check =
        StorageCheck.of(List.of(sent("a", 10, 10), sent("b", 5, 5)), Map.of("a", 30L, "b", 15L), 3);
    assertThat(check).isEqualTo(new StorageCheck(45, 45, 0, 0, 0));
    assertThat(check.isComplete()).isTrue();
  }

  @Test
  void oneDevicesSurplusDoesNotHideAnothersLoss() {
    StorageCheck check =
        StorageCheck.of(List.of(sent("a", 12, 10), sent("b", 5, 5)), Map.of("a", 36L, "b", 9L), 3);
    assertThat(check.missing()).isEqualTo(6);
    assertThat(check.unconfirmed()).isEqualTo(6);
    assertThat(check.isComplete()).isFalse();
  }

  @Test
  void doesNotAcceptReadingsThatNobodySent() {
    StorageCheck check = StorageCheck.of(List.of(sent("a", 1, 1)), Map.of("a", 4L), 3);
    assertThat(check.unexplained()).isEqualTo(1);
    assertThat(check.isComplete()).isFalse();
  }

  private static Sent sent(String id, long sent, long acknowledged) {
    return new Sent(id, sent, acknowledged, 1, 2);
  }
}
