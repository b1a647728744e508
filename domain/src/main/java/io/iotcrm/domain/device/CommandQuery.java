package io.iotcrm.domain.device;

import io.iotcrm.domain.platform.PageRequest;
import java.util.UUID;

/** Which commands are wanted, newest first. Every filter may be null. */
public record CommandQuery(
    String deviceId, UUID accountId, CommandState state, UUID jobId, PageRequest page) {

  public CommandQuery(String deviceId, UUID accountId, CommandState state, PageRequest page) {
    this(deviceId, accountId, state, null, page);
  }
}
