package io.iotcrm.domain.support;

import java.io.Serializable;

/**
 * What customers thought of the tickets of one person or one queue.
 *
 * @param by what the tickets have in common: a queue's or a user's name; null: none
 * @param average of the answers, 1 to 5; null: there are none
 */
public record SatisfactionSummary(String by, long asked, long answered, Double average)
    implements Serializable {}
