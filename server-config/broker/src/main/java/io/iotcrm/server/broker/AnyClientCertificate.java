package io.iotcrm.server.broker;

import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.TrustManagerFactorySpi;
import javax.net.ssl.X509TrustManager;
import org.apache.activemq.artemis.api.core.TrustManagerFactoryPlugin;

/**
 * Lets a TLS handshake go through with whatever certificate the client has the key to. Who that is,
 * {@link IotCrmSecurityManager} looks up right after: the registry changes while the broker runs,
 * and a trust store does not. A client without a certificate needs a name and a secret.
 */
public final class AnyClientCertificate implements TrustManagerFactoryPlugin {
  @Override
  public TrustManagerFactory getTrustManagerFactory() {
    return new Factory();
  }

  private static final class Factory extends TrustManagerFactory {
    Factory() {
      super(new Spi(), null, "IotCrm");
    }
  }

  private static final class Spi extends TrustManagerFactorySpi {
    @Override
    protected void engineInit(KeyStore ignored) {
      // The registry is the trust store.
    }

    @Override
    protected void engineInit(ManagerFactoryParameters ignored) {
      // As above.
    }

    @Override
    protected TrustManager[] engineGetTrustManagers() {
      return new TrustManager[] {new Manager()};
    }
  }

  private static final class Manager implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      chain[0].checkValidity();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("the broker is no client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
