package io.iotcrm.domain.sales;

import io.iotcrm.domain.security.Owned;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What is forecast for one month, of one pipeline's deals of one owner in one currency. Amounts are
 * in that currency; those of open deals are in the month in which they are expected to close, and
 * in the first month where that day has passed.
 *
 * @param ownerId may be null
 * @param team the deals' own team; null: their owner's
 * @param month its first day; null: open deals without a close date
 * @param deals how many open deals
 * @param won won in the month so far
 * @param committed open, in a stage for {@link ForecastCategory#COMMIT}
 * @param bestCase open, in a stage for {@link ForecastCategory#BEST_CASE}
 * @param pipeline open, in any other stage
 * @param weighted open, each times its stage's probability
 * @param history open, each times its measured probability of being won in this month
 */
public record ForecastCell(
    UUID pipelineId,
    UUID ownerId,
    String team,
    String currency,
    LocalDate month,
    int deals,
    double won,
    double committed,
    double bestCase,
    double pipeline,
    double weighted,
    double history)
    implements Owned, Serializable {

  /** Both together, under this one's keys. */
  public ForecastCell plus(ForecastCell other) {
    return new ForecastCell(
        pipelineId,
        ownerId,
        team,
        currency,
        month,
        deals + other.deals,
        won + other.won,
        committed + other.committed,
        bestCase + other.bestCase,
        pipeline + other.pipeline,
        weighted + other.weighted,
        history + other.history);
  }

  @Override
  public String getTeam() {
    return team;
  }

  /** Won and what is committed. */
  public double committedTotal() {
    return won + committed;
  }

  public double bestCaseTotal() {
    return won + committed + bestCase;
  }

  /** Won and the weighted sum of what is open. */
  public double stageTotal() {
    return won + weighted;
  }

  public double historyTotal() {
    return won + history;
  }
}
