package io.iotcrm.web.device;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.iotcrm.domain.device.DeviceView;
import io.iotcrm.domain.device.NewDevice;
import io.iotcrm.web.api.SecretBearing;

/** The answer that shows a device's secret, once. */
public record DeviceWithSecret(@JsonUnwrapped DeviceView device, String secret)
    implements SecretBearing {
  static DeviceWithSecret of(NewDevice made) {
    return new DeviceWithSecret(made.device(), made.secret());
  }

  @Override
  public Object withoutSecret() {
    return device;
  }
}
