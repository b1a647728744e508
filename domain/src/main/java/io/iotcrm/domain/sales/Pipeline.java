package io.iotcrm.domain.sales;

import io.iotcrm.domain.platform.Ids;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The way of a kind of deal from its first stage to won or lost. It always has an open stage, one
 * for won and one for lost.
 */
@Entity
@Table(name = "pipeline")
public class Pipeline {
  private static final int MAX_STAGES = 30;

  @Id private UUID id;

  @Column(name = "key")
  private String code;

  private String name;
  private int place;

  @Column(name = "is_default")
  private boolean byDefault;

  @Column(name = "retired_at")
  private Instant retiredAt;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @OneToMany(mappedBy = "pipeline", cascade = CascadeType.PERSIST)
  private List<Stage> stages = new ArrayList<>();

  @Version private long version;

  protected Pipeline() {}

  /** A pipeline with the stages that every one needs: new, won and lost. */
  public Pipeline(String name, int place) {
    this.id = Ids.next();
    this.createdAt = Instant.now();
    this.place = place;
    rename(name);
    this.code = slug(name).toLowerCase(Locale.ROOT).replace('_', '-');
    add(new StageDetails("New", StageKind.OPEN, 10, ForecastCategory.PIPELINE, null));
    add(new StageDetails("Won", StageKind.WON, null, null, null));
    add(new StageDetails("Lost", StageKind.LOST, null, null, null));
  }

  public final void rename(String newName) {
    if (newName == null || newName.isBlank() || newName.length() > 60) {
      throw new IllegalArgumentException("a pipeline's name must have 1 to 60 characters");
    }
    name = newName.strip();
    touch();
  }

  /** Adds a stage: an open one before the closed ones, a closed one at the end. */
  public final Stage add(StageDetails details) {
    List<Stage> present = getStages();
    if (present.size() >= MAX_STAGES) {
      throw new IllegalArgumentException("a pipeline may have at most " + MAX_STAGES + " stages");
    }
    int at =
        details.kind().isClosed()
            ? present.size()
            : (int) present.stream().filter(stage -> !stage.getKind().isClosed()).count();
    Stage stage = new Stage(this, freeKey(details.name()), at, details);
    stages.add(stage);
    List<Stage> order = new ArrayList<>(present);
    order.add(at, stage);
    number(order);
    return stage;
  }

  public void describe(Stage stage, StageDetails details) {
    stage.describe(details);
    touch();
  }

  /**
   * Puts the stages in an order.
   *
   * @param ids all stages that are not retired, each once; open ones come before closed ones
   */
  public void arrange(List<UUID> ids) {
    List<Stage> present = getStages();
    if (ids.size() != present.size() || new HashSet<>(ids).size() != ids.size()) {
      throw new IllegalArgumentException("must name each stage of the pipeline once");
    }
    List<Stage> order = ids.stream().map(this::stage).toList();
    boolean closed = false;
    for (Stage stage : order) {
      if (closed && !stage.getKind().isClosed()) {
        throw new IllegalArgumentException("open stages must come before those for won and lost");
      }
      closed |= stage.getKind().isClosed();
    }
    number(order);
  }

  /**
   * Takes a stage out of use; its deals have to be moved by the caller.
   *
   * @throws IllegalStateException for the last of its kind
   */
  public void retire(Stage stage, Instant at) {
    if (count(other -> other.getKind() == stage.getKind()) < 2) {
      throw new IllegalStateException(
          "a pipeline needs a stage that is " + stage.getKind().name().toLowerCase(Locale.ROOT));
    }
    stage.retire(at);
    number(getStages());
  }

  /**
   * @throws IllegalStateException for the default pipeline
   */
  public void retire(Instant at) {
    if (byDefault) {
      throw new IllegalStateException(
          "the default pipeline cannot be retired; make another one the default first");
    }
    retiredAt = at;
    touch();
  }

  /** The one before has to be made an ordinary one first: there is one default. */
  public void becomeDefault() {
    if (retiredAt != null) {
      throw new IllegalStateException("a retired pipeline cannot be the default");
    }
    byDefault = true;
    touch();
  }

  public void moveToPlace(int newPlace) {
    place = newPlace;
    touch();
  }

  /**
   * @throws IllegalArgumentException for what is no stage of this pipeline, or a retired one
   */
  public Stage stage(UUID stageId) {
    return find(stage -> stage.getId().equals(stageId), stageId);
  }

  /** The same by its key. */
  public Stage stage(String key) {
    return find(stage -> stage.getKey().equals(key), key);
  }

  /** Where a deal begins. */
  public Stage first() {
    return getStages().get(0);
  }

  private Stage find(Predicate<Stage> wanted, Object what) {
    return getStages().stream()
        .filter(wanted)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "names no stage of the pipeline " + name + ": " + what));
  }

  private long count(Predicate<Stage> wanted) {
    return getStages().stream().filter(wanted).count();
  }

  private void number(List<Stage> order) {
    for (int i = 0; i < order.size(); i++) {
      order.get(i).moveToPlace(i);
    }
    touch();
  }

  /** Keys of retired stages stay taken: the history has them. */
  private String freeKey(String stageName) {
    String wanted = slug(stageName);
    String key = wanted;
    for (int i = 2; taken(key); i++) {
      key = wanted + "_" + i;
    }
    return key;
  }

  private boolean taken(String key) {
    return stages.stream().anyMatch(stage -> stage.getKey().equals(key));
  }

  private static String slug(String text) {
    String plain =
        Normalizer.normalize(text.strip(), Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toUpperCase(Locale.ROOT)
            .replaceAll("[^A-Z0-9]+", "_")
            .replaceAll("^_+|_+$", "");
    return plain.isEmpty() ? "STAGE" : plain;
  }

  private void touch() {
    updatedAt = Instant.now();
  }

  public UUID getId() {
    return id;
  }

  /** What the API calls it; never changed. */
  public String getKey() {
    return code;
  }

  public String getName() {
    return name;
  }

  public int getPlace() {
    return place;
  }

  public boolean isDefault() {
    return byDefault;
  }

  public boolean isRetired() {
    return retiredAt != null;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }

  public Instant getUpdatedAt() {
    return updatedAt;
  }

  /** Those that are not retired, in their order. */
  public List<Stage> getStages() {
    return stages.stream()
        .filter(stage -> !stage.isRetired())
        .sorted(Comparator.comparingInt(Stage::getPlace))
        .toList();
  }

  public long getVersion() {
    return version;
  }
}
