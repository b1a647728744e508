package io.iotcrm.benchmark.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class GridTest {
  @Test
  void readsWhatEachRunningInstanceSees() throws IOException {
    String status =
        """
        Picked up JAVA_TOOL_OPTIONS: -Xmx1g
        {"nodes":[{"name":"n1","state":"RUNNING","ready":true,"members":2},
          {"name":"n2","state":"STOPPED","ready":false,"members":null},
          {"name":"n3","state":"RUNNING","ready":false,"members":null}]}""";

    assertThat(Grid.members(status)).containsExactly(2, 0);
  }

  @Test
  void isWholeWhereEachSeesAll() {
    assertThat(Grid.isWhole(List.of(2, 2))).isTrue();
    assertThat(Grid.isWhole(List.of(1))).isTrue();
    assertThat(Grid.isWhole(List.of(1, 1))).isFalse();
    assertThat(Grid.isWhole(List.of(2, 1))).isFalse();
    assertThat(Grid.isWhole(List.of())).isFalse();
  }
}
