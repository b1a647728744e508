package io.iotcrm.domain.recommendation;

import java.util.Optional;

/** What became of an offer. */
public enum FeedbackEvent {
  SHOWN(null),
  CLICKED(InteractionKind.CLICK),
  ACCEPTED(InteractionKind.ACCEPT),
  DISMISSED(InteractionKind.DISMISS);

  private final InteractionKind interaction;

  FeedbackEvent(InteractionKind interaction) {
    this.interaction = interaction;
  }

  /** What the event says about the customer; empty where it says nothing. */
  public Optional<InteractionKind> interaction() {
    return Optional.ofNullable(interaction);
  }
}
