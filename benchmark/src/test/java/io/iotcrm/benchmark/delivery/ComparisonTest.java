package io.iotcrm.benchmark.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final ReadingKey A1 = new ReadingKey("a", "temperature", 1);
  private static final ReadingKey A2 = new ReadingKey("a", "temperature", 2);
  private static final ReadingKey B1 = new ReadingKey("b", "temperature", 1);

  @Test
  void isPerfectWhenEachAcknowledgedReadingIsStoredOnce() {
    assertThat(Comparison.of(List.of(A1, A2), List.of(A2, A1)).isPerfect()).isTrue();
  }

  @Test
  void namesWhatIsMissing() {
    Comparison comparison = Comparison.of(List.of(A1, A2, B1), List.of(A1));
    assertThat(comparison.missing()).containsExactly(B1, A2);
    assertThat(comparison.isPerfect()).isFalse();
    assertThat(comparison)
        .hasToString(
            "3 acknowledged, 1 stored: 2 missing (first: ReadingKey[deviceId=b, key=temperature,"
                + " at=1]), 0 duplicates, 0 stored but not acknowledged");
  }

  @Test
  void findsWhatIsStoredTwice() {
    Comparison comparison = Comparison.of(List.of(A1), List.of(A1, A1));
    assertThat(comparison.duplicates()).containsExactly(A1);
    assertThat(comparison.isPerfect()).isFalse();
  }

  @Test
  void allowsReadingsWhoseAcknowledgementWasLost() {
    Comparison comparison = Comparison.of(List.of(A1), List.of(A1, A2));
    assertThat(comparison.unconfirmed()).isEqualTo(1);
    assertThat(comparison.isPerfect()).isTrue();
  }

  @Test
  void countsAReadingThatWasAcknowledgedTwiceAsOne() {
    Comparison comparison = Comparison.of(List.of(A1, A1), List.of(A1));
    assertThat(comparison.acknowledged()).isEqualTo(1);
    assertThat(comparison.isPerfect()).isTrue();
  }

  @Test
  void readsBackTheLinesOfItsFile() {
    assertThat(ReadingKey.parse(A2.line(99))).isEqualTo(A2);
  }
}
