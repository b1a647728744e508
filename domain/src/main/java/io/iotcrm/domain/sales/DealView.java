package io.iotcrm.domain.sales;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A deal as lists and pages show it. */
public record DealView(
    UUID id,
    String name,
    UUID accountId,
    String accountName,
    UUID contactId,
    String contactName,
    String deviceId,
    UUID alarmId,
    DealStage stage,
    BigDecimal amount,
    String currency,
    LocalDate closeOn,
    String ownerUsername,
    String ownerName,
    Instant createdAt,
    Instant updatedAt,
    Instant closedAt,
    long version)
    implements Serializable {

  public static DealView of(Deal deal) {
    return new DealView(
        deal.getId(),
        deal.getName(),
        deal.getAccount().getId(),
        deal.getAccount().getName(),
        deal.getContact() == null ? null : deal.getContact().getId(),
        deal.getContact() == null ? null : deal.getContact().getName(),
        deal.getDeviceId(),
        deal.getAlarmId(),
        deal.getStage(),
        deal.getAmount(),
        deal.getCurrency(),
        deal.getCloseOn(),
        deal.getOwner() == null ? null : deal.getOwner().getUsername(),
        deal.getOwner() == null ? null : deal.getOwner().getDisplayName(),
        deal.getCreatedAt(),
        deal.getUpdatedAt(),
        deal.getClosedAt(),
        deal.getVersion());
  }
}
