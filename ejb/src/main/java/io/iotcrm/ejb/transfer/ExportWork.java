package io.iotcrm.ejb.transfer;

import io.iotcrm.domain.security.AuditEntry;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.domain.transfer.ExportSpec;
import io.iotcrm.ejb.device.ChosenDevices;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.ejb.platform.OutageException;
import io.iotcrm.ejb.security.AuditLog;
import io.iotcrm.ejb.telemetry.TelemetryExtract;
import io.iotcrm.ejb.transfer.table.TableWriter;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Carries out one export. It is written from the beginning by each attempt: what an instance that
 * died had written is left to the cleaning.
 */
@ApplicationScoped
public class ExportWork {
  private static final Logger LOG = System.getLogger(ExportWork.class.getName());
  private static final int DEVICES = 500;
  private static final int ROWS_BETWEEN = 20_000;
  private static final long NANOS_BETWEEN = 2_000_000_000L;

  @Inject private Database database;
  @Inject private ExportTable exports;
  @Inject private StoredFiles files;
  @Inject private TelemetryExtract extract;
  @Inject private TransferLimits limits;
  @Inject private Meters meters;
  @EJB private AuditLog audit;

  /** For the container. */
  public ExportWork() {}

  /** For use outside a container. */
  ExportWork(
      Database database,
      ExportTable exports,
      StoredFiles files,
      TelemetryExtract extract,
      TransferLimits limits,
      Meters meters,
      AuditLog audit) {
    this.database = database;
    this.exports = exports;
    this.files = files;
    this.extract = extract;
    this.limits = limits;
    this.meters = meters;
    this.audit = audit;
  }

  /**
   * Works until it is done or has failed, or until it is to stop.
   *
   * @param goOn asked now and then; false leaves it to whoever has the lease next
   * @throws OutageException where it is to be repeated
   */
  void run(ExportTable.Claim claim, BooleanSupplier goOn) throws SQLException {
    try {
      Attempt attempt = new Attempt(claim, goOn);
      attempt.run();
      if (exports.finish(
          claim, attempt.rows, attempt.bytes, claim.scheduled() ? null : limits.expiry())) {
        meters.exported(attempt.rows);
        meters.transfer("export", "done");
        note(claim, attempt.rows + " rows, " + attempt.bytes + " bytes");
      }
    } catch (StoppedException e) {
      LOG.log(Level.INFO, "The export {0} stops here: {1}", claim.id(), e.getMessage());
    } catch (StoredFiles.TooLargeException e) {
      fail(
          claim,
          "The file "
              + e.getMessage()
              + ": take fewer devices, a shorter span or longer intervals");
    } catch (IOException | RuntimeException e) {
      if (e instanceof OutageException outage) {
        throw outage;
      }
      if (exports.find(claim.id()).map(view -> view.state().isOver()).orElse(true)) {
        return; // cancelled, and its file went with it
      }
      LOG.log(Level.WARNING, "The export " + claim.id() + " failed", e);
      fail(claim, "It could not be written; the reason is in the server's log");
    }
  }

  private void fail(ExportTable.Claim claim, String problem) throws SQLException {
    if (exports.fail(claim, problem, limits.expiry())) {
      meters.transfer("export", "failed");
      note(claim, "failed: " + problem);
    }
    files.delete(claim.fileId());
  }

  private void note(ExportTable.Claim claim, String detail) {
    audit.recordApart(
        claim.requestedBy(),
        new AuditEvent(
            "export",
            "telemetry",
            claim.id().toString(),
            AuditEntry.Outcome.ALLOWED,
            null,
            detail + "; " + claim.spec().toJson()));
  }

  /** One attempt. */
  private final class Attempt {
    private final ExportTable.Claim claim;
    private final BooleanSupplier goOn;
    private final ExportSpec spec;
    private int devices;
    private int done;
    private long rows;
    private long bytes;
    private long told = System.nanoTime();

    Attempt(ExportTable.Claim claim, BooleanSupplier goOn) {
      this.claim = claim;
      this.goOn = goOn;
      this.spec = claim.spec();
    }

    void run() throws SQLException, IOException {
      ChosenDevices chosen = ChosenDevices.all(spec.devices());
      devices = database.call(chosen::count);
      tell();
      StoredFiles.Output out = files.create(claim.fileId(), limits.exportBytes());
      TableWriter table = TableWriter.open(spec.format(), ExportRows.columns(spec), out);
      ExportRows writer = new ExportRows(extract, spec, table, this::count);
      String last = "";
      List<ChosenDevices.Chosen> some;
      do {
        String after = last;
        some = database.call(connection -> chosen.after(connection, after, DEVICES));
        for (ChosenDevices.Chosen device : some) {
          writer.write(device.id(), device.no());
          last = device.id();
          done++;
          tellIfTime();
        }
      } while (some.size() == DEVICES);
      table.close();
      bytes = out.size();
      tell();
    }

    private void count(long written) {
      rows = written;
      if (rows % ROWS_BETWEEN == 0) {
        tellIfTime();
      }
    }

    private void tellIfTime() {
      if (System.nanoTime() - told > NANOS_BETWEEN) {
        tell();
      }
    }

    private void tell() {
      if (!goOn.getAsBoolean()) {
        throw new StoppedException("the instance stops or has lost its lease");
      }
      if (!exports.progress(claim, devices, done, rows)) {
        throw new StoppedException("it was cancelled or taken over");
      }
      told = System.nanoTime();
    }
  }
}
