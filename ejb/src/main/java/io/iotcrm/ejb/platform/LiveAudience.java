package io.iotcrm.ejb.platform;

import io.iotcrm.domain.platform.LiveEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Passes live events on to listeners of other modules: an event that is fired here does not reach
 * observers in the web module.
 */
@ApplicationScoped
public class LiveAudience {
  private final List<Consumer<LiveEvent>> listeners = new CopyOnWriteArrayList<>();

  /** The listener must not block: it is called by the thread that delivers events to everybody. */
  public void add(Consumer<LiveEvent> listener) {
    listeners.add(listener);
  }

  public void remove(Consumer<LiveEvent> listener) {
    listeners.remove(listener);
  }

  void pass(@Observes LiveEvent event) {
    listeners.forEach(listener -> listener.accept(event));
  }
}
