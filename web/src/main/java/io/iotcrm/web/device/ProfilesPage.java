package io.iotcrm.web.device;

import io.iotcrm.domain.device.ProfileTemplate;
import io.iotcrm.domain.device.ProfileView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.device.ProfileRegistry;
import io.iotcrm.ejb.device.ProfileWorkshop;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.ListPage;
import io.iotcrm.web.platform.Params;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;

/** The types of device, and the ready ones that can be taken over. */
@Named
@RequestScoped
public class ProfilesPage extends ListPage<ProfileView> {
  @EJB private ProfileRegistry profiles;
  @EJB private ProfileWorkshop workshop;
  @Inject private Params params;
  @Inject private Changes changes;

  /** A profile in a few words: the names of its series and of the sections of its settings. */
  public record Row(String key, String name, String series, String sections) {
    static Row of(ProfileView view) {
      ProfileBody body = ProfileBody.of(view);
      List<String> sections = new ArrayList<>();
      body.settings().fieldNames().forEachRemaining(sections::add);
      return new Row(
          view.key(),
          view.name(),
          String.join(", ", body.series().stream().map(ProfileBody.Series::key).toList()),
          String.join(", ", sections));
    }
  }

  @Override
  protected Page<ProfileView> load(PageRequest request) {
    return profiles.list(request);
  }

  public List<Row> getRows() {
    return getItems().stream().map(Row::of).toList();
  }

  public List<ProfileTemplate> getTemplates() {
    return workshop.templates();
  }

  /** Makes the profile of a template. */
  public void create() {
    changes.attempt(() -> workshop.create(params.row()), "profile.saved");
    reload();
  }
}
