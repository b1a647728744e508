package io.iotcrm.ejb.recommendation;

import io.iotcrm.domain.recommendation.InteractionVector;
import jakarta.annotation.Resource;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads one partition of the customers who agreed to profiling, with what they have done. */
@Named
@Dependent
public class CustomerReader extends AbstractItemReader {
  private static final int PART = 200;
  private static final UUID FIRST = new UUID(0, 0);

  @Inject
  @BatchProperty(name = "partition")
  private String partition;

  @Inject
  @BatchProperty(name = "partitions")
  private String partitions;

  @Resource(lookup = "jdbc/iotcrm")
  private DataSource database;

  @Inject private InteractionStore store;
  @Inject private CustomerGrid customers;

  private final Deque<Customer> waiting = new ArrayDeque<>();
  private UUID last = FIRST;
  private UUID lastGiven = FIRST;
  private boolean atEnd;

  /**
   * A customer whose vector was rebuilt from the database.
   *
   * @param replaces the revision that the grid had before; -1 for none
   */
  record Customer(UUID id, InteractionVector vector, long replaces) {}

  @Override
  public void open(Serializable checkpoint) {
    last = checkpoint == null ? FIRST : (UUID) checkpoint;
    lastGiven = last;
  }

  @Override
  public Object readItem() throws SQLException {
    if (waiting.isEmpty() && !atEnd) {
      fill();
    }
    Customer next = waiting.poll();
    if (next != null) {
      lastGiven = next.id();
    }
    return next;
  }

  @Override
  public Serializable checkpointInfo() {
    return lastGiven;
  }

  private void fill() throws SQLException {
    List<UUID> ids = nextIds();
    atEnd = ids.size() < PART;
    if (ids.isEmpty()) {
      return;
    }
    last = ids.get(ids.size() - 1);
    // The grid first: an interaction that is folded in while the database is read must not be lost.
    Map<UUID, InteractionVector> present = customers.present(ids);
    Map<UUID, InteractionVector> vectors = store.vectors(ids);
    for (UUID id : ids) {
      InteractionVector before = present.get(id);
      waiting.add(
          new Customer(
              id,
              vectors.getOrDefault(id, InteractionVector.EMPTY),
              before == null ? -1 : before.revision()));
    }
  }

  private List<UUID> nextIds() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select c.id from contact c where c.profiling_consent and c.id > ?"
                    + " and (hashtext(c.id::text)::bigint & 65535) % ? = ?"
                    + " and exists (select 1 from interaction i where i.contact_id = c.id)"
                    + " order by c.id limit "
                    + PART)) {
      select.setObject(1, last);
      select.setInt(2, Integer.parseInt(partitions));
      select.setInt(3, Integer.parseInt(partition));
      List<UUID> ids = new ArrayList<>();
      try (ResultSet r = select.executeQuery()) {
        while (r.next()) {
          ids.add(r.getObject(1, UUID.class));
        }
      }
      return ids;
    }
  }
}
