package io.iotcrm.edge.coap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.network.KeyMID;
import org.eclipse.californium.core.network.deduplication.DeduplicatorFactory;
import org.eclipse.californium.elements.config.Configuration;
import org.junit.jupiter.api.Test;

class NewestMessagesTest {
  private static final long LIFETIME = TimeUnit.SECONDS.toNanos(60);

  private long now = 1;
  private final NewestMessages messages = new NewestMessages(LIFETIME, () -> now);

  @Test
  void recognisesTheTwoNewestOfAPeer() {
    Exchange first = exchange("a");
    Exchange second = exchange("a");
    assertThat(messages.findPrevious(key(1, "a"), first)).isNull();
    assertThat(messages.findPrevious(key(2, "a"), second)).isNull();

    assertThat(messages.findPrevious(key(1, "a"), exchange("a"))).isSameAs(first);
    assertThat(messages.findPrevious(key(2, "a"), exchange("a"))).isSameAs(second);
    assertThat(messages.find(key(2, "a"))).isSameAs(second);

    assertThat(messages.findPrevious(key(3, "a"), exchange("a"))).isNull();
    assertThat(messages.find(key(1, "a"))).as("the third one's place").isNull();
    assertThat(messages.size()).isEqualTo(2);
  }

  @Test
  void tellsPeersApart() {
    messages.findPrevious(key(1, "a"), exchange("a"));
    assertThat(messages.findPrevious(key(1, "b"), exchange("b"))).isNull();
    assertThat(messages.size()).isEqualTo(2);
  }

  @Test
  void takesWhatWeBeganForNothingThatAPeerBegan() {
    Exchange ours = new Exchange(Request.newGet(), "a", Exchange.Origin.LOCAL, Runnable::run);
    messages.findPrevious(key(1, "a"), ours);
    assertThat(messages.findPrevious(key(1, "a"), exchange("a"))).isNull();
  }

  @Test
  void forgetsPeersThatAreSilent() {
    messages.findPrevious(key(1, "silent"), exchange("silent"));
    now += LIFETIME / 2;
    messages.findPrevious(key(1, "a"), exchange("a"));
    now += LIFETIME / 2 + 1;
    messages.findPrevious(key(2, "a"), exchange("a"));

    assertThat(messages.find(key(1, "silent"))).isNull();
    assertThat(messages.find(key(1, "a"))).isNotNull();
  }

  @Test
  void isBoundedWhateverTheAddresses() {
    for (int i = 0; i < NewestMessages.MOST + 10; i++) {
      messages.findPrevious(key(1, "peer " + i), exchange("peer " + i));
    }
    assertThat(messages.size()).isEqualTo(NewestMessages.MOST);
    assertThat(messages.find(key(1, "peer 9"))).isNull();
    assertThat(messages.find(key(1, "peer 10"))).isNotNull();
    messages.clear();
    assertThat(messages.isEmpty()).isTrue();
  }

  @Test
  void replacesOnlyWhatIsStillThere() {
    Exchange first = exchange("a");
    Exchange second = exchange("a");
    Exchange third = exchange("a");
    messages.findPrevious(key(1, "a"), first);

    assertThat(messages.replacePrevious(key(1, "a"), first, second)).isTrue();
    assertThat(messages.replacePrevious(key(1, "a"), first, third)).isFalse();
    assertThat(messages.find(key(1, "a"))).isSameAs(second);
    assertThat(messages.size()).isEqualTo(1);
  }

  @Test
  void isWhatTheDoorsEndpointsUse() {
    CoapConfig.register();
    NewestMessages.useForAllEndpoints();
    assertThat(
            DeduplicatorFactory.getDeduplicatorFactory()
                .createDeduplicator(Configuration.createStandardWithoutFile()))
        .isInstanceOf(NewestMessages.class);
  }

  private static KeyMID key(int mid, String peer) {
    return new KeyMID(mid, peer);
  }

  private static Exchange exchange(String peer) {
    return new Exchange(Request.newPost(), peer, Exchange.Origin.REMOTE, Runnable::run);
  }
}
