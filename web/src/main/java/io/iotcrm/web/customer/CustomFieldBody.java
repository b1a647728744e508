package io.iotcrm.web.customer;

import io.iotcrm.domain.customer.CustomFieldDetails;
import io.iotcrm.domain.customer.CustomFieldType;
import io.iotcrm.domain.customer.CustomFieldView;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** A custom field as callers write it. Object, key and type are those of its making. */
public record CustomFieldBody(
    @NotBlank String object,
    @NotBlank String key,
    @NotNull CustomFieldType type,
    @NotBlank @Size(max = 100) String label,
    Boolean required,
    List<String> choices,
    @Size(max = 2_000) String defaultValue,
    @Size(max = 500) String help,
    Boolean personal,
    Boolean listed,
    Integer position) {

  static CustomFieldBody of(CustomFieldView view) {
    return new CustomFieldBody(
        view.object(),
        view.key(),
        view.type(),
        view.label(),
        view.required(),
        view.choices(),
        view.defaultValue(),
        view.help(),
        view.personal(),
        view.listed(),
        view.position());
  }

  CustomFieldDetails details() {
    return new CustomFieldDetails(
        label,
        given(required),
        choices,
        defaultValue,
        help,
        given(personal),
        given(listed),
        position == null ? 0 : position);
  }

  private static boolean given(Boolean flag) {
    return flag != null && flag;
  }
}
