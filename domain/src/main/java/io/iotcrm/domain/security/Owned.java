package io.iotcrm.domain.security;

import java.util.UUID;

/** A record that is somebody's, a team's, or both; {@link Reach} decides by these two. */
public interface Owned extends Reachable {
  /** The id of the person whose it is; null: nobody's. */
  UUID ownerId();

  /** The name of the team whose it is; null: its owner's teams'. */
  String getTeam();

  @Override
  default Owned[] whose() {
    return new Owned[] {this};
  }
}
