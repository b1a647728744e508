package io.iotcrm.web.platform;

import io.iotcrm.domain.platform.NodeStatus;
import io.iotcrm.ejb.platform.NodeInfo;
import io.iotcrm.ejb.platform.OutboxBacklog;
import io.iotcrm.ejb.platform.Overview;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** This instance's part of the cluster, and the effects that wait or were given up. */
@Named
@RequestScoped
public class SystemPage {
  @Inject private NodeInfo nodeInfo;
  @EJB private OutboxBacklog outbox;
  @EJB private Overview overview;
  private NodeStatus node;

  public NodeStatus getNode() {
    if (node == null) {
      node = nodeInfo.status();
    }
    return node;
  }

  /** How much was given up and nobody has decided on. */
  public long getFailedWork() {
    return overview.counts().failedWork();
  }

  public List<OutboxBacklog.Waiting> getOutbox() {
    return outbox.waiting();
  }
}
