package io.iotcrm.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** The metric {@code iotcrm_authentications_total}, by door and outcome. */
@ApplicationScoped
public class SignInCounters {
  enum Door {
    FORM,
    CODE,
    BASIC,
    BEARER
  }

  enum Outcome {
    OK,
    FAILED,
    THROTTLED,
    UNAVAILABLE
  }

  private static final Metadata METADATA =
      Metadata.builder()
          .withName("iotcrm_authentications")
          .withDescription(
              "Credentials looked at, by door (form, code, basic, bearer) and outcome (ok, failed,"
                  + " throttled, unavailable)")
          .build();

  @Inject private MetricRegistry registry;

  void count(Door door, Outcome outcome) {
    registry
        .counter(METADATA, new Tag("door", lower(door)), new Tag("outcome", lower(outcome)))
        .inc();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT);
  }
}
