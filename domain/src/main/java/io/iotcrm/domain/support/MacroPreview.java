package io.iotcrm.domain.support;

import java.io.Serializable;
import java.util.List;
import java.util.UUID;

/**
 * What a macro would do to a ticket as it is now.
 *
 * @param text with its placeholders filled in; null: nothing is written
 * @param changes in words
 * @param ticketVersion what it was worked out for
 */
public record MacroPreview(
    UUID macroId,
    String name,
    String text,
    boolean internal,
    List<String> changes,
    long ticketVersion)
    implements Serializable {}
