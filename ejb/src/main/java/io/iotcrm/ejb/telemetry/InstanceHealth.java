package io.iotcrm.ejb.telemetry;

import io.iotcrm.ejb.device.ActiveRules;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.Grid;
import io.iotcrm.ejb.platform.SchemaMigration;
import jakarta.enterprise.context.ApplicationScoped;
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
final class InstanceHealth {
  private InstanceHealth() {}

  /** Alive as long as it answers: nothing here is mended by killing the process. */
  @Liveness
  @ApplicationScoped
  static class Live implements HealthCheck {
    @Override
    public HealthCheckResponse call() {
      return HealthCheckResponse.up("iotcrm");
    }
  }

  /** The schema has been brought up and the rules were read once. */
  @Startup
  @ApplicationScoped
  static class Started implements HealthCheck {
    @Inject private SchemaMigration schema;
    @Inject private ActiveRules rules;

    @Override
    public HealthCheckResponse call() {
      return HealthCheckResponse.named("iotcrm-started")
          .status(schema.isCurrent() && rules.current().isPresent())
          .build();
    }
  }

  /** The database answers. */
  @Readiness
  @ApplicationScoped
  static class DatabaseAnswers implements HealthCheck {
    private static final int TIMEOUT_SECONDS = 3;

    @Inject private Database database;

    @Override
    public HealthCheckResponse call() {
      return HealthCheckResponse.named("iotcrm-database").status(answers()).build();
    }

    private boolean answers() {
      try {
        return database.call(
            connection -> {
              try (PreparedStatement statement = connection.prepareStatement("select 1")) {
                statement.setQueryTimeout(TIMEOUT_SECONDS);
                return statement.execute();
              }
            });
      } catch (SQLException | RuntimeException e) {
        return false;
      }
    }
  }

  /** The schema is that of this version of the application. */
  @Readiness
  @ApplicationScoped
  static class SchemaCurrent implements HealthCheck {
    @Inject private SchemaMigration schema;

    @Override
    public HealthCheckResponse call() {
      return schema.isCurrent()
          ? HealthCheckResponse.up("iotcrm-schema")
          : HealthCheckResponse.named("iotcrm-schema")
              .down()
              .withData("problem", String.valueOf(schema.problem()))
              .build();
    }
  }

  /** This instance is part of the grid. */
  @Readiness
  @ApplicationScoped
  static class GridJoined implements HealthCheck {
    @Inject private Grid grid;

    @Override
    public HealthCheckResponse call() {
      return HealthCheckResponse.named("iotcrm-grid").status(grid.isReady()).build();
    }
  }

  /** The rules were read: before, no reading may be applied. */
  @Readiness
  @ApplicationScoped
  static class RulesLoaded implements HealthCheck {
    @Inject private ActiveRules rules;

    @Override
    public HealthCheckResponse call() {
      return HealthCheckResponse.named("iotcrm-rules").status(rules.current().isPresent()).build();
    }
  }
}
