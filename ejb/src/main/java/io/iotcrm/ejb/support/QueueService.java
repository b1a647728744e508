package io.iotcrm.ejb.support;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.AppUser;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.domain.support.QueueDetails;
import io.iotcrm.domain.support.QueueMember;
import io.iotcrm.domain.support.QueueView;
import io.iotcrm.domain.support.SupportQueue;
import io.iotcrm.ejb.platform.ListQuery;
import io.iotcrm.ejb.platform.Records;
import io.iotcrm.ejb.security.Permissions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Queues of tickets and their members. */
@Stateless
public class QueueService {
  private static final String QUEUE = "queue";
  private static final String BY_NAME = "select q.id from SupportQueue q where q.name = ?1";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private Permissions permissions;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<QueueView> list(PageRequest page) {
    return ListQuery.of(em, SupportQueue.class, "select q from SupportQueue q", page)
        .inOrderOf("q.name", SupportQueue::getName, this::view);
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public QueueView get(UUID id) {
    return view(records.find(SupportQueue.class, QUEUE, id));
  }

  @RolesAllowed(ADMIN)
  public QueueView create(QueueDetails details) {
    Set<AppUser> members = users(details);
    requireFree(details, null);
    SupportQueue queue = Records.checked("/name", () -> new SupportQueue(details));
    em.persist(queue);
    em.flush(); // members name it by its id only
    members.forEach(user -> em.persist(new QueueMember(queue, user)));
    records.save("create", QUEUE, queue.getId());
    return view(queue);
  }

  @RolesAllowed(ADMIN)
  public QueueView update(UUID id, QueueDetails details, long expected) {
    SupportQueue queue =
        records.find(SupportQueue.class, QUEUE, id, expected, SupportQueue::getVersion);
    Set<AppUser> wanted = users(details);
    requireFree(details, id);
    Records.checked(
        "/name",
        () -> {
          queue.change(details);
          return queue;
        });
    for (QueueMember member : members(id)) {
      if (!wanted.remove(member.getUser())) {
        em.remove(member);
      }
    }
    wanted.forEach(user -> em.persist(new QueueMember(queue, user)));
    records.save("update", QUEUE, id);
    return view(queue);
  }

  private Set<AppUser> users(QueueDetails details) {
    Set<AppUser> users = new LinkedHashSet<>();
    for (int i = 0; i < details.members().size(); i++) {
      users.add(records.user(details.members().get(i), "/members/" + i));
    }
    return users;
  }

  private void requireFree(QueueDetails details, UUID own) {
    String name = details.name() == null ? null : details.name().strip();
    records.requireFree(QUEUE, BY_NAME, name, own);
    boolean another =
        details.standard()
            && em.createQuery(
                    "select q from SupportQueue q where q.standard = true", SupportQueue.class)
                .getResultStream()
                .anyMatch(other -> !other.getId().equals(own));
    if (another) {
      throw new InvalidInputException("/standard", "is another queue already");
    }
  }

  private List<QueueMember> members(UUID queueId) {
    return em.createQuery(
            "select m from QueueMember m join fetch m.user u where m.queueId = ?1"
                + " order by u.username",
            QueueMember.class)
        .setParameter(1, queueId)
        .getResultList();
  }

  private QueueView view(SupportQueue queue) {
    return QueueView.of(
        queue,
        members(queue.getId()).stream().map(member -> member.getUser().getUsername()).toList(),
        openTickets(queue));
  }

  /** A count says something of every ticket, so it is for who may read them all. */
  private Long openTickets(SupportQueue queue) {
    if (!permissions.reach(Action.READ, RecordKind.TICKET).isEverything()) {
      return null;
    }
    Object open =
        em.createNativeQuery(
                "select count(*) from ticket where queue_id = ?1"
                    + " and status in ('NEW', 'OPEN', 'PENDING')")
            .setParameter(1, queue.getId())
            .getSingleResult();
    return ((Number) open).longValue();
  }
}
