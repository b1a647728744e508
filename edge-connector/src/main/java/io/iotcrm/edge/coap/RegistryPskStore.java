package io.iotcrm.edge.coap;

import io.iotcrm.edge.registry.Registry;
import io.iotcrm.edge.status.Rejections;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.PskPublicInformation;
import org.eclipse.californium.scandium.dtls.PskSecretResult;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedPskStore;
import org.eclipse.californium.scandium.util.SecretUtil;
import org.eclipse.californium.scandium.util.ServerNames;

/** The pre-shared keys of the registry. */
final class RegistryPskStore implements AdvancedPskStore {
  private final Supplier<Registry> registry;
  private final Runnable askRegistry;
  private final Rejections rejections;

  RegistryPskStore(Supplier<Registry> registry, Runnable askRegistry, Rejections rejections) {
    this.registry = registry;
    this.askRegistry = askRegistry;
    this.rejections = rejections;
  }

  @Override
  public boolean hasEcdhePskSupported() {
    return true;
  }

  /** Answers at once; a stranger's handshake fails without saying why. */
  @Override
  public PskSecretResult requestPskSecretResult(
      ConnectionId connection,
      ServerNames serverName,
      PskPublicInformation identity,
      String hmacAlgorithm,
      SecretKey otherSecret,
      byte[] seed,
      boolean useExtendedMasterSecret) {
    Registry.Keyed known = registry.get().withIdentity(identity.getPublicInfoAsString());
    if (known == null) {
      askRegistry.run();
      rejections.add("?", "dtls-identity", "no enabled device has the PSK identity of a handshake");
      return new PskSecretResult(connection, identity, null);
    }
    return new PskSecretResult(
        connection, identity, SecretUtil.create(known.key(), PskSecretResult.ALGORITHM_PSK));
  }

  /** Only clients have an identity of their own. */
  @Override
  public PskPublicInformation getIdentity(InetSocketAddress peer, ServerNames virtualHost) {
    return null;
  }

  @Override
  public void setResultHandler(HandshakeResultHandler handler) {
    // Every answer is given at once.
  }
}
