package io.iotcrm.ejb.platform;

/**
 * One effect that has to happen outside.
 *
 * @param payload JSON
 * @param key the idempotency key; hand it on where the other side takes one
 * @param attempts how often it was tried before
 */
public record OutboxMessage(long id, String payload, String key, int attempts) {}
