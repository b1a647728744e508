package io.iotcrm.ear.application;

import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.arquillian.protocol.servlet5.ServletMethodExecutor;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The EAR that is delivered, with a test's classes added to its web module. */
final class ApplicationUnderTest {
  private ApplicationUnderTest() {}

  static EnterpriseArchive with(Class<?>... testClasses) {
    EnterpriseArchive ear =
        ShrinkWrap.create(ZipImporter.class, "iotcrm.ear")
            .importFrom(Path.of("target", "iotcrm.ear").toFile())
            .as(EnterpriseArchive.class);
    WebArchive web =
        ear.getAsType(WebArchive.class, "/iotcrm-web.war")
            .addClasses(testClasses)
            .addAsLibrary(doorOfTheTests());
    ear.delete("/iotcrm-web.war");
    return ear.addAsModule(Testable.archiveToTest(web));
  }

  /** Who starts a test is not signed in, and web.xml closes every address that it does not name. */
  private static JavaArchive doorOfTheTests() {
    String fragment =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <web-fragment xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
          <name>door-of-the-tests</name>
          <security-constraint>
            <web-resource-collection>
              <web-resource-name>tests</web-resource-name>
              <url-pattern>%s</url-pattern>
            </web-resource-collection>
          </security-constraint>
        </web-fragment>
        """
            .formatted(ServletMethodExecutor.ARQUILLIAN_SERVLET_MAPPING);
    return ShrinkWrap.create(JavaArchive.class, "door-of-the-tests.jar")
        .addAsManifestResource(new StringAsset(fragment), "web-fragment.xml");
  }
}
