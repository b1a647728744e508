package io.iotcrm.web.device;

import io.iotcrm.domain.device.CredentialKind;
import io.iotcrm.domain.device.CredentialSecret;
import io.iotcrm.domain.device.CredentialView;
import io.iotcrm.domain.device.NewCredential;
import io.iotcrm.ejb.device.DeviceCredentials;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The credentials of the device that is shown: made here, shown once, replaced, ended. */
@Named
@RequestScoped
public class CredentialForm {
  private static final Duration OVERLAP = Duration.ofDays(7);

  @EJB private DeviceCredentials credentials;
  @Inject private Params params;
  @Inject private Changes changes;
  private String deviceId;
  private CredentialKind kind = CredentialKind.TOKEN;
  private String publicId;
  private String certificate;
  private Integer days;
  private CredentialSecret made;
  private List<CredentialView> list;

  @PostConstruct
  void readAddress() {
    deviceId = params.get("id");
  }

  /** Gives the device one more. */
  public void create() {
    boolean done =
        changes.attempt(
            () ->
                made =
                    credentials.create(
                        deviceId,
                        new NewCredential(
                            kind, blank(publicId), null, blank(certificate), end(days))),
            "credential.made");
    if (done) {
      publicId = null;
      certificate = null;
      list = null;
    }
  }

  /** Gives the device a new token in place of all it signs in with. */
  public void replaceAll() {
    changes.attempt(() -> made = credentials.replaceAll(deviceId), "device.rotated");
    list = null;
  }

  /** Another of its kind; the old one goes on for a week. */
  public void rotate() {
    UUID old = params.rowId("device credential");
    Instant end = Instant.now().plus(OVERLAP);
    changes.attempt(
        () -> made = credentials.rotate(deviceId, old, null, end), "credential.rotated");
    list = null;
  }

  public void revoke() {
    UUID id = params.rowId("device credential");
    changes.attempt(() -> credentials.revoke(deviceId, id), "credential.revoked");
    list = null;
  }

  public List<CredentialView> getList() {
    if (list == null) {
      list = credentials.list(deviceId == null ? "" : deviceId);
    }
    return list;
  }

  public CredentialKind[] getKinds() {
    return CredentialKind.values();
  }

  /** A certificate is replaced by registering its successor. */
  public boolean rotatable(CredentialView credential) {
    return credential.state() == CredentialView.State.VALID
        && credential.kind() != CredentialKind.X509;
  }

  private static Instant end(Integer days) {
    return days == null ? null : Instant.now().plus(Duration.ofDays(days));
  }

  private static String blank(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /** The secret that has just been made; null at any other time. */
  public String getSecret() {
    return made == null ? null : made.secret();
  }

  /** What goes with the secret: a user name or an identity. */
  public String getSecretFor() {
    return made == null ? null : made.credential().publicId();
  }

  public CredentialKind getKind() {
    return kind;
  }

  public void setKind(CredentialKind kind) {
    this.kind = kind;
  }

  public String getPublicId() {
    return publicId;
  }

  public void setPublicId(String publicId) {
    this.publicId = publicId;
  }

  public String getCertificate() {
    return certificate;
  }

  public void setCertificate(String certificate) {
    this.certificate = certificate;
  }

  public Integer getDays() {
    return days;
  }

  public void setDays(Integer days) {
    this.days = days;
  }
}
