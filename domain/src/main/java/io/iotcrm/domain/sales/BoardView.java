package io.iotcrm.domain.sales;

import io.iotcrm.domain.platform.Page;
import java.math.BigDecimal;
import java.util.List;

/**
 * A pipeline's deals, a column for each stage.
 *
 * @param closedDays stages for won and lost show what was closed within so many days
 */
public record BoardView(PipelineView pipeline, int closedDays, List<Column> columns) {
  public BoardView {
    columns = List.copyOf(columns);
  }

  /**
   * The deals of one stage, those that came last first.
   *
   * @param count how many there are
   * @param sums what they are worth, by currency
   */
  public record Column(StageView stage, long count, List<Sum> sums, Page<DealView> deals) {
    public Column {
      sums = List.copyOf(sums);
    }
  }

  /**
   * @param weighted the amount times the stage's probability
   */
  public record Sum(String currency, BigDecimal amount, BigDecimal weighted) {}
}
