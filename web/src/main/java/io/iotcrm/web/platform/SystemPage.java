package io.iotcrm.web.platform;

import io.iotcrm.domain.platform.NodeStatus;
import io.iotcrm.domain.telemetry.StorageStatus;
import io.iotcrm.ejb.platform.NodeInfo;
import io.iotcrm.ejb.platform.OutboxBacklog;
import io.iotcrm.ejb.platform.Overview;
import io.iotcrm.ejb.telemetry.TelemetryStorage;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;

/** This instance's part of the cluster, and the effects that wait or were given up. */
@Named
@RequestScoped
public class SystemPage {
  @Inject private NodeInfo nodeInfo;
  @EJB private OutboxBacklog outbox;
  @EJB private TelemetryStorage telemetry;
  @Inject private Changes changes;
  @EJB private Overview overview;
  private NodeStatus node;
  private StorageStatus storage;

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

  public StorageStatus getStorage() {
    if (storage == null) {
      storage = telemetry.status();
    }
    return storage;
  }

  /** Has the days that are due put into chunks now. */
  public void compact() {
    changes.attempt(() -> telemetry.compact(), "storage.requested");
    storage = null;
  }

  /** A number of bytes as people say it, in powers of 1,000. */
  public String bytes(long bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    double value = bytes;
    int unit = 0;
    while (value >= 1_000 && unit < units.length - 1) {
      value /= 1_000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
  }
}
