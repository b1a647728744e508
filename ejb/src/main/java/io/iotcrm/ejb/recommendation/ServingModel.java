package io.iotcrm.ejb.recommendation;

import com.hazelcast.topic.ITopic;
import io.iotcrm.domain.recommendation.EaseModel;
import io.iotcrm.ejb.platform.Grid;
import io.iotcrm.ejb.platform.SchemaMigration;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.UUID;

/**
 * This instance's copy of the model in service. A topic tells every instance at once when another
 * model is put into service; a look at the database every ten seconds makes up for a message that
 * was missed.
 */
@Singleton
@Startup
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ServingModel {
  private static final Logger LOG = System.getLogger(ServingModel.class.getName());

  /** Static, because entry processors run in no bean and have to reach it. */
  private static volatile EaseModel current;

  @Inject private Grid grid;
  @Inject private SchemaMigration schema;

  @Resource private ManagedExecutorService executor;
  @EJB private ModelStore models;

  private ITopic<Integer> topic;
  private UUID listener;
  private volatile boolean silent;

  static Optional<EaseModel> current() {
    return Optional.ofNullable(current);
  }

  @PostConstruct
  void listen() {
    topic = grid.topic("model");
    listener = topic.addMessageListener(message -> executor.execute(this::refresh));
    refresh();
  }

  @PreDestroy
  void stopListening() {
    current = null;
    if (grid.isReady()) {
      topic.removeMessageListener(listener);
    }
  }

  /** Tells every instance, this one too, that another model is in service. */
  public void announce(int number) {
    refresh();
    grid.<String, Integer>map("model").set("in-service", number);
    topic.publish(number);
  }

  @Schedule(second = "*/10", minute = "*", hour = "*", persistent = false)
  public void refresh() {
    if (!schema.isCurrent()) {
      return;
    }
    try {
      int number = models.numberInService().orElse(0);
      EaseModel mine = current;
      if (number != (mine == null ? 0 : mine.number())) {
        current = models.inService().map(ModelStore.InService::model).orElse(null);
        LOG.log(Level.DEBUG, "recommender model {0} is in service here", number);
      }
      silent = false;
    } catch (RuntimeException e) {
      if (!silent) {
        LOG.log(
            Level.WARNING, "the recommender goes on with the model it has: {0}", e.getMessage());
      }
      silent = true;
    }
  }
}
