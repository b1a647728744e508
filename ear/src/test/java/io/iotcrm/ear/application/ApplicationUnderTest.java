package io.iotcrm.ear.application;

import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The EAR that is delivered, with a test's classes added to its web module. */
final class ApplicationUnderTest {
  private ApplicationUnderTest() {}

  static EnterpriseArchive with(Class<?>... testClasses) {
    EnterpriseArchive ear =
        ShrinkWrap.create(ZipImporter.class, "iotcrm.ear")
            .importFrom(Path.of("target", "iotcrm.ear").toFile())
            .as(EnterpriseArchive.class);
    WebArchive web = ear.getAsType(WebArchive.class, "/iotcrm-web.war").addClasses(testClasses);
    ear.delete("/iotcrm-web.war");
    return ear.addAsModule(Testable.archiveToTest(web));
  }
}
