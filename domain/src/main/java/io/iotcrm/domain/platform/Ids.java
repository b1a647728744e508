package io.iotcrm.domain.platform;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Public ids: UUIDv7 (RFC 9562), which sort by the time of their making. */
public final class Ids {
  private Ids() {}

  public static UUID next() {
    return UuidCreator.getTimeOrderedEpoch();
  }
}
