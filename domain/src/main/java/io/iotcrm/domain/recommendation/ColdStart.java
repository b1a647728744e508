package io.iotcrm.domain.recommendation;

/** What to offer to someone of whom little is known: what many others have taken to lately. */
public final class ColdStart {
  private ColdStart() {}

  /** For each item the sum of its customers' strengths. */
  public static float[] popularity(InteractionMatrix x) {
    double[] sums = new double[x.items()];
    for (int row = 0; row < x.contacts(); row++) {
      int[] columns = x.columns(row);
      float[] strengths = x.strengths(row);
      for (int k = 0; k < columns.length; k++) {
        sums[columns[k]] += strengths[k];
      }
    }
    float[] popularity = new float[sums.length];
    for (int i = 0; i < sums.length; i++) {
      popularity[i] = (float) sums[i];
    }
    return popularity;
  }
}
