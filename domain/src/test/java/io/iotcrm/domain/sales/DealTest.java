package io.iotcrm.domain.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.AccountDetails;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DealTest {
  private final Account account =
      new Account(new AccountDetails("Grocer", null, null, null, null), null);
  private final Deal deal = new Deal("Ten fridges", account, null, null);

  @Test
  void isExpectedToCloseOnADayOrOnNone() {
    deal.expect(LocalDate.of(2026, 3, 31));
    assertThat(DealView.of(deal).closeOn()).isEqualTo(LocalDate.of(2026, 3, 31));

    deal.expect(null);
    assertThat(deal.getCloseOn()).isNull();
  }

  @Test
  void refusesADayThatIsAMistake() {
    assertThatThrownBy(() -> deal.expect(LocalDate.of(226, 3, 31)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2000 to 2100");
  }
}
