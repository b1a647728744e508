package io.iotcrm.domain.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SealTest {
  private static final byte[] KEY = "a pre-shared key".getBytes(StandardCharsets.UTF_8);
  private final Seal seal = Seal.of("0123456789abcdef0123456789abcdef");

  @Test
  void opensWhatItClosed() {
    assertThat(seal.open(seal.close(KEY, "one"), "one")).isEqualTo(KEY);
  }

  @Test
  void neverClosesTheSameWayTwice() {
    assertThat(seal.close(KEY, "one")).isNotEqualTo(seal.close(KEY, "one"));
  }

  @Test
  void doesNotOpenForAnotherRecord() {
    byte[] sealed = seal.close(KEY, "one");
    assertThatThrownBy(() -> seal.open(sealed, "two")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void doesNotOpenUnderAnotherKeyNorWhenChanged() {
    byte[] sealed = seal.close(KEY, "one");
    Seal other = Seal.of("another secret of thirty-two chars.");
    assertThatThrownBy(() -> other.open(sealed, "one"))
        .isInstanceOf(IllegalArgumentException.class);
    sealed[sealed.length - 1] ^= 1;
    assertThatThrownBy(() -> seal.open(sealed, "one")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAShortKey() {
    assertThatThrownBy(() -> Seal.of("short")).isInstanceOf(IllegalArgumentException.class);
  }
}
