package io.iotcrm.domain.recommendation;

import java.io.Serializable;

/** How customers answered the offers of one model. */
public record FeedbackCounts(long shown, long clicked, long accepted, long dismissed)
    implements Serializable {
  public static final FeedbackCounts NONE = new FeedbackCounts(0, 0, 0, 0);

  /** Clicks a shown offer; 0 where none was shown. */
  public double clickRate() {
    return shown == 0 ? 0 : (double) clicked / shown;
  }

  /** Acceptances a shown offer; 0 where none was shown. */
  public double acceptRate() {
    return shown == 0 ? 0 : (double) accepted / shown;
  }
}
