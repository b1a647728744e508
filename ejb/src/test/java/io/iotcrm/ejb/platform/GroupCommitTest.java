package io.iotcrm.ejb.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final List<List<Integer>> groups = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch firstMayEnd = new CountDownLatch(1);

  @AfterEach
  void stop() {
    callers.shutdownNow();
  }

  /** The first group waits for the latch; every part is answered with its own number times ten. */
  private List<Integer> write(List<Integer> group) throws InterruptedException {
    groups.add(List.copyOf(group));
    if (groups.size() == 1) {
      firstMayEnd.await(10, TimeUnit.SECONDS);
    }
    if (group.contains(-1)) {
      throw new IllegalStateException("poisoned group");
    }
    return group.stream().map(i -> i * 10).toList();
  }

  private final GroupCommit<Integer, Integer> commit = new GroupCommit<>(this::write, i -> 1, 4);

  private Future<Integer> submit(int work) {
    return callers.submit(() -> commit.submit(work));
  }

  @Test
  void aLoneCallerWaitsForNobody() throws Exception {
    firstMayEnd.countDown();
    assertThat(commit.submit(7)).isEqualTo(70);
    assertThat(groups).containsExactly(List.of(7));
  }

  @Test
  void whatComesDuringAWriteIsWrittenTogetherAndEachGetsItsOwnAnswer() throws Exception {
    Future<Integer> first = submit(1);
    await().until(() -> groups.size() == 1);
    List<Future<Integer>> others = IntStream.of(2, 3, 4).mapToObj(this::submit).toList();
    await().until(() -> commit.waiting() == 3);
    firstMayEnd.countDown();
    assertThat(first.get()).isEqualTo(10);
    for (int i = 0; i < 3; i++) {
      assertThat(others.get(i).get()).isEqualTo((i + 2) * 10);
    }
    assertThat(groups).hasSize(2);
    assertThat(groups.get(1)).containsExactlyInAnyOrder(2, 3, 4);
  }

  @Test
  void aGroupEndsBeforeItBecomesTooHeavy() throws Exception {
    Future<Integer> first = submit(1);
    await().until(() -> groups.size() == 1);
    List<Future<Integer>> others = IntStream.rangeClosed(2, 7).mapToObj(this::submit).toList();
    await().until(() -> commit.waiting() == 6);
    firstMayEnd.countDown();
    first.get();
    for (Future<Integer> other : others) {
      other.get();
    }
    assertThat(groups).extracting(List::size).containsExactly(1, 4, 2);
  }

  @Test
  void everybodyInAGroupThatFailsGetsTheFailureAndTheNextGroupGoesOn() throws Exception {
    Future<Integer> first = submit(1);
    await().until(() -> groups.size() == 1);
    Future<Integer> bad = submit(-1);
    Future<Integer> neighbour = submit(5);
    await().until(() -> commit.waiting() == 2);
    firstMayEnd.countDown();
    first.get();
    assertThatThrownBy(bad::get).hasRootCauseMessage("poisoned group");
    assertThatThrownBy(neighbour::get).hasRootCauseMessage("poisoned group");
    assertThat(commit.submit(5)).isEqualTo(50);
  }

  @Test
  void manyCallersAllGetTheirAnswers() throws Exception {
    firstMayEnd.countDown();
    List<Future<Integer>> all = IntStream.range(0, 500).mapToObj(this::submit).toList();
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).get(10, TimeUnit.SECONDS)).isEqualTo(i * 10);
    }
    assertThat(groups.stream().mapToInt(List::size).sum()).isEqualTo(500);
  }
}
