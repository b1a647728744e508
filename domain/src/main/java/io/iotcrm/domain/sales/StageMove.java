package io.iotcrm.domain.sales;

/**
 * Where a deal is to go.
 *
 * @param pipeline the key of a pipeline; null: the deal's own
 * @param stage the key of one of its stages
 * @param lostReason the name of a loss reason; needed where the deal gets lost
 * @param competitor to whom it was lost; may be null
 * @param lostNote more about it; may be null
 */
public record StageMove(
    String pipeline, String stage, String lostReason, String competitor, String lostNote) {

  public static StageMove to(String stage) {
    return new StageMove(null, stage, null, null, null);
  }
}
