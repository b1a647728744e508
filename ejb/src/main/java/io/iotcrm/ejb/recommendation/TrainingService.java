package io.iotcrm.ejb.recommendation;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.SALES;

import io.iotcrm.domain.recommendation.ModelView;
import io.iotcrm.domain.recommendation.TrainingStatus;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;

/** Lets people start the recommender's job and see how it stands. */
@Stateless
public class TrainingService {
  @Resource private SessionContext session;
  @EJB private ModelStore models;
  @Inject private RunStore runs;

  /**
   * Asks for a run; an instance of the cluster begins it within five seconds. A run that is open
   * already is answered instead.
   */
  @RolesAllowed({ADMIN, ANALYST})
  public TrainingStatus start() {
    runs.request(session.getCallerPrincipal().getName());
    return status();
  }

  @RolesAllowed({ADMIN, ANALYST, MARKETING, SALES})
  public TrainingStatus status() {
    return runs.latest().orElse(TrainingStatus.NEVER);
  }

  /** The last five models, newest first. */
  @RolesAllowed({ADMIN, ANALYST, MARKETING, SALES})
  public List<ModelView> models() {
    return models.list();
  }
}
