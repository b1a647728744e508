package io.iotcrm.web.transfer;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.transfer.ImportMapping;
import io.iotcrm.domain.transfer.ImportView;
import io.iotcrm.domain.transfer.TransferFormat;
import io.iotcrm.domain.transfer.TransferState;
import io.iotcrm.ejb.transfer.TelemetryImports;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.ListPage;
import io.iotcrm.web.platform.Params;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;

/** History from files: a file is sent, its first rows are shown, then it is imported. */
@Named
@RequestScoped
public class TelemetryImportPage extends ListPage<ImportView> {
  private static final String NAME = "telemetry-import";

  @EJB private TelemetryImports imports;
  @Inject private Changes changes;
  @Inject private Params params;
  private String id;
  private Part file;
  private ImportView chosen;
  private MappingForm mapping;

  @Override
  protected void read(Params address) {
    id = address.get("id");
  }

  /** Before anything is drawn, so that a record that does not exist is "not found". */
  public void open() {
    getChosen();
  }

  @Override
  protected Page<ImportView> load(PageRequest request) {
    return imports.list(request);
  }

  /** Takes the file, and goes on to where its preview is. */
  public void upload() throws IOException {
    if (changes.attempt(this::send, "telemetryimport.sent")) {
      FacesContext.getCurrentInstance()
          .getExternalContext()
          .redirect("telemetryimport.xhtml?id=" + chosen.id());
    }
  }

  private void send() {
    if (file == null || file.getSize() == 0) {
      throw new InvalidInputException("", "Choose a file that is not empty");
    }
    TransferFormat format =
        TransferFormat.ofName(file.getSubmittedFileName())
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "", "The file's name must end in .csv, .xlsx or .parquet"));
    try (InputStream body = file.getInputStream()) {
      chosen = imports.upload(file.getSubmittedFileName(), format, ImportMapping.USUAL, body);
    } catch (IOException e) {
      throw new InvalidInputException("", "The file could not be read to its end");
    }
  }

  /** Shows the first rows with another mapping. */
  public void look() {
    changes.attempt(
        () -> chosen = imports.look(importId(), mapping.mapping()), "telemetryimport.looked");
  }

  public void start() {
    changes.attempt(() -> chosen = imports.start(importId()), "telemetryimport.started");
    reload();
  }

  /** Cancels an import, or removes one that is over. */
  public void remove() {
    UUID row = params.rowId(NAME);
    changes.attempt(() -> imports.remove(row), "telemetryimport.removed");
    if (row.toString().equals(id)) {
      id = null;
      chosen = null;
    }
    reload();
  }

  private UUID importId() {
    return Params.id(NAME, id);
  }

  /** The import that the page is about; null: none. */
  public ImportView getChosen() {
    if (chosen == null && id != null) {
      chosen = imports.get(importId());
    }
    return chosen;
  }

  public ImportLook getLook() {
    return ImportLook.of(getChosen().preview());
  }

  /** Whether it waits for somebody to say that it is right. */
  public boolean isReady() {
    return getChosen() != null && chosen.state() == TransferState.READY;
  }

  public MappingForm getMapping() {
    if (mapping == null) {
      mapping =
          MappingForm.of(
              getChosen() == null ? ImportMapping.USUAL : ImportMapping.fromJson(chosen.mapping()));
    }
    return mapping;
  }

  public String getId() {
    return id;
  }

  public Part getFile() {
    return file;
  }

  public void setFile(Part file) {
    this.file = file;
  }
}
