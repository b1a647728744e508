package io.iotcrm.web.security;

import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.security.TeamDetails;
import io.iotcrm.domain.security.TeamView;
import io.iotcrm.ejb.security.TeamService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.ListPage;
import io.iotcrm.web.platform.Params;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import java.util.UUID;

/** Teams and who is in them. With an id in the address its form changes that team. */
@Named
@RequestScoped
public class TeamsPage extends ListPage<TeamView> {
  @EJB private TeamService teams;
  @Inject private Changes changes;
  @Inject private Params params;
  private String id;
  private TeamView chosen;
  private String name;
  private String description;
  private String members;
  private long version;

  @Override
  protected void read(Params address) {
    id = address.get("id");
    show(id == null ? null : teams.get(Params.id("team", id)));
  }

  private void show(TeamView team) {
    chosen = team;
    name = team == null ? null : team.name();
    description = team == null ? null : team.description();
    members = team == null ? null : String.join(" ", team.members());
    version = team == null ? 0 : team.version();
  }

  @Override
  protected Page<TeamView> load(PageRequest request) {
    return teams.list(request);
  }

  @Override
  protected Map<String, String> filters() {
    return id == null ? Map.of() : Map.of("id", id);
  }

  public void save() {
    TeamDetails details = new TeamDetails(name, description, Params.words(members));
    boolean done =
        chosen == null
            ? changes.attempt(() -> teams.create(details), "teams.created")
            : changes.attempt(() -> teams.update(chosen.id(), details, version), "teams.saved");
    if (done) {
      show(chosen == null ? null : teams.get(chosen.id()));
    }
    reload();
  }

  public void delete() {
    UUID team = params.rowId("team");
    changes.attempt(() -> teams.delete(team, teams.get(team).version()), "teams.deleted");
    reload();
  }

  public TeamView getChosen() {
    return chosen;
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

  public String getMembers() {
    return members;
  }

  public void setMembers(String members) {
    this.members = members;
  }

  public long getVersion() {
    return version;
  }

  public void setVersion(long version) {
    this.version = version;
  }
}
