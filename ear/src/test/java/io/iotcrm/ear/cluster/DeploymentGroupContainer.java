package io.iotcrm.ear.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.protocol.servlet5.ServletMethodExecutor;
import org.jboss.arquillian.protocol.servlet5.v_5.ServletProtocol;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.Node;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Deploys Arquillian's archives as the product is deployed: with asadmin, to the deployment group.
 * The resource adapter and its resources are there and not on the administration server, so an
 * archive that is sent to a single instance is refused.
 *
 * <p>The servers are those of {@link TestCluster}; there is nothing to configure.
 */
public final class DeploymentGroupContainer
    implements DeployableContainer<DeploymentGroupContainer.NoConfiguration> {
  private static final String INSTANCE = "n1";
  private static final String DESCRIPTOR = "META-INF/application.xml";

  /** Makes the container known to Arquillian. */
  public static final class Extension implements LoadableExtension {
    @Override
    public void register(ExtensionBuilder builder) {
      builder.service(DeployableContainer.class, DeploymentGroupContainer.class);
    }
  }

  /** {@link TestCluster} knows everything. */
  public static final class NoConfiguration implements ContainerConfiguration {
    @Override
    public void validate() {
      // Nothing can be wrong with it.
    }
  }

  @Override
  public Class<NoConfiguration> getConfigurationClass() {
    return NoConfiguration.class;
  }

  @Override
  public ProtocolDescription getDefaultProtocol() {
    return new ProtocolDescription(ServletProtocol.PROTOCOL_NAME);
  }

  /** Returns when the application is ready on the instance. */
  @Override
  public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
    String contextRoot = contextRoot(archive);
    try {
      TestCluster cluster = TestCluster.servers();
      cluster.deploy(export(archive, cluster.installation().layout().home()));
      URI instance = URI.create(cluster.url(INSTANCE));
      return new ProtocolMetaData()
          .addContext(
              new HTTPContext(instance.getHost(), instance.getPort())
                  .add(new Servlet(ServletMethodExecutor.ARQUILLIAN_SERVLET_NAME, contextRoot)));
    } catch (IOException | RuntimeException e) {
      throw new DeploymentException(
          "Could not deploy " + archive.getName() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Leaves it: the next deployment takes its place. The server trips over a deployment that follows
   * an undeployment ("archive is null"), and the grid would leave and join once more.
   */
  @Override
  public void undeploy(Archive<?> archive) {}

  /** Stays where it is afterwards, to look into it. */
  private static Path export(Archive<?> archive, Path home) throws IOException {
    Path file = Files.createDirectories(home.resolve("container-tests")).resolve(archive.getName());
    archive.as(ZipExporter.class).exportTo(file.toFile(), true);
    return file;
  }

  /** Where the one web module of the EAR answers: it is the one that Arquillian adds itself to. */
  private static String contextRoot(Archive<?> archive) throws DeploymentException {
    Node descriptor = archive.get(DESCRIPTOR);
    if (descriptor == null) {
      throw new DeploymentException(archive.getName() + " is no EAR with " + DESCRIPTOR);
    }
    try (InputStream xml = descriptor.getAsset().openStream()) {
      NodeList roots =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(xml)
              .getElementsByTagName("context-root");
      if (roots.getLength() != 1) {
        throw new DeploymentException(
            DESCRIPTOR + " names " + roots.getLength() + " context roots; there has to be one");
      }
      return roots.item(0).getTextContent().trim();
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new DeploymentException("Could not read " + DESCRIPTOR + ": " + e.getMessage(), e);
    }
  }
}
