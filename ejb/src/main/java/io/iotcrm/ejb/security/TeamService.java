package io.iotcrm.ejb.security;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.security.AppUser;
import io.iotcrm.domain.security.Team;
import io.iotcrm.domain.security.TeamDetails;
import io.iotcrm.domain.security.TeamView;
import io.iotcrm.ejb.platform.ListQuery;
import io.iotcrm.ejb.platform.Records;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Teams and who is in them. Everybody may know them; an administrator changes them. */
@Stateless
public class TeamService {
  private static final String TEAM = "team";
  private static final String BY_NAME = "select t.id from Team t where lower(t.name) = lower(?1)";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<TeamView> list(PageRequest page) {
    return ListQuery.of(em, Team.class, "select t from Team t", page)
        .inOrderOf("t.name", Team::getName, TeamView::of);
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public TeamView get(UUID id) {
    return TeamView.of(records.find(Team.class, TEAM, id));
  }

  @RolesAllowed(ADMIN)
  public TeamView create(TeamDetails details) {
    Team team = Records.checked("/name", () -> new Team(details.name(), details.description()));
    records.requireFree(TEAM, BY_NAME, team.getName(), null);
    team.consistOf(people(details.members()));
    em.persist(team);
    records.save("create", TEAM, team.getId());
    return TeamView.of(team);
  }

  /** Replaces what is known of a team. A new name reaches the records of the team by itself. */
  @RolesAllowed(ADMIN)
  public TeamView update(UUID id, TeamDetails details, long expected) {
    Team team = records.find(Team.class, TEAM, id, expected, Team::getVersion);
    records.requireFree(TEAM, BY_NAME, details.name() == null ? null : details.name().strip(), id);
    Records.checked(
        "/name",
        () -> {
          team.describe(details.name(), details.description());
          return team;
        });
    team.consistOf(people(details.members()));
    records.save("update", TEAM, id);
    return TeamView.of(team);
  }

  /** Takes a person in; once is enough. */
  @RolesAllowed(ADMIN)
  public void join(UUID id, String username) {
    change(id, username, true);
    records.save("join", TEAM, id);
  }

  /** Takes a person out; once is enough. */
  @RolesAllowed(ADMIN)
  public void leave(UUID id, String username) {
    change(id, username, false);
    records.save("leave", TEAM, id);
  }

  /** Its records are their owners' teams' from then on. */
  @RolesAllowed(ADMIN)
  public void delete(UUID id, long expected) {
    Team team = records.find(Team.class, TEAM, id, expected, Team::getVersion);
    em.remove(team);
    records.save("delete", TEAM, id);
  }

  private void change(UUID id, String username, boolean in) {
    Team team = records.find(Team.class, TEAM, id);
    Set<AppUser> members = new HashSet<>(team.getMembers());
    AppUser person = records.user(username, "/username");
    if (in) {
      members.add(person);
    } else {
      members.remove(person);
    }
    team.consistOf(members);
  }

  private Set<AppUser> people(List<String> usernames) {
    Set<AppUser> people = new HashSet<>();
    for (int i = 0; i < usernames.size(); i++) {
      people.add(records.user(usernames.get(i), "/members/" + i));
    }
    return people;
  }
}
