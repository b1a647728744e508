package io.iotcrm.web.device;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/** Whose the device with this code is to be: a company's or a person's. */
public record ClaimBody(@NotBlank @Size(max = 40) String code, UUID accountId, UUID contactId) {}
