package io.iotcrm.edge.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.rule.RuleDefinition;
import io.iotcrm.domain.rule.RuleTiming;
import io.iotcrm.domain.rule.Severity;
import io.iotcrm.edge.registry.RegisteredDevice.RuleFields;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryFileTest {
  @TempDir private Path directory;

  @Test
  void keepsRulesAndWhatTheyAskOfDevices() throws Exception {
    RegisteredRule full =
        new RegisteredRule(
            UUID.randomUUID(),
            7,
            new RuleDefinition(
                "Too warm \"here\"",
                null,
                "p",
                "latest.t > 8",
                "latest.t < 6",
                new RuleTiming(5, 3, 60, "{\"zone\":\"UTC\",\"windows\":[]}"),
                Severity.CRITICAL,
                "[{\"type\":\"COMMAND\",\"name\":\"cool\",\"params\":{\"to\":4}}]",
                true,
                true));
    RegisteredRule plain =
        new RegisteredRule(
            UUID.randomUUID(),
            0,
            new RuleDefinition(
                "plain",
                null,
                null,
                "true",
                null,
                RuleTiming.hold(0),
                Severity.INFO,
                "[]",
                true,
                true));
    RegisteredDevice device =
        new RegisteredDevice(
            "d1",
            true,
            List.of(),
            "p",
            List.of(),
            false,
            null,
            List.of(),
            new RuleFields("Riga", Map.of("limit", 8.0, "floor", "2", "cold", true), true));
    RegistryFile file = new RegistryFile(directory.resolve("registry.json"));

    file.save(new Registry(Map.of("d1", device), Map.of(), List.of(full, plain), null));

    Registry copy = file.load();
    assertThat(copy.rules()).containsExactly(full, plain);
    assertThat(copy.devices().get("d1").ruleFields()).isEqualTo(device.ruleFields());
  }
}
