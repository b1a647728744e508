package io.iotcrm.ejb.recommendation;

import jakarta.annotation.Resource;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.partition.PartitionMapper;
import jakarta.batch.api.partition.PartitionPlan;
import jakarta.batch.api.partition.PartitionPlanImpl;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;

/** Cuts the customers into as many parts as are worked on at once. */
@Named
@Dependent
public class CustomerPartitions implements PartitionMapper {
  private static final int MOST = 4;

  @Inject
  @BatchProperty(name = "runId")
  private String runId;

  @Resource(lookup = "jdbc/iotcrm")
  private DataSource database;

  @Inject private RunStore runs;

  @Override
  public PartitionPlan mapPartitions() throws SQLException {
    int parts = Math.min(MOST, Runtime.getRuntime().availableProcessors());
    runs.step(UUID.fromString(runId), "RECOMMEND", customers());
    Properties[] properties = new Properties[parts];
    for (int i = 0; i < parts; i++) {
      properties[i] = new Properties();
      properties[i].setProperty("partition", Integer.toString(i));
      properties[i].setProperty("partitions", Integer.toString(parts));
    }
    PartitionPlanImpl plan = new PartitionPlanImpl();
    plan.setPartitions(parts);
    plan.setThreads(parts);
    plan.setPartitionProperties(properties);
    return plan;
  }

  private long customers() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select count(*) from contact c where c.profiling_consent"
                    + " and exists (select 1 from interaction i where i.contact_id = c.id)");
        ResultSet r = select.executeQuery()) {
      r.next();
      return r.getLong(1);
    }
  }
}
