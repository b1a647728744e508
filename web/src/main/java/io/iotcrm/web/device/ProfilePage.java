package io.iotcrm.web.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotcrm.domain.device.ProfileDetails;
import io.iotcrm.domain.device.ProfileSettings;
import io.iotcrm.domain.device.ProfileView;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.telemetry.SeriesSpec;
import io.iotcrm.ejb.device.ProfileRegistry;
import io.iotcrm.ejb.device.ProfileWorkshop;
import io.iotcrm.web.api.Json;
import io.iotcrm.web.api.RequestBody;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Visitor;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;

/** A device profile as people write it. What is wrong is said at the field. */
@Named
@RequestScoped
public class ProfilePage {
  private static final int MOST_ROWS = 100;
  private static final String FORM = "profile:";

  @EJB private ProfileRegistry profiles;
  @EJB private ProfileWorkshop workshop;
  @Inject private RequestBody bodies;
  @Inject private Params params;
  @Inject private Visitor visitor;
  @Inject private Changes changes;

  private String id;
  private long version;
  private String key;
  private String name;
  private int inactivitySeconds = 600;
  private List<SeriesRow> rows = new ArrayList<>();
  private SettingsForm settings = new SettingsForm();
  private long devices;

  /** The table has as many lines as the browser was shown, so that each is read back. */
  @PostConstruct
  void readAddress() {
    id = params.get("id");
    int lines = 1;
    try {
      lines = Math.max(1, Math.min(MOST_ROWS, Integer.parseInt(params.get("lines", "1"))));
    } catch (NumberFormatException edited) {
      // Somebody wrote into the page; one line then.
    }
    for (int i = 0; i < lines; i++) {
      rows.add(new SeriesRow());
    }
  }

  /** Fills the form with the stored profile, or with a template for a new one. */
  public void open() {
    String template = params.get("template");
    if (isStored()) {
      show(profiles.get(id));
      devices = profiles.deviceCounts().getOrDefault(id, 0L);
    } else if (template != null) {
      show(ProfileBody.of(workshop.template(template)));
    }
  }

  private void show(ProfileView profile) {
    version = profile.version();
    show(ProfileBody.of(profile));
  }

  private void show(ProfileBody body) {
    key = body.key();
    name = body.name();
    inactivitySeconds = body.inactivitySeconds();
    rows = new ArrayList<>(body.series().stream().map(SeriesRow::of).toList());
    rows.add(new SeriesRow());
    settings = SettingsForm.of(body.settings().toString());
  }

  /** One more line to write in. */
  public void addRow() {
    if (rows.size() < MOST_ROWS) {
      rows.add(new SeriesRow());
    }
  }

  /** Stores the profile; a new one then has a page of its own. */
  public String save() {
    ProfileBody body;
    try {
      body = body();
      ProfileSettings.check(body.settings().toString());
    } catch (InvalidInputException invalid) {
      invalid.violations().forEach(ProfilePage::sayAtField);
      return null;
    }
    boolean isNew = !isStored();
    ProfileView[] stored = new ProfileView[1];
    boolean done =
        changes.attempt(
            () -> {
              ProfileDetails details = body.details();
              stored[0] =
                  isNew
                      ? profiles.create(body.key(), details)
                      : profiles.update(id, details, version);
            },
            "profile.saved");
    if (!done) {
      return null;
    }
    if (isNew) {
      FacesContext.getCurrentInstance().getExternalContext().getFlash().setKeepMessages(true);
      return "/profile.xhtml?faces-redirect=true&id=" + stored[0].key();
    }
    show(stored[0]);
    return null;
  }

  /** The form, checked like a request to the API. */
  private ProfileBody body() {
    ObjectNode form = Json.MAPPER.createObjectNode();
    form.put("key", isStored() ? id : key);
    form.put("name", name);
    form.put("inactivitySeconds", inactivitySeconds);
    form.set(
        "series",
        Json.MAPPER.valueToTree(
            rows.stream().filter(row -> !row.isEmpty()).map(SeriesRow::series).toList()));
    form.set("settings", settings.whole());
    ProfileBody checked =
        bodies.patched(new ProfileBody(null, null, null, null, null), form, ProfileBody.class);
    checked.details(); // what only the whole can have wrong
    return checked;
  }

  private static void sayAtField(InvalidInputException.Violation violation) {
    String pointer = violation.pointer();
    String field =
        pointer.startsWith("/series")
            ? "seriesErrors"
            : pointer.startsWith("/settings") ? "others" : pointer.replace("/", "");
    String words = (pointer.replace('/', ' ') + " " + violation.detail()).strip();
    FacesContext.getCurrentInstance()
        .addMessage(FORM + field, new FacesMessage(FacesMessage.SEVERITY_ERROR, words, ""));
  }

  /** Removes the profile, if nothing uses it. */
  public String delete() {
    if (!changes.attempt(
        () -> profiles.delete(id, profiles.get(id).version()), "profile.deleted")) {
      return null;
    }
    FacesContext.getCurrentInstance().getExternalContext().getFlash().setKeepMessages(true);
    return "/profiles.xhtml?faces-redirect=true";
  }

  public boolean isEditing() {
    return visitor.is("admin support integrator");
  }

  public boolean isStored() {
    return id != null;
  }

  public SeriesSpec.Kind[] getKinds() {
    return SeriesSpec.Kind.values();
  }

  public List<SeriesRow> getRows() {
    return rows;
  }

  public SettingsForm getSettings() {
    return settings;
  }

  public long getDevices() {
    return devices;
  }

  public String getId() {
    return id;
  }

  public long getVersion() {
    return version;
  }

  public void setVersion(long version) {
    this.version = version;
  }

  public String getKey() {
    return key;
  }

  public void setKey(String key) {
    this.key = key;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public int getInactivitySeconds() {
    return inactivitySeconds;
  }

  public void setInactivitySeconds(int inactivitySeconds) {
    this.inactivitySeconds = inactivitySeconds;
  }
}
