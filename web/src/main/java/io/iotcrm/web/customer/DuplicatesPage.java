package io.iotcrm.web.customer;

import io.iotcrm.domain.customer.DuplicatePairView;
import io.iotcrm.domain.customer.MergeView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.customer.DuplicateService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.ListPage;
import io.iotcrm.web.platform.Params;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Pairs that may be the same, and what was merged lately. */
@Named
@RequestScoped
public class DuplicatesPage extends ListPage<DuplicatePairView> {
  private static final int LATELY = 20;

  @EJB private DuplicateService duplicates;
  @Inject private Params params;
  @Inject private Changes changes;
  private String object;
  private List<MergeView> merges;

  @Override
  protected void read(Params address) {
    object = "account".equals(address.get("object")) ? "account" : "contact";
  }

  @Override
  protected Page<DuplicatePairView> load(PageRequest request) {
    return duplicates.pairs(object, request);
  }

  @Override
  protected Map<String, String> filters() {
    return Map.of("object", object);
  }

  /** The pair of a row is none. */
  public void dismiss() {
    UUID pair = params.rowId("duplicate-pair");
    changes.attempt(() -> duplicates.dismiss(pair), "duplicates.dismissed");
    reload();
  }

  /** Takes the merge of a row back. */
  public void undo() {
    UUID merge = params.rowId("merge");
    changes.attempt(() -> duplicates.undo(merge), "merges.undo.done");
    merges = null;
    reload();
  }

  public List<MergeView> getMerges() {
    if (merges == null) {
      merges = duplicates.merges(object, PageRequest.first(LATELY)).items();
    }
    return merges;
  }

  public String getObject() {
    return object;
  }
}
