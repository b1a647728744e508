package io.iotcrm.server.cli.part;

/**
 * @param coap where devices reach it; null before its first start
 * @param bufferedBatches batches on its disk that the broker has not acknowledged; null while the
 *     edge cannot be asked
 */
public record EdgeStatus(String id, String coap, String state, Integer bufferedBatches) {}
