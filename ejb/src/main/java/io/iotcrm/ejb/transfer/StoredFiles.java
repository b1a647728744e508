package io.iotcrm.ejb.transfer;

import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Files in PostgreSQL, in parts, so that every instance has them and none is ever whole in memory.
 * A part is stored for good as soon as it is full.
 */
@ApplicationScoped
public class StoredFiles {
  static final int PART_BYTES = 512 << 10;

  @Inject private Database database;

  /** For the container. */
  public StoredFiles() {}

  /** For use outside a container. */
  public StoredFiles(Database database) {
    this.database = database;
  }

  /** There is no room for so much. */
  public static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(long most) {
      super("has more than " + most + " bytes");
    }
  }

  /**
   * Begins a file. It is whole when the stream is closed.
   *
   * @throws TooLargeException from the stream, with more than {@code most} bytes
   */
  public Output create(UUID id, long most) throws SQLException {
    update("insert into transfer_file (id) values (?)", id);
    return new Output(id, most);
  }

  /** Reads a file part by part; one that is gone is empty. */
  public InputStream open(UUID id) {
    return new Input(id);
  }

  public void delete(UUID id) throws SQLException {
    if (id != null) {
      update("delete from transfer_file where id = ?", id);
    }
  }

  private void update(String sql, UUID id) throws SQLException {
    database.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            return statement.executeUpdate();
          }
        });
  }

  /** Collects a part and stores it. */
  public final class Output extends OutputStream {
    private final UUID id;
    private final long most;
    private final byte[] part = new byte[PART_BYTES];
    private int filled;
    private int parts;
    private long size;
    private boolean closed;

    private Output(UUID id, long most) {
      this.id = id;
      this.most = most;
    }

    /** How many bytes were written. */
    public long size() {
      return size;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      size += length;
      if (size > most) {
        throw new TooLargeException(most);
      }
      int from = offset;
      int left = length;
      while (left > 0) {
        int some = Math.min(left, PART_BYTES - filled);
        System.arraycopy(bytes, from, part, filled, some);
        filled += some;
        from += some;
        left -= some;
        if (filled == PART_BYTES) {
          store();
        }
      }
    }

    private void store() throws IOException {
      byte[] data = filled == PART_BYTES ? part : java.util.Arrays.copyOf(part, filled);
      try {
        database.call(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement(
                      "insert into transfer_part (file_id, no, data) values (?, ?, ?)")) {
                statement.setObject(1, id);
                statement.setInt(2, parts);
                statement.setBytes(3, data);
                return statement.executeUpdate();
              }
            });
      } catch (SQLException e) {
        throw new IOException("part " + parts + " of the file " + id + " cannot be stored", e);
      }
      parts++;
      filled = 0;
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        if (filled > 0) {
          store();
        }
      }
    }
  }

  /** Fetches a part when the one before is read. */
  private final class Input extends InputStream {
    private final UUID id;
    private byte[] part = {};
    private int at;
    private int next;

    private Input(UUID id) {
      this.id = id;
    }

    @Override
    public int read() throws IOException {
      return fill() ? part[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int some = Math.min(length, part.length - at);
      System.arraycopy(part, at, bytes, offset, some);
      at += some;
      return some;
    }

    private boolean fill() throws IOException {
      if (at < part.length) {
        return true;
      }
      byte[] found;
      try {
        found = database.call(connection -> part(connection, id, next));
      } catch (SQLException e) {
        throw new IOException("part " + next + " of the file " + id + " cannot be read", e);
      }
      if (found == null) {
        return false;
      }
      part = found;
      at = 0;
      next++;
      return true;
    }
  }

  private static byte[] part(java.sql.Connection connection, UUID id, int no) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select data from transfer_part where file_id = ? and no = ?")) {
      statement.setObject(1, id);
      statement.setInt(2, no);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getBytes(1) : null;
      }
    }
  }
}
