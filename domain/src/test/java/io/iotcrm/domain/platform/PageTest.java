package io.iotcrm.domain.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
  @Test
  void endsWhereNothingMoreWasFound() {
    assertThat(Page.of(List.of("a", "b"), 2, Cursor::of))
        .isEqualTo(new Page<>(List.of("a", "b"), null));
  }

  @Test
  void leavesOutTheOneMoreAndNamesThePlaceBeforeIt() {
    Page<String> page = Page.of(List.of("a", "b", "c"), 2, Cursor::of);

    assertThat(page.items()).containsExactly("a", "b");
    assertThat(page.nextCursor()).isEqualTo(Cursor.of("b"));
  }

  @Test
  void keepsItsPlaceWhenItsItemsAreShownInAnotherWay() {
    assertThat(Page.of(List.of("a", "bc"), 1, Cursor::of).map(String::length))
        .isEqualTo(new Page<>(List.of(1), Cursor.of("a")));
  }
}
