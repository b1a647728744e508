package io.iotcrm.ejb.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.ejb.platform.OutboxRefusedException;
import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.1.1",
        "100.64.0.1",
        "192.0.0.8",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::1",
        "::7f00:1"
      })
  void specialAddressesAreNotPublic(String address) throws Exception {
    assertThat(TargetAddress.isPublic(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"93.184.215.14", "8.8.8.8", "100.128.0.1", "2606:2800:220:1::1"})
  void othersAre(String address) throws Exception {
    assertThat(TargetAddress.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void oneSpecialAddressOfANameIsEnoughToRefuseIt() throws Exception {
    InetAddress[] both = {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1")};

    assertThatThrownBy(
            () -> TargetAddress.requirePublic(URI.create("https://a.example/"), host -> both))
        .isInstanceOf(OutboxRefusedException.class)
        .hasMessageContaining("10.0.0.1")
        .hasMessageContaining("iotcrm.webhooks.allow-private");
  }

  @Test
  void aPublicNameIsTaken() {
    assertThatCode(
            () ->
                TargetAddress.requirePublic(
                    URI.create("https://[2606:2800:220:1::1]/x"), InetAddress::getAllByName))
        .doesNotThrowAnyException();
  }
}
