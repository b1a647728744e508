package io.iotcrm.ejb.transfer;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.security.AuditEntry;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.transfer.TransferFormat;
import io.iotcrm.domain.transfer.TransferState;
import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.ejb.platform.OutageException;
import io.iotcrm.ejb.security.AuditLog;
import io.iotcrm.ejb.telemetry.HistoryStore;
import io.iotcrm.ejb.transfer.table.Column;
import io.iotcrm.ejb.transfer.table.TableReader;
import io.iotcrm.ejb.transfer.table.TableWriter;
import io.iotcrm.ejb.transfer.table.UnreadableTableException;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Carries out one import. An attempt begins with the first row: what an earlier one stored is there
 * already and stays as it is.
 */
@ApplicationScoped
public class ImportWork {
  private static final Logger LOG = System.getLogger(ImportWork.class.getName());
  private static final int BATCH = 2_000;

  /** More errors help nobody. */
  private static final int MAX_ERRORS = 100_000;

  private static final long MAX_ERROR_BYTES = 64L << 20;

  @Inject private ImportTable imports;
  @Inject private StoredFiles files;
  @Inject private HistoryStore history;
  @Inject private Meters meters;
  @EJB private AuditLog audit;

  /** For the container. */
  public ImportWork() {}

  /** For use outside a container. */
  ImportWork(
      ImportTable imports, StoredFiles files, HistoryStore history, Meters meters, AuditLog audit) {
    this.imports = imports;
    this.files = files;
    this.history = history;
    this.meters = meters;
    this.audit = audit;
  }

  /** Copies a stored file to where it can be read in any order; the caller deletes it. */
  static Path local(StoredFiles files, UUID fileId) throws IOException {
    Path copy = Files.createTempFile("iotcrm-import", ".tmp");
    try (InputStream in = files.open(fileId)) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(copy);
      throw e;
    }
    return copy;
  }

  /**
   * Works until it is done or has failed, or until it is to stop.
   *
   * @param goOn asked now and then; false leaves it to whoever has the lease next
   * @throws OutageException where it is to be repeated
   */
  void run(ImportTable.Claim claim, BooleanSupplier goOn)
      throws SQLException, InterruptedException {
    Attempt attempt = new Attempt(claim, goOn);
    try {
      attempt.run();
      end(claim, TransferState.DONE, attempt, null);
    } catch (StoppedException e) {
      LOG.log(Level.INFO, "The import {0} stops here: {1}", claim.id(), e.getMessage());
    } catch (UnreadableTableException | InvalidInputException e) {
      end(claim, TransferState.FAILED, attempt, "The file " + e.getMessage());
    } catch (IOException | SQLException | RuntimeException e) {
      if (e instanceof OutageException outage) {
        throw outage;
      }
      if (imports.find(claim.id()).map(view -> view.state().isOver()).orElse(true)) {
        return; // cancelled, and its files went with it
      }
      LOG.log(Level.WARNING, "The import " + claim.id() + " failed", e);
      end(claim, TransferState.FAILED, attempt, "It broke off; the reason is in the server's log");
    }
  }

  private void end(ImportTable.Claim claim, TransferState state, Attempt attempt, String problem)
      throws SQLException {
    attempt.closeErrors();
    ImportTable.Progress progress = attempt.progress();
    if (imports.end(claim, state, progress, problem)) {
      boolean done = state == TransferState.DONE;
      meters.imported(progress.stored());
      meters.transfer("import", done ? "done" : "failed");
      audit.recordApart(
          claim.requestedBy(),
          new AuditEvent(
              "import",
              "telemetry",
              claim.id().toString(),
              AuditEntry.Outcome.ALLOWED,
              null,
              "%d rows, %d readings, %d new, %d refused%s"
                  .formatted(
                      progress.rows(),
                      progress.readings(),
                      progress.stored(),
                      progress.refused(),
                      done ? "" : "; failed: " + problem)));
      if (progress.stored() > 0) {
        history.requestUpkeep(claim.requestedBy());
      }
    }
  }

  /** One attempt. */
  private final class Attempt implements ImportColumns.Sink {
    private final ImportTable.Claim claim;
    private final BooleanSupplier goOn;
    private final List<Reading> batch = new ArrayList<>(BATCH);
    private final List<Long> batchRows = new ArrayList<>(BATCH);
    private TableWriter errors;
    private long rows;
    private long readings;
    private long stored;
    private long refused;

    Attempt(ImportTable.Claim claim, BooleanSupplier goOn) {
      this.claim = claim;
      this.goOn = goOn;
    }

    void run() throws IOException, SQLException, InterruptedException {
      Path file = local(files, claim.fileId());
      try (TableReader table = TableReader.open(claim.format(), file)) {
        ImportColumns columns = new ImportColumns(table.columns(), claim.mapping());
        for (TableReader.Row row = table.next(); row != null; row = table.next()) {
          columns.read(row, this);
          rows++;
          if (batch.size() >= BATCH || rows % BATCH == 0) {
            store();
          }
        }
        store();
      } finally {
        Files.deleteIfExists(file);
      }
    }

    @Override
    public void reading(long row, Reading reading) {
      batch.add(reading);
      batchRows.add(row);
    }

    @Override
    public void refused(long row, String what, String why) {
      refused++;
      if (refused > MAX_ERRORS) {
        return;
      }
      try {
        if (errors == null) {
          errors =
              TableWriter.open(
                  TransferFormat.CSV,
                  List.of(Column.number("row"), Column.text("device"), Column.text("error")),
                  files.create(claim.errorsId(), MAX_ERROR_BYTES));
        }
        errors.write((double) row, what, why);
      } catch (IOException | SQLException e) {
        throw new OutageException("the file of errors cannot be written", e);
      }
    }

    private void store() throws SQLException, InterruptedException {
      if (!goOn.getAsBoolean()) {
        throw new StoppedException("the instance stops or has lost its lease");
      }
      if (!imports.progress(claim, progress())) {
        throw new StoppedException("it was cancelled or taken over");
      }
      HistoryStore.Outcome outcome = history.store(batch);
      readings += batch.size();
      stored += outcome.stored();
      outcome
          .refused()
          .forEach(
              (index, reason) ->
                  refused(
                      batchRows.get(index),
                      batch.get(index).deviceId(),
                      batch.get(index).key() + ": " + reason));
      batch.clear();
      batchRows.clear();
      history.makeRoom(packed -> goOn.getAsBoolean());
    }

    ImportTable.Progress progress() {
      return new ImportTable.Progress(rows, readings, stored, refused);
    }

    void closeErrors() {
      if (errors != null) {
        try {
          errors.close();
        } catch (IOException e) {
          throw new OutageException("the file of errors cannot be written", e);
        }
      }
    }
  }
}
