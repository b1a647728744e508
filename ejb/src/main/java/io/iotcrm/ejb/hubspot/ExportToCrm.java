package io.iotcrm.ejb.hubspot;

import io.iotcrm.ejb.recommendation.RunStore;
import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;

/** Last step of the job: contacts whose record for HubSpot has changed go into the outbox. */
@Named
@Dependent
public class ExportToCrm extends AbstractBatchlet {
  @Inject
  @BatchProperty(name = "runId")
  private String runId;

  @EJB private HubSpotExport export;
  @Inject private RunStore runs;

  private volatile boolean stopped;

  @Override
  public String process() {
    UUID run = UUID.fromString(runId);
    runs.step(run, "EXPORT", export.sharingContacts());
    HubSpotExport.Part part = new HubSpotExport.Part(new UUID(0, 0), 0, 0);
    long queued = 0;
    do {
      part = export.exportAfter(part.last(), run);
      queued += part.queued();
      runs.advance(run, part.looked());
    } while (part.looked() > 0 && !stopped);
    export.clearOldRequests();
    runs.say(run, queued + " contacts changed for HubSpot");
    return "EXPORTED";
  }

  @Override
  public void stop() {
    stopped = true;
  }
}
