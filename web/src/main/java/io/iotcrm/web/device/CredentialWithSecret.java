package io.iotcrm.web.device;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.iotcrm.domain.device.CredentialSecret;
import io.iotcrm.domain.device.CredentialView;
import io.iotcrm.web.api.SecretBearing;

/** The answer that shows a credential's secret, once; none where the device's side chose it. */
public record CredentialWithSecret(@JsonUnwrapped CredentialView credential, String secret)
    implements SecretBearing {
  static CredentialWithSecret of(CredentialSecret made) {
    return new CredentialWithSecret(made.credential(), made.secret());
  }

  @Override
  public Object withoutSecret() {
    return credential;
  }
}
