package io.iotcrm.domain.sales;

import io.iotcrm.domain.platform.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One step of a pipeline. It is changed through its {@link Pipeline} only. */
@Entity
@Table(name = "pipeline_stage")
public class Stage {
  @Id private UUID id;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "pipeline_id")
  private Pipeline pipeline;

  @Column(name = "key")
  private String code;

  private String name;
  private int place;

  @Enumerated(EnumType.STRING)
  private StageKind kind;

  private int probability;

  @Enumerated(EnumType.STRING)
  private ForecastCategory category;

  private String colour;

  @Column(name = "retired_at")
  private Instant retiredAt;

  protected Stage() {}

  Stage(Pipeline pipeline, String code, int place, StageDetails details) {
    this.id = Ids.next();
    this.pipeline = pipeline;
    this.code = code;
    this.place = place;
    this.kind = details.kind();
    describe(details);
  }

  /** The kind stays: deals that are there are won, lost or open by it. */
  final void describe(StageDetails details) {
    if (details.kind() != kind) {
      throw new IllegalArgumentException(
          "a stage cannot become " + details.kind() + ": add another one and retire this");
    }
    name = details.name();
    probability = details.probability();
    category = details.category();
    colour = details.colour();
  }

  void moveToPlace(int newPlace) {
    place = newPlace;
  }

  void retire(Instant at) {
    retiredAt = at;
  }

  public UUID getId() {
    return id;
  }

  public Pipeline getPipeline() {
    return pipeline;
  }

  /** What the API calls it; unique in its pipeline and never changed. */
  public String getKey() {
    return code;
  }

  public String getName() {
    return name;
  }

  public int getPlace() {
    return place;
  }

  public StageKind getKind() {
    return kind;
  }

  public int getProbability() {
    return probability;
  }

  public ForecastCategory getCategory() {
    return category;
  }

  public String getColour() {
    return colour;
  }

  public Instant getRetiredAt() {
    return retiredAt;
  }

  public boolean isRetired() {
    return retiredAt != null;
  }
}
