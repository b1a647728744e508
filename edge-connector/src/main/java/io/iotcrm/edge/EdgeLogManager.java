package io.iotcrm.edge;

import java.util.logging.LogManager;

/** Keeps the log open until the very end: by default it closes when the shutdown begins. */
public final class EdgeLogManager extends LogManager {
  /** Called by the library's own shutdown hook, and before a configuration is read. */
  @Override
  public void reset() {
    if (!Thread.currentThread().getClass().getName().contains("Cleaner")) {
      super.reset();
    }
  }
}
