package io.iotcrm.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LeadTest {
  private static final LeadDetails DETAILS = details("Anna", "a@firm.example");

  @Test
  void becomesACustomerOnce() {
    Lead lead = new Lead(DETAILS, null);
    UUID account = UUID.randomUUID();
    lead.becameCustomer(account, null, null, "sales", Instant.now());

    assertThat(lead.getStatus()).isEqualTo(LeadStatus.CONVERTED);
    assertThat(lead.getAccountId()).isEqualTo(account);
    assertThatThrownBy(() -> lead.becameCustomer(account, null, null, "sales", Instant.now()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("sales");
    assertThatThrownBy(() -> lead.describe(DETAILS)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> lead.moveTo(LeadStatus.NEW, null))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void isConvertedByAConversionOnly() {
    Lead lead = new Lead(DETAILS, null);

    assertThatThrownBy(() -> lead.moveTo(LeadStatus.CONVERTED, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isGivenUpForAReasonAndComesBackWithout() {
    Lead lead = new Lead(DETAILS, null);
    assertThatThrownBy(() -> lead.moveTo(LeadStatus.DISQUALIFIED, " "))
        .hasMessageContaining("reason");

    lead.moveTo(LeadStatus.DISQUALIFIED, "No budget");
    assertThat(lead.getScore()).isZero();
    assertThatThrownBy(() -> lead.becameCustomer(null, null, null, "sales", Instant.now()))
        .hasMessageContaining("No budget");

    lead.moveTo(LeadStatus.WORKING, "ignored");
    assertThat(lead.getLostReason()).isNull();
    assertThat(lead.getScore()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(LeadStatus.class)
  void theScoreStaysWithinAHundred(LeadStatus status) {
    LeadDetails everything =
        new LeadDetails(
            "A", "B", "Firm", "Buyer", "a@firm.example", "1", "w", "c", LeadSource.REFERRAL, "n");

    assertThat(LeadScore.of(everything, status)).isBetween(0, 100);
    assertThat(LeadScore.of(everything, LeadStatus.QUALIFIED)).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource({"a@firm.example, 35", "a@GMAIL.com, 25", ", 15"})
  void anAddressAtACompanyCountsForMore(String email, int score) {
    assertThat(LeadScore.of(details("Anna", email), LeadStatus.NEW)).isEqualTo(score);
  }

  @Test
  void isCalledByItsCompanyWhereNobodyIsNamed() {
    LeadDetails company =
        new LeadDetails(null, " ", "Firm", null, null, null, null, null, null, null);

    assertThat(new Lead(company, null).getName()).isEqualTo("Firm");
    assertThatThrownBy(
            () -> new LeadDetails("", null, " ", null, null, null, null, null, null, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static LeadDetails details(String first, String email) {
    return new LeadDetails(
        first, "Berg", null, null, email, null, null, null, LeadSource.WEB, null);
  }
}
