package io.iotcrm.server.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.junit.jupiter.api.Test;

class LastUseTest {
  private final FakeCredentials credentials = new FakeCredentials().device("a", "secret-a");
  private final AtomicReference<Subject> subject = new AtomicReference<>();
  private final RemotingConnection connection =
      (RemotingConnection)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {RemotingConnection.class},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "getSubject" -> subject.get();
                    case "getProtocolName" -> "CORE";
                    default -> null;
                  });
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final IotCrmSecurityManager security =
      new IotCrmSecurityManager(
          new BrokerSettings(
              "", "", "", "app", "app-secret", Duration.ofMillis(500), Duration.ofHours(1)),
          credentials,
          ((InstantSource) () -> now).withZone(ZoneOffset.UTC));

  @Test
  void aConnectionThatStaysOpenIsInUseAsLongAsItSends() throws Exception {
    subject.set(security.authenticate("a", "secret-a", connection, null));
    security.writeUse();
    assertThat(credentials.used).hasSize(1);

    now = now.plusMillis(CredentialUse.WRITE_EVERY_MILLIS);
    security.writeUse();
    assertThat(credentials.used).as("it sent nothing meanwhile").hasSize(1);

    assertThat(security.authenticate("a", "secret-a", connection, null)).isSameAs(subject.get());
    security.writeUse();
    assertThat(credentials.used).hasSize(2);
    assertThat(credentials.asked).as("verified once, written twice").hasValue(1 + 2);
  }
}
