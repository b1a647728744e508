package io.iotcrm.web.customer;

import io.iotcrm.domain.customer.Consents;

/** What a person has agreed to, as callers write it. What is not there is not given. */
public record ConsentsBody(Boolean profiling, Boolean marketing, Boolean sharing) {
  static ConsentsBody of(Consents consents) {
    return new ConsentsBody(consents.profiling(), consents.marketing(), consents.sharing());
  }

  Consents consents() {
    return new Consents(given(profiling), given(marketing), given(sharing));
  }

  private static boolean given(Boolean consent) {
    return consent != null && consent;
  }
}
