package io.iotcrm.web.device;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.domain.device.MappingTrial;
import io.iotcrm.domain.telemetry.mapping.ReadyMappings;
import io.iotcrm.ejb.device.ProfileRegistry;
import io.iotcrm.ejb.device.ProfileWorkshop;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Tries a mapping on a sample message; nothing is stored. */
@Named
@RequestScoped
public class MappingPage {
  @EJB private ProfileWorkshop workshop;
  @EJB private ProfileRegistry profiles;
  @Inject private Params params;
  @Inject private Changes changes;

  private String sample;
  private String profile;
  private String mapping;
  private String topic;
  private String payload;
  private MappingTrial result;

  @PostConstruct
  void readAddress() {
    sample = params.get("sample");
    profile = params.get("id");
  }

  /** Fills the form: with the profile's mapping, or with a ready one, and with its sample. */
  public void open() {
    List<ReadyMappings.Ready> samples = getSamples();
    ReadyMappings.Ready shown =
        samples.stream().filter(x -> x.name().equals(sample)).findFirst().orElse(samples.get(0));
    sample = shown.name();
    mapping = shown.json();
    topic = shown.topic();
    payload = shown.payload();
    if (profile != null) {
      JsonNode own = ProfileBody.of(profiles.get(profile)).settings().get("mapping");
      mapping = own == null ? mapping : own.toPrettyString();
    }
  }

  /** Reads the sample by the mapping as they stand in the form. */
  public void tryIt() {
    String from = topic == null || topic.isBlank() ? null : topic.strip();
    changes.attempt(() -> result = workshop.tryMapping(mapping, from, payload), "mapping.tried");
  }

  public List<ReadyMappings.Ready> getSamples() {
    return workshop.mappings();
  }

  public MappingTrial getResult() {
    return result;
  }

  public String getSample() {
    return sample;
  }

  public String getMapping() {
    return mapping;
  }

  public void setMapping(String mapping) {
    this.mapping = mapping;
  }

  public String getTopic() {
    return topic;
  }

  public void setTopic(String topic) {
    this.topic = topic;
  }

  public String getPayload() {
    return payload;
  }

  public void setPayload(String payload) {
    this.payload = payload;
  }
}
