package io.iotcrm.web.marketing;

import io.iotcrm.domain.marketing.CampaignMemberView;
import io.iotcrm.domain.marketing.CampaignView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.marketing.CampaignService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.ListPage;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Rights;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;

/** Campaigns, and who is in the chosen one. */
@Named
@RequestScoped
public class CampaignsPage extends ListPage<CampaignView> {
  @EJB private CampaignService campaigns;
  @Inject private Params params;
  @Inject private Changes changes;
  @Inject private Rights rights;
  private String name;
  private String description;

  @Override
  protected Page<CampaignView> load(PageRequest request) {
    return campaigns.list(request);
  }

  public void create() {
    if (changes.attempt(() -> campaigns.create(name, description), "campaign.created")) {
      name = null;
      description = null;
    }
    reload();
  }

  /** Starts one again, or ends it. */
  public void run() {
    UUID id = params.rowId("campaign");
    boolean on = Boolean.parseBoolean(params.value());
    changes.attempt(
        () -> {
          CampaignView now = campaigns.get(id);
          campaigns.update(id, now.name(), now.description(), on, now.version());
        },
        on ? "campaign.started" : "campaign.ended");
    reload();
  }

  /** The campaign whose members are shown; null: none is chosen. */
  public CampaignView getChosen() {
    return Params.optionalId(params.get("id")).map(campaigns::get).orElse(null);
  }

  public List<CampaignMemberView> getMembers() {
    return Params.optionalId(params.get("id"))
        .map(id -> campaigns.members(id, PageRequest.first(ROWS)).items())
        .orElse(List.of());
  }

  /** Whether this visitor may make and change campaigns. */
  public boolean isEditing() {
    return rights.may("edit", "campaign");
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getDescription() {
    return description;
  }

  public void setDescription(String description) {
    this.description = description;
  }
}
