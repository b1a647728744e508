package io.iotcrm.web.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotcrm.domain.device.ProfileView;
import io.iotcrm.domain.platform.InvalidInputException;
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
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A device profile as people write it: with the same form and the same checks as the API. */
@Named
@RequestScoped
public class ProfilePage {
  private static final int DEFAULT_INACTIVITY = 600;

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
  private int inactivitySeconds = DEFAULT_INACTIVITY;
  private String series =
      "[\n  {\"key\": \"temperature\", \"unit\": \"Cel\", \"kind\": \"NUMBER\"}\n]";
  private String settings = "{}";

  @PostConstruct
  void readAddress() {
    id = params.get("id");
  }

  /** Fills the form with the stored profile, or with a template for a new one. */
  public void open() {
    String template = params.get("template");
    if (isStored()) {
      ProfileView view = profiles.get(id);
      version = view.version();
      show(ProfileBody.of(view));
    } else if (template != null) {
      show(ProfileBody.of(workshop.template(template)));
    }
  }

  private void show(ProfileBody body) {
    key = body.key();
    name = body.name();
    inactivitySeconds = body.inactivitySeconds();
    series = pretty(Json.MAPPER.valueToTree(body.series()));
    settings = pretty(body.settings());
  }

  private static String pretty(JsonNode tree) {
    return tree.toPrettyString();
  }

  /** Stores the profile; a new one then has a page of its own. */
  public String save() {
    boolean isNew = !isStored();
    ProfileView[] stored = new ProfileView[1];
    boolean done =
        changes.attempt(
            () -> {
              ProfileBody body = body();
              stored[0] =
                  isNew
                      ? profiles.create(body.key(), body.details())
                      : profiles.update(id, body.details(), version);
            },
            "profile.saved");
    if (!done) {
      return null;
    }
    if (isNew) {
      FacesContext.getCurrentInstance().getExternalContext().getFlash().setKeepMessages(true);
      return "/profile.xhtml?faces-redirect=true&id=" + stored[0].key();
    }
    version = stored[0].version();
    show(ProfileBody.of(stored[0]));
    return null;
  }

  private ProfileBody body() {
    ObjectNode form = Json.MAPPER.createObjectNode();
    form.put("key", isStored() ? id : key);
    form.put("name", name);
    form.put("inactivitySeconds", inactivitySeconds);
    form.set("series", tree("/series", series));
    form.set("settings", tree("/settings", settings));
    try {
      return (ProfileBody) bodies.read(Json.MAPPER.writeValueAsBytes(form), ProfileBody.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode tree(String pointer, String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(pointer, "must be JSON: " + e.getOriginalMessage());
    }
  }

  public boolean isEditing() {
    return visitor.is("admin support integrator");
  }

  public boolean isStored() {
    return id != null;
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

  public String getSeries() {
    return series;
  }

  public void setSeries(String series) {
    this.series = series;
  }

  public String getSettings() {
    return settings;
  }

  public void setSettings(String settings) {
    this.settings = settings;
  }
}
