package io.iotcrm.domain.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrayInputTest {
  private static final List<String> TEXTS =
      List.of("", "temperature", "Kühlschrank ✓ \u0000 \uD83E\uDD76", "x".repeat(60_000));

  private static void write(DataOutput out) throws IOException {
    for (String text : TEXTS) {
      out.writeUTF(text);
    }
    out.writeByte(-3);
    out.writeByte(200);
    out.writeBoolean(true);
    out.writeShort(-2);
    out.writeShort(65_000);
    out.writeChar('ā');
    out.writeInt(Integer.MIN_VALUE);
    out.writeLong(Long.MAX_VALUE - 1);
    out.writeFloat(1.5f);
    out.writeDouble(-0.0);
    out.writeDouble(Double.NaN);
    out.write(new byte[] {1, 2, 3});
  }

  @Test
  void theOutputWritesWhatAStreamWrites() throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    write(new DataOutputStream(stream));
    ArrayOutput array = new ArrayOutput(1);
    write(array);

    assertThat(array.toBytes()).isEqualTo(stream.toByteArray());
  }

  @Test
  void theInputReadsWhatAStreamWrote() throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    write(new DataOutputStream(stream));
    DataInput in = new ArrayInput(stream.toByteArray());

    for (String text : TEXTS) {
      assertThat(in.readUTF()).isEqualTo(text);
    }
    assertThat(in.readByte()).isEqualTo((byte) -3);
    assertThat(in.readUnsignedByte()).isEqualTo(200);
    assertThat(in.readBoolean()).isTrue();
    assertThat(in.readShort()).isEqualTo((short) -2);
    assertThat(in.readUnsignedShort()).isEqualTo(65_000);
    assertThat(in.readChar()).isEqualTo('ā');
    assertThat(in.readInt()).isEqualTo(Integer.MIN_VALUE);
    assertThat(in.readLong()).isEqualTo(Long.MAX_VALUE - 1);
    assertThat(in.readFloat()).isEqualTo(1.5f);
    assertThat(Double.doubleToRawLongBits(in.readDouble()))
        .isEqualTo(Double.doubleToRawLongBits(-0.0));
    assertThat(in.readDouble()).isNaN();
    byte[] rest = new byte[2];
    in.readFully(rest);
    assertThat(rest).containsExactly(1, 2);
    assertThat(in.skipBytes(5)).isEqualTo(1);
  }

  @Test
  void whatIsCutOffEndsInAnException() {
    assertThatThrownBy(() -> new ArrayInput(new byte[3]).readInt())
        .isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> new ArrayInput(new byte[] {0, 5, 'a'}).readUTF())
        .isInstanceOf(EOFException.class);
  }
}
