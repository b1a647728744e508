package io.iotcrm.server.cli.part;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AsadminTest {
  private static final String OFFLINE =
      "Warning: Instance n2 seems to be offline; command _deploy was not replicated to that instance\n";

  @Test
  void anInstanceThatIsNotRunningMakesNoFailure() {
    assertThat(
            Asadmin.failures(
                "Unable to retrieve infocmp for type \n" + OFFLINE + "Command deploy failed.\n"))
        .isEmpty();
    assertThat(
            Asadmin.failures(
                "a.b.c=5\nCommand set executed successfully.\n" + OFFLINE + "Command x failed.\n"))
        .isEmpty();
  }

  @Test
  void anythingElseDoes() {
    assertThat(Asadmin.failures("Command deploy failed.\n")).contains("deploy");
    assertThat(Asadmin.failures(OFFLINE + "PER01003: no such thing\nCommand deploy failed.\n"))
        .contains("PER01003");
    assertThat(
            Asadmin.failures(
                "Command set executed successfully.\nremote failure: no\nCommand y failed.\n"))
        .contains("remote failure")
        .doesNotContain("set executed");
  }
}
