package io.iotcrm.domain.sales;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A deal as lists and pages show it.
 *
 * @param stage the key of its stage
 * @param probability of being won, in percent: its stage's
 * @param stageSince when it came to its stage
 * @param lostReason the name of the reason; null for one that is not lost
 */
public record DealView(
    UUID id,
    String name,
    UUID accountId,
    String accountName,
    UUID contactId,
    String contactName,
    String deviceId,
    UUID alarmId,
    String pipeline,
    String pipelineName,
    String stage,
    String stageName,
    StageKind stageKind,
    String stageColour,
    int probability,
    Instant stageSince,
    BigDecimal amount,
    String currency,
    LocalDate closeOn,
    String ownerUsername,
    String ownerName,
    String source,
    String lostReason,
    String competitor,
    String lostNote,
    Instant createdAt,
    Instant updatedAt,
    Instant closedAt,
    long version)
    implements Serializable {

  public static DealView of(Deal deal) {
    Stage stage = deal.getStage();
    return new DealView(
        deal.getId(),
        deal.getName(),
        deal.getAccount().getId(),
        deal.getAccount().getName(),
        deal.getContact() == null ? null : deal.getContact().getId(),
        deal.getContact() == null ? null : deal.getContact().getName(),
        deal.getDeviceId(),
        deal.getAlarmId(),
        stage.getPipeline().getKey(),
        stage.getPipeline().getName(),
        stage.getKey(),
        stage.getName(),
        stage.getKind(),
        stage.getColour(),
        stage.getProbability(),
        deal.getStageSince(),
        deal.getAmount(),
        deal.getCurrency(),
        deal.getCloseOn(),
        deal.getOwner() == null ? null : deal.getOwner().getUsername(),
        deal.getOwner() == null ? null : deal.getOwner().getDisplayName(),
        deal.getSource(),
        deal.getLostReason() == null ? null : deal.getLostReason().getName(),
        deal.getCompetitor(),
        deal.getLostNote(),
        deal.getCreatedAt(),
        deal.getUpdatedAt(),
        deal.getClosedAt(),
        deal.getVersion());
  }
}
