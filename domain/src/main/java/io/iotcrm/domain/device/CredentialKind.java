package io.iotcrm.domain.device;

/** How a device proves who it is. */
public enum CredentialKind {
  /** A secret that goes with {@code device/ID}: MQTT, CoAP and HTTP. */
  TOKEN,
  /** A secret with a user name of its own, for devices that cannot be told another: MQTT. */
  PASSWORD,
  /** An identity and a key that both sides know: CoAP over DTLS. */
  PSK,
  /** A client certificate: MQTT over TLS. */
  X509
}
