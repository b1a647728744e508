package io.iotcrm.ejb.telemetry;

import io.iotcrm.ejb.device.ActiveRules;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.Grid;
import io.iotcrm.ejb.platform.SchemaMigration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * Whether this instance can serve. The broker is not asked: while it is away people work on, and an
 * instance taken out of service for it would help nobody.
 */
@ApplicationScoped
public class InstanceHealth {
  @Inject private Database database;
  @Inject private Grid grid;
  @Inject private SchemaMigration schema;
  @Inject private ActiveRules rules;

  /** Alive as long as it answers: nothing here is mended by killing the process. */
  @Produces
  @Liveness
  HealthCheck live() {
    return () -> HealthCheckResponse.up("iotcrm");
  }

  @Produces
  @Startup
  HealthCheck started() {
    return () ->
        HealthCheckResponse.named("iotcrm-started")
            .status(schema.isCurrent() && rules.current().isPresent())
            .build();
  }

  @Produces
  @Readiness
  HealthCheck database() {
    return () -> HealthCheckResponse.named("iotcrm-database").status(databaseAnswers()).build();
  }

  @Produces
  @Readiness
  HealthCheck schema() {
    return () ->
        schema.isCurrent()
            ? HealthCheckResponse.up("iotcrm-schema")
            : HealthCheckResponse.named("iotcrm-schema")
                .down()
                .withData("problem", String.valueOf(schema.problem()))
                .build();
  }

  @Produces
  @Readiness
  HealthCheck grid() {
    return () -> HealthCheckResponse.named("iotcrm-grid").status(grid.isReady()).build();
  }

  @Produces
  @Readiness
  HealthCheck rules() {
    return () ->
        HealthCheckResponse.named("iotcrm-rules").status(rules.current().isPresent()).build();
  }

  private boolean databaseAnswers() {
    try {
      return database.call(
          connection -> {
            try (PreparedStatement statement = connection.prepareStatement("select 1")) {
              statement.setQueryTimeout(3);
              return statement.execute();
            }
          });
    } catch (SQLException | RuntimeException e) {
      return false;
    }
  }
}
