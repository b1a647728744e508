package io.iotcrm.ejb.device;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.EDGE;

import io.iotcrm.domain.device.DeviceAliases;
import io.iotcrm.domain.device.DeviceProfile;
import io.iotcrm.domain.device.ProfileView;
import io.iotcrm.domain.device.RegistryPage;
import io.iotcrm.domain.platform.AccessRefusedException;
import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.rule.Rule;
import io.iotcrm.domain.rule.RuleView;
import io.iotcrm.ejb.platform.SealingKey;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJBException;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What an edge connector has to know to tell devices from strangers, and sense from nonsense. */
@Stateless
public class EdgeRegistry {
  private static final String TAG =
      """
      select concat_ws('.',
        (select concat_ws('.', count(*), sum(version), extract(epoch from max(updated_at)))
           from device),
        (select concat_ws('.', count(*), count(revoked_at)) from device_credential),
        (select concat_ws('.', count(*), sum(version)) from device_profile),
        (select concat_ws('.', count(*), sum(version)) from rule))
      """;

  /** Pages by device, not by credential, so that a device's credentials stay together. */
  static final String DEVICES =
      """
      select d.id, d.enabled, c.secret_salt, c.secret_hash, p.key,
             coalesce(c.kind, 'TOKEN') as kind, c.public_id, c.key_sealed,
             d.gateway, d.via_gateway, cast(d.attributes->'aliases' as text) as aliases,
             cast(c.id as text) as credential, d.site, d.controls_id is not null as controls,
             (select cast(jsonb_object_agg(a.key, a.value) as text) from jsonb_each(d.attributes) a
               where a.key in (select jsonb_array_elements_text(cast(?1 as jsonb)))) as asked
        from (select id, enabled, profile_id, attributes, gateway, via_gateway, site, controls_id
                from device where id > ?2 order by id limit ?3) d
        join device_profile p on p.id = d.profile_id
        left join device_credential c on c.device_id = d.id and c.revoked_at is null
       order by d.id, c.created_at
      """;

  /** Profiles whose devices' ids are replaced on the way, and whether any pseudonym is wanted. */
  static final String PSEUDONYMOUS =
      """
      select key, settings->'privacy'->'pseudonyms'->>'device' from device_profile
       where settings->'privacy'->'pseudonyms' is not null
      """;

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private DevicePseudonyms pseudonyms;
  @Inject private SealingKey sealing;
  @Inject private CredentialUseTable credentials;
  @Resource private SessionContext context;

  /** Changes whenever anything in the registry changes. Cheap: three sums. */
  @RolesAllowed({EDGE, ADMIN})
  public String tag(String edgeId) {
    requireOwn(edgeId);
    em.createNativeQuery(
            "update edge set last_seen_at = now() where id = ?1"
                + " and (last_seen_at is null or last_seen_at < now() - interval '10 seconds')")
        .setParameter(1, edgeId)
        .executeUpdate();
    return String.valueOf(em.createNativeQuery(TAG).getSingleResult());
  }

  /**
   * @param limit how many devices, at most
   */
  @RolesAllowed({EDGE, ADMIN})
  public RegistryPage page(String edgeId, String cursor, int limit) {
    requireOwn(edgeId);
    Cursor end = Cursor.after(cursor, 1);
    String after = end == null ? "" : end.text(0);
    String tag = String.valueOf(em.createNativeQuery(TAG).getSingleResult());
    EdgeRuleNeeds rules = EdgeRuleNeeds.of(edgeRules());
    List<?> rows =
        em.createNativeQuery(DEVICES)
            .setParameter(1, rules.attributesJson())
            .setParameter(2, after)
            .setParameter(3, limit)
            .getResultList();
    String last = null;
    long devices = 0;
    for (Object row : rows) {
      String id = (String) ((Object[]) row)[0];
      if (!id.equals(last)) {
        devices++;
        last = id;
      }
    }
    List<ProfileView> profiles =
        em.createQuery("select p from DeviceProfile p order by p.key", DeviceProfile.class)
            .getResultStream()
            .map(ProfileView::of)
            .toList();
    List<RegistryPage.Entry> entries =
        rows.stream().map(row -> entry((Object[]) row, rules)).toList();
    return new RegistryPage(
        entries,
        profiles,
        rules.rules(),
        pseudonymKey(entries),
        devices == limit ? Cursor.of(last) : null,
        tag);
  }

  private List<RuleView> edgeRules() {
    return em.createQuery(
            "select r from Rule r where r.enabled = true and r.runsAtEdge = true order by r.name",
            Rule.class)
        .getResultStream()
        .map(RuleView::of)
        .toList();
  }

  /**
   * An edge has let devices in by these credentials; the newest use of each is kept.
   *
   * @param uses when, by the credential's id; those that are gone are left out
   */
  @RolesAllowed({EDGE, ADMIN})
  public void used(String edgeId, Map<UUID, Instant> uses) {
    requireOwn(edgeId);
    try {
      credentials.used(uses);
    } catch (SQLException e) {
      throw new EJBException(e);
    }
  }

  private void requireOwn(String edgeId) {
    String caller = context.getCallerPrincipal().getName();
    if (!context.isCallerInRole(ADMIN) && !caller.equals("edge/" + edgeId)) {
      throw new AccessRefusedException("an edge connector speaks for itself only");
    }
  }

  /** The key, once the way back from the pseudonyms of these devices is written down. */
  private byte[] pseudonymKey(List<RegistryPage.Entry> entries) {
    List<?> wanted = em.createNativeQuery(PSEUDONYMOUS).getResultList();
    if (wanted.isEmpty()) {
      return null;
    }
    Set<String> profiles =
        wanted.stream()
            .map(row -> (Object[]) row)
            .filter(row -> "true".equals(row[1]))
            .map(row -> (String) row[0])
            .collect(Collectors.toSet());
    try {
      pseudonyms.remember(
          entries.stream()
              .filter(entry -> profiles.contains(entry.profile()))
              .map(RegistryPage.Entry::id)
              .toList());
      return pseudonyms.key();
    } catch (SQLException e) {
      throw new EJBException(e);
    }
  }

  private RegistryPage.Entry entry(Object[] row, EdgeRuleNeeds rules) {
    return new RegistryPage.Entry(
        (String) row[0],
        (Boolean) row[1],
        (byte[]) row[2],
        (byte[]) row[3],
        (String) row[4],
        (String) row[5],
        (String) row[6],
        opened((byte[]) row[7], (String) row[11]),
        (Boolean) row[8],
        (String) row[9],
        DeviceAliases.of((String) row[10]),
        rules.fields((String) row[12], (Boolean) row[13], (String) row[14]),
        (String) row[11]);
  }

  /** A pre-shared key as the edge needs it for a handshake; null where it cannot be opened. */
  private byte[] opened(byte[] sealed, String credential) {
    return sealed == null
        ? null
        : sealing.seal().map(seal -> seal.open(sealed, credential)).orElse(null);
  }
}
