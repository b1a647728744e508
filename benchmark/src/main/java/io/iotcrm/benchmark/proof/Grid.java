package io.iotcrm.benchmark.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.api.ApiClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How many members of the data grid each instance sees, as the installation's status has it. */
final class Grid {
  private static final long LIMIT_MINUTES = 8;

  private final Administration iotcrm;

  Grid(Administration iotcrm) {
    this.iotcrm = iotcrm;
  }

  /**
   * Waits until each instance that runs sees all of them; returns how many those are.
   *
   * @throws CommandFailure after eight minutes
   */
  int awaitWhole() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(LIMIT_MINUTES);
    List<Integer> seen = seen();
    while (!isWhole(seen)) {
      if (System.nanoTime() > end) {
        throw new CommandFailure("the instances are no grid of all of them: they see " + seen);
      }
      TimeUnit.SECONDS.sleep(2);
      seen = seen();
    }
    return seen.size();
  }

  static boolean isWhole(List<Integer> seen) {
    return !seen.isEmpty() && seen.stream().allMatch(members -> members == seen.size());
  }

  /** Evident once no instance sees all. */
  Finding parted(int all) throws IOException, InterruptedException {
    List<Integer> seen = seen();
    return new Finding(
        all > 1 && seen.size() == all && seen.stream().allMatch(members -> members < all),
        "instances see " + seen + " members");
  }

  private List<Integer> seen() throws IOException, InterruptedException {
    return members(iotcrm.run("status", "--json"));
  }

  /** Of each instance that runs; 0 where it does not say. */
  static List<Integer> members(String status) throws IOException {
    List<Integer> seen = new ArrayList<>();
    // Java may have said something of its own before it.
    String json = status.substring(Math.max(0, status.indexOf("{\"")));
    for (JsonNode node : ApiClient.JSON.readTree(json).path("nodes")) {
      if (node.path("state").asText().equals("RUNNING")) {
        seen.add(node.path("members").asInt());
      }
    }
    return seen;
  }
}
