package io.iotcrm.ejb.platform;

import io.iotcrm.domain.security.AppUser;
import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import jakarta.persistence.spi.ClassTransformer;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.postgresql.ds.PGSimpleDataSource;

/** The entities on a PostgreSQL of the tests, by the same JPA as in the server. */
public final class JpaUnit {
  private JpaUnit() {}

  /** To be closed by the caller. */
  public static EntityManagerFactory on(DataSource source) {
    ((PGSimpleDataSource) source).setStringType("unspecified"); // as the server's pool does
    return new PersistenceProvider()
        .createContainerEntityManagerFactory(
            new Unit(source),
            Map.of(
                "eclipselink.target-database", "PostgreSQL",
                "eclipselink.weaving", "false",
                "eclipselink.logging.level", "SEVERE"));
  }

  private record Unit(DataSource source) implements PersistenceUnitInfo {
    @Override
    public String getPersistenceUnitName() {
      return "iotcrm";
    }

    @Override
    public String getPersistenceProviderClassName() {
      return PersistenceProvider.class.getName();
    }

    @Override
    public PersistenceUnitTransactionType getTransactionType() {
      return PersistenceUnitTransactionType.RESOURCE_LOCAL;
    }

    @Override
    public DataSource getJtaDataSource() {
      return null;
    }

    @Override
    public DataSource getNonJtaDataSource() {
      return source;
    }

    @Override
    public List<String> getMappingFileNames() {
      return List.of();
    }

    @Override
    public List<URL> getJarFileUrls() {
      return List.of();
    }

    @Override
    public URL getPersistenceUnitRootUrl() {
      return JpaUnit.class.getProtectionDomain().getCodeSource().getLocation();
    }

    /** All of the domain's, as in the server. */
    @Override
    public List<String> getManagedClassNames() {
      try {
        URI place = AppUser.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        Path root = Path.of(place);
        if (Files.isDirectory(root)) {
          return managed(root);
        }
        try (FileSystem jar = FileSystems.newFileSystem(root)) {
          return managed(jar.getPath("/"));
        }
      } catch (IOException | java.net.URISyntaxException e) {
        throw new IllegalStateException("the domain's classes are not to be found", e);
      }
    }

    private static List<String> managed(Path root) throws IOException {
      try (Stream<Path> files = Files.walk(root)) {
        return files
            .map(file -> root.relativize(file).toString())
            .filter(name -> name.endsWith(".class") && name.startsWith("io"))
            .map(name -> name.substring(0, name.length() - 6).replaceAll("[/\\\\]", "."))
            .filter(Unit::isManaged)
            .toList();
      }
    }

    private static boolean isManaged(String name) {
      try {
        Class<?> type = Class.forName(name, false, JpaUnit.class.getClassLoader());
        return type.isAnnotationPresent(Entity.class)
            || type.isAnnotationPresent(Embeddable.class)
            || type.isAnnotationPresent(MappedSuperclass.class)
            || type.isAnnotationPresent(Converter.class);
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public boolean excludeUnlistedClasses() {
      return true;
    }

    @Override
    public SharedCacheMode getSharedCacheMode() {
      return SharedCacheMode.NONE;
    }

    @Override
    public ValidationMode getValidationMode() {
      return ValidationMode.NONE;
    }

    @Override
    public Properties getProperties() {
      return new Properties();
    }

    @Override
    public String getPersistenceXMLSchemaVersion() {
      return "3.0";
    }

    @Override
    public ClassLoader getClassLoader() {
      return JpaUnit.class.getClassLoader();
    }

    @Override
    public void addTransformer(ClassTransformer transformer) {
      // Without weaving, relations are simply not lazy.
    }

    @Override
    public ClassLoader getNewTempClassLoader() {
      return null;
    }
  }
}
