package io.iotcrm.ejb.transfer;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;
import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.AuditEntry;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.domain.transfer.ImportMapping;
import io.iotcrm.domain.transfer.ImportView;
import io.iotcrm.domain.transfer.TransferFormat;
import io.iotcrm.domain.transfer.TransferState;
import io.iotcrm.ejb.device.DeviceReach;
import io.iotcrm.ejb.platform.OutageException;
import io.iotcrm.ejb.security.AuditLog;
import io.iotcrm.ejb.telemetry.HistoryStore;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;

/**
 * History from files: sent, looked at, confirmed. The work itself is done by {@link TransferClock}.
 */
@Stateless
@RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TelemetryImports {
  private static final String NAME = "telemetry-import";
  private static final int MAX_NAME = 200;

  @Inject private ImportTable imports;
  @Inject private DeviceReach reach;
  @Inject private StoredFiles files;
  @Inject private HistoryStore history;
  @Inject private TransferLimits limits;
  @EJB private AuditLog audit;
  @Resource private SessionContext caller;

  /**
   * Takes a file and looks at its first rows; nothing of it is imported yet.
   *
   * @throws InvalidInputException for more bytes than are allowed
   */
  public ImportView upload(
      String name, TransferFormat format, ImportMapping mapping, InputStream body) {
    reach.requireAll(Action.EDIT);
    UUID id = Ids.next();
    UUID fileId = Ids.next();
    String by = caller.getCallerPrincipal().getName();
    try {
      StoredFiles.Output out = files.create(fileId, limits.importBytes());
      try (out) {
        body.transferTo(out);
      } catch (StoredFiles.TooLargeException e) {
        files.delete(fileId);
        throw new InvalidInputException("", e.getMessage());
      }
      imports.create(id, shortened(name), format, mapping, fileId, out.size(), by, limits.expiry());
    } catch (IOException e) {
      throw new InvalidInputException("", "could not be read to its end");
    } catch (SQLException e) {
      throw new OutageException("the database did not answer", e);
    }
    note("upload", id, format + ", " + get(id).bytes() + " bytes");
    return look(id, mapping);
  }

  private static String shortened(String name) {
    String text = name == null || name.isBlank() ? "upload" : name.strip();
    String last = text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
    return last.length() > MAX_NAME ? last.substring(0, MAX_NAME) : last;
  }

  /** Looks again at the first rows, with another mapping. */
  public ImportView look(UUID id, ImportMapping mapping) {
    ImportView view = get(id);
    UUID fileId = imports.file(id, false).orElseThrow(() -> new RecordNotFoundException(NAME, id));
    try {
      Path copy = ImportWork.local(files, fileId);
      try {
        String preview = ImportPreview.of(copy, view.format(), mapping, history);
        if (!imports.preview(id, mapping, preview)) {
          throw new InvalidInputException("", "is begun or over");
        }
      } finally {
        Files.deleteIfExists(copy);
      }
    } catch (IOException | SQLException e) {
      throw new OutageException("the file cannot be read at the moment", e);
    }
    return get(id);
  }

  /** Has it carried out. */
  public ImportView start(UUID id) {
    ImportView view = get(id);
    try (JsonReader reader = JSON.createReader(new StringReader(view.preview()))) {
      String problem = reader.readObject().getString("problem", null);
      if (problem != null) {
        throw new InvalidInputException("", problem);
      }
    }
    if (view.state() != TransferState.READY || !imports.start(id)) {
      throw new InvalidInputException("", "is begun or over");
    }
    note("start", id, view.mapping());
    return get(id);
  }

  public ImportView get(UUID id) {
    reach.requireAll(Action.EDIT);
    return imports.find(id).orElseThrow(() -> new RecordNotFoundException(NAME, id));
  }

  /** Newest first. */
  public Page<ImportView> list(PageRequest page) {
    reach.requireAll(Action.EDIT);
    return imports.list(page);
  }

  /**
   * Writes what was refused, as CSV.
   *
   * @throws RecordNotFoundException where there is no such file
   */
  public void errors(UUID id, OutputStream out) throws IOException {
    reach.requireAll(Action.EDIT);
    if (!get(id).errors()) {
      throw new RecordNotFoundException("errors of " + NAME, id);
    }
    UUID file = imports.file(id, true).orElseThrow(() -> new RecordNotFoundException(NAME, id));
    try (InputStream in = files.open(file)) {
      in.transferTo(out);
    }
  }

  /** Ends an import that is not over, removes one that is. What it has stored stays. */
  public void remove(UUID id) {
    get(id);
    if (imports.cancel(id)) {
      note("cancel", id, null);
    } else {
      imports.delete(id);
      note("delete", id, null);
    }
  }

  private void note(String action, UUID id, String detail) {
    audit.recordApart(
        caller.getCallerPrincipal().getName(),
        new AuditEvent(action, NAME, id.toString(), AuditEntry.Outcome.ALLOWED, null, detail));
  }
}
