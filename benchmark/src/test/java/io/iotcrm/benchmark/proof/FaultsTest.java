package io.iotcrm.benchmark.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.benchmark.api.HostPort;
import io.iotcrm.benchmark.database.DatabaseOptions;
import io.iotcrm.benchmark.process.Children;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {
  private static final HostPort NOWHERE = new HostPort("127.0.0.1", 9);

  @TempDir Path home;
  private Children children;
  private Lines lines;
  private List<Fault> all;

  @BeforeEach
  void make() throws Exception {
    children = new Children(home.resolve("log"));
    lines =
        Lines.to(NOWHERE, NOWHERE, NOWHERE, List.of(NOWHERE, NOWHERE), List.of(NOWHERE, NOWHERE));
    Administration iotcrm = new Administration("false", home, children);
    Processes processes = new Processes(home, children.will());
    EdgeProcess edge = new EdgeProcess(iotcrm, processes, lines.edge(), lines.registry(), NOWHERE);
    all =
        Faults.all(new Scene(iotcrm, processes, edge, lines, new Manners(), new DatabaseOptions()));
  }

  @AfterEach
  void close() throws Exception {
    lines.close();
    children.close();
  }

  @Test
  void knowsEveryKind() {
    assertThat(all)
        .extracting(Fault::name)
        .doesNotHaveDuplicates()
        .contains("instance-killed", "broker-killed", "database-killed", "edge-killed")
        .contains("instances-broker-cut", "instances-database-cut", "broker-database-cut")
        .contains("instances-cut", "instances-slow-100")
        .contains("devices-slow-5", "instances-broker-slow-50", "instances-database-slow-100")
        .contains("edge-cut", "registry-cut", "instance-paused", "instance-parted")
        .contains("edge-disk-full", "broker-disk-full", "database-disk-full")
        .contains("twice", "reordered", "rubbish", "clock-back", "clock-ahead");
  }

  @Test
  void findsEveryNameOfTheShortForm() {
    for (String wanted : Arrays.asList(Faults.SHORT.split("\\|"))) {
      assertThat(all).extracting(Fault::name).contains(wanted);
    }
  }

  @Test
  void leavesTheServersAloneInTheShortForm() {
    List<Fault> brief = all.stream().filter(one -> one.name().matches(Faults.SHORT)).toList();

    assertThat(brief)
        .noneMatch(one -> one.touches(lines.broker().part()))
        .noneMatch(one -> one.touches(lines.database().part()))
        .noneMatch(one -> one.touches(lines.grid().part()))
        .noneMatch(one -> one.touches(lines.brokersDatabase().part()));
  }

  @Test
  void pairsOnlyWhatTouchesDifferentParts() {
    List<Fault> pairs = Faults.pairs(all);

    assertThat(pairs)
        .extracting(Fault::name)
        .doesNotHaveDuplicates()
        .contains("instance-killed + database-killed", "broker-killed + instances-database-cut")
        .doesNotContain("instance-killed + instance-paused", "instance-killed + instances-cut")
        .doesNotContain("edge-killed + edge-disk-full")
        .noneMatch(name -> name.contains("slow-5 ") || name.contains("slow-50"));
  }
}
