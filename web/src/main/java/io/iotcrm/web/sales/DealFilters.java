package io.iotcrm.web.sales;

import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.sales.DealQuery;
import io.iotcrm.domain.sales.StageKind;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** The filters of the list of deals; each may be left out. */
public class DealFilters {
  @QueryParam("q")
  private String q;

  @QueryParam("pipeline")
  private String pipeline;

  @QueryParam("stage")
  private String stage;

  @QueryParam("open")
  private Boolean open;

  @QueryParam("kind")
  private StageKind kind;

  @QueryParam("owner")
  private String owner;

  @QueryParam("accountId")
  private UUID accountId;

  @QueryParam("source")
  private String source;

  @QueryParam("lostReason")
  private String lostReason;

  @QueryParam("competitor")
  private String competitor;

  @QueryParam("closedFrom")
  private Instant closedFrom;

  @QueryParam("closedBefore")
  private Instant closedBefore;

  @QueryParam("dueFrom")
  private LocalDate dueFrom;

  @QueryParam("dueBefore")
  private LocalDate dueBefore;

  DealQuery query(PageRequest page) {
    return new DealQuery(
        q,
        pipeline,
        stage,
        open,
        owner,
        accountId,
        new DealQuery.Narrow(
            kind, source, lostReason, competitor, closedFrom, closedBefore, dueFrom, dueBefore),
        page);
  }
}
