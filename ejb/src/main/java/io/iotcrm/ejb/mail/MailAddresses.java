package io.iotcrm.ejb.mail;

import io.iotcrm.domain.rule.MailRecipient;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** To whom a mail goes, at the moment when it is sent: consent may have been withdrawn by then. */
@ApplicationScoped
public class MailAddresses {
  private static final int MAX_TEAM = 50;

  private final Database database;

  /** For the container. */
  protected MailAddresses() {
    this(null);
  }

  @Inject
  public MailAddresses(Database database) {
    this.database = database;
  }

  /** Empty where nobody has an address, or the contact did not agree. */
  List<String> of(MailOutbox.Letter letter) throws SQLException {
    MailRecipient to = letter.recipient();
    return switch (to.kind()) {
      case USER ->
          read(
              "select email from app_user where lower(username) = lower(?) and enabled", to.name());
      case TEAM ->
          read(
              "select u.email from app_user u join team_member m on m.user_id = u.id"
                  + " join team t on t.id = m.team_id where t.name = ? and u.enabled"
                  + " order by u.username",
              to.name());
      case OWNER ->
          read(
              "select u.email from account a join app_user u on u.id = a.owner_id"
                  + " where a.id = ? and u.enabled",
              letter.accountId());
      case CONTACT_SERVICE -> read("select email from contact where id = ?", letter.contactId());
      case CONTACT_MARKETING ->
          read("select email from contact where id = ? and marketing_consent", letter.contactId());
    };
  }

  private List<String> read(String sql, Object value) throws SQLException {
    if (value == null) {
      return List.of();
    }
    return database.call(
        connection -> {
          List<String> addresses = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, value);
            statement.setMaxRows(MAX_TEAM);
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                String address = row.getString(1);
                if (address != null && !address.isBlank()) {
                  addresses.add(address);
                }
              }
            }
          }
          return addresses;
        });
  }
}
