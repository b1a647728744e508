package io.iotcrm.benchmark.delivery;

import io.iotcrm.benchmark.load.MessageSource;
import java.io.IOException;

/** One device's way to publish; {@code acknowledged} is run once for each acknowledged message. */
interface Publisher {
  /** Takes a message; blocks while too many are unacknowledged. */
  void publish(MessageSource.Message message, Runnable acknowledged)
      throws IOException, InterruptedException;

  /** No more will come; returns when all is acknowledged or the time is over. */
  void finish(long millis) throws IOException, InterruptedException;
}
