package io.iotcrm.domain.device;

/**
 * A ready profile.
 *
 * @param key the key that a profile made from it gets, unless another is asked for
 */
public record ProfileTemplate(String key, ProfileDetails details) {}
