package io.iotcrm.ejb.forecast;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.customer.TimelineEntry.Kind;
import io.iotcrm.domain.device.Device;
import io.iotcrm.domain.forecast.StockForecastView;
import io.iotcrm.domain.sales.Task;
import io.iotcrm.ejb.platform.Records;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Makes tasks for restocking, at most one of a stock until it is refilled or counted again, whoever
 * asks and however often. Not for callers from outside: they come by {@link StockForecasts}.
 */
@Stateless
@PermitAll
public class RestockTasks {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;

  /**
   * @param cycle see {@code stock_forecast}
   * @param actor who it is for the customer's timeline
   * @return the task, also where it was made before
   */
  public UUID open(StockForecastView stock, String cycle, String actor) {
    String key = "restock/" + stock.subject() + "/" + cycle;
    List<UUID> made =
        em.createQuery("select t.id from Task t where t.idempotencyKey = ?1", UUID.class)
            .setParameter(1, key)
            .getResultList();
    UUID id = made.isEmpty() ? create(stock, key, actor) : made.get(0);
    em.createNativeQuery("update stock_forecast set task_id = ?1 where subject = ?2")
        .setParameter(1, id)
        .setParameter(2, stock.subject())
        .executeUpdate();
    return id;
  }

  private UUID create(StockForecastView stock, String key, String actor) {
    Device device = stock.deviceId() == null ? null : em.find(Device.class, stock.deviceId());
    Account account = device == null ? null : device.getAccount();
    Instant now = Instant.now();
    Instant due =
        stock.reorderAt() == null || stock.reorderAt().isBefore(now) ? now : stock.reorderAt();
    Task task =
        new Task(
            subject(stock), description(stock), due, account == null ? null : account.getOwner());
    task.concern(account, device == null ? null : device.getContact(), null);
    task.once(key);
    em.persist(task);
    UUID accountId = account == null ? null : account.getId();
    em.persist(
        new TimelineEntry(
                now,
                new TimelineEntry.Subject(accountId, null, stock.deviceId()),
                Kind.TASK_CREATED,
                "Task: " + task.getSubject(),
                null,
                actor)
            .about("task", task.getId()));
    records.save("create", "task", task.getId());
    return task.getId();
  }

  static String subject(StockForecastView stock) {
    String what = stock.key() == null ? stock.name() : stock.name() + ": " + stock.key();
    String until = stock.emptyAt() == null ? "" : ", empty about " + DAY.format(stock.emptyAt());
    String text = "Restock " + what;
    int room = 200 - until.length();
    return (text.length() > room ? text.substring(0, room) : text) + until;
  }

  private static String description(StockForecastView stock) {
    StringBuilder text = new StringBuilder();
    if (stock.level() != null) {
      text.append(String.format(Locale.ENGLISH, "%.6g left", stock.level()));
    }
    if (stock.earliest() != null) {
      text.append("; 80 of 100 such stocks are empty after ").append(DAY.format(stock.earliest()));
    }
    if (stock.reorderAt() != null) {
      text.append("; order by ")
          .append(DAY.format(stock.reorderAt()))
          .append(" (")
          .append(stock.leadDays())
          .append(" days to arrive)");
    }
    return text.toString();
  }
}
