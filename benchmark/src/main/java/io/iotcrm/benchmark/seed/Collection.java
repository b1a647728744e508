package io.iotcrm.benchmark.seed;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.api.ApiClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * One list resource, filled with what is missing.
 *
 * <p>What exists is found by a field that has the same value on every run, so a second run creates
 * nothing and a broken run is continued.
 */
final class Collection {
  private static final int THREADS = 6;

  private final ApiClient api;
  private final String path;
  private final String keyField;
  private final Map<String, String> ids = new ConcurrentHashMap<>();

  /** Reads what exists; {@code keyField} names the field that identifies an item. */
  Collection(ApiClient api, String path, String keyField) {
    this.api = api;
    this.path = path;
    this.keyField = keyField;
    for (JsonNode item : api.list(path)) {
      ids.put(item.path(keyField).asText(), item.path("id").asText());
    }
  }

  /** Creates the bodies that are missing, several at once; returns how many that were. */
  int fill(List<Map<String, Object>> bodies) {
    return fill(bodies, created -> {});
  }

  /** The same, and shows each answer of a creation to {@code created}, from several threads. */
  int fill(List<Map<String, Object>> bodies, Consumer<JsonNode> created) {
    List<Map<String, Object>> missing =
        bodies.stream().filter(body -> !ids.containsKey(key(body))).toList();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Map<String, Object> body : missing) {
        running.add(threads.submit(() -> create(body, created)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new CommandFailure("cannot create " + path, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
    return missing.size();
  }

  /** The id of the item with this key. */
  String id(String key) {
    String id = ids.get(key);
    if (id == null) {
      throw new CommandFailure("no item of " + path + " has " + keyField + " " + key);
    }
    return id;
  }

  boolean has(String key) {
    return ids.containsKey(key);
  }

  int size() {
    return ids.size();
  }

  private void create(Map<String, Object> body, Consumer<JsonNode> created) {
    // Lets the client repeat this one request; the next run looks at what exists instead.
    JsonNode answer = api.post(path, body, UUID.randomUUID().toString());
    ids.put(key(body), answer.path("id").asText());
    created.accept(answer);
  }

  private String key(Map<String, Object> body) {
    return String.valueOf(body.get(keyField));
  }
}
