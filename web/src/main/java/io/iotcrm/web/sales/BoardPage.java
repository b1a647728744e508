package io.iotcrm.web.sales;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.platform.StaleVersionException;
import io.iotcrm.domain.sales.BoardQuery;
import io.iotcrm.domain.sales.BoardView;
import io.iotcrm.domain.sales.DealView;
import io.iotcrm.domain.sales.LossReasonView;
import io.iotcrm.domain.sales.PipelineView;
import io.iotcrm.domain.sales.StageMove;
import io.iotcrm.ejb.sales.DealBoard;
import io.iotcrm.ejb.sales.DealMoves;
import io.iotcrm.ejb.sales.DealService;
import io.iotcrm.ejb.sales.LossReasonService;
import io.iotcrm.ejb.sales.PipelineService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Texts;
import io.iotcrm.web.platform.Visitor;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The board: a column for each stage, deals moved from one to another. The script of the page sends
 * what to move where; what came of it stands in the page's outcome, from which the script tells it.
 */
@Named
@RequestScoped
public class BoardPage {
  private static final int CARDS = 25;

  @EJB private DealBoard boards;
  @EJB private DealMoves moves;
  @EJB private DealService deals;
  @EJB private PipelineService pipelines;
  @EJB private LossReasonService reasons;
  @Inject private Params params;
  @Inject private Changes changes;
  @Inject private Texts texts;
  @Inject private Visitor visitor;
  private BoardView board;
  private Outcome outcome;

  /**
   * What came of the last move.
   *
   * @param state moved, undone, stale or refused
   * @param version the deal's version now
   * @param stage where a stale move wanted to go
   * @param words to be announced
   */
  public record Outcome(String state, UUID deal, long version, String stage, String words) {}

  public BoardView getBoard() {
    if (board == null) {
      try {
        board = read(params.get("cursor"));
      } catch (InvalidInputException unreadable) {
        // An address that somebody edited by hand: the default board, from its start.
        board = boards.board(new BoardQuery(null, owner(), null, CARDS, null, null));
      }
    }
    return board;
  }

  private BoardView read(String cursor) {
    return boards.board(
        new BoardQuery(
            params.get("pipeline"), owner(), params.get("q"), CARDS, params.get("column"), cursor));
  }

  private String owner() {
    return getShow().equals("mine") ? visitor.getName() : null;
  }

  /** Moves the deal of the row to the stage that the value names. */
  public void move() {
    UUID id = params.rowId("deal");
    String stage = params.value();
    String anyway = params.get("anyway");
    try {
      long seen = anyway != null ? deals.get(id).version() : version();
      StageMove move =
          new StageMove(
              null, stage, params.get("reason"), params.get("competitor"), params.get("note"));
      DealView now = moves.move(id, move, seen);
      say("moved", now, stage, "board.moved", now.name(), now.stageName());
    } catch (StaleVersionException stale) {
      DealView now = deals.get(id);
      say("stale", now, stage, "board.stale", now.name(), now.stageName());
    } catch (RecordNotFoundException gone) {
      texts.warn("refused.gone");
    } catch (RuntimeException refused) {
      refuse(refused);
    }
    board = null;
  }

  /** Takes back the move that was made last. */
  public void undo() {
    UUID id = params.rowId("deal");
    try {
      DealView now = moves.undo(id, version());
      say("undone", now, null, "board.undone", now.name(), now.stageName());
    } catch (StaleVersionException stale) {
      texts.warn("board.undo-stale");
    } catch (RuntimeException refused) {
      refuse(refused);
    }
    board = null;
  }

  /** The usual words for what is refused. */
  private void refuse(RuntimeException refused) {
    changes.attempt(
        () -> {
          throw refused;
        },
        "board.moved");
  }

  private long version() {
    try {
      return Long.parseLong(params.get("version", "-1"));
    } catch (NumberFormatException edited) {
      return -1;
    }
  }

  private void say(String state, DealView now, String stage, String text, Object... arguments) {
    outcome = new Outcome(state, now.id(), now.version(), stage, texts.of(text, arguments));
  }

  /** Null unless something was moved by this request. */
  public Outcome getOutcome() {
    return outcome;
  }

  public List<PipelineView> getPipelines() {
    return pipelines.list(false);
  }

  public List<LossReasonView> getReasons() {
    return reasons.list(false);
  }

  public boolean isMoving() {
    return visitor.is("admin sales");
  }

  public String getShow() {
    return params.get("show", "all");
  }

  public String getQ() {
    return params.get("q");
  }

  /** The column that is further on than its start. */
  public String getPaged() {
    return params.get("cursor") == null ? null : params.get("column");
  }

  /** The address of this board with one's own deals, or everybody's. */
  public String showing(String show) {
    return "board.xhtml?" + query("show", show);
  }

  /** The address of one column's next part; without a cursor of its start. */
  public String further(String column, String cursor) {
    return "board.xhtml?" + query("column", column, "cursor", cursor) + "#column-" + column;
  }

  private String query(String... changed) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("pipeline", getBoard().pipeline().key());
    all.put("show", getShow());
    all.put("q", getQ());
    for (int i = 0; i < changed.length; i += 2) {
      all.put(changed[i], changed[i + 1]);
    }
    return all.entrySet().stream()
        .filter(entry -> entry.getValue() != null)
        .map(
            entry ->
                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
