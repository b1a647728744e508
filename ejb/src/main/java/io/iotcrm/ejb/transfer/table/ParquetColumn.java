package io.iotcrm.ejb.transfer.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;

/**
 * A column of a file that is read.
 *
 * @param leaf its number among all columns of the file
 */
record ParquetColumn(SchemaElement element, int leaf) {
  /** The Julian day of 1970-01-01, for the old kind of times. */
  private static final long EPOCH_JULIAN_DAY = 2_440_588;

  String name() {
    return element.getName();
  }

  boolean isOptional() {
    return element.getRepetition_type() == FieldRepetitionType.OPTIONAL;
  }

  ColumnDescriptor descriptor() {
    PrimitiveTypeName name =
        switch (element.getType()) {
          case BYTE_ARRAY -> PrimitiveTypeName.BINARY;
          default -> PrimitiveTypeName.valueOf(element.getType().name());
        };
    PrimitiveType type =
        new PrimitiveType(
            isOptional() ? Repetition.OPTIONAL : Repetition.REQUIRED,
            name,
            element.getType_length(),
            name());
    return new ColumnDescriptor(new String[] {name()}, type, 0, isOptional() ? 1 : 0);
  }

  /** The value where the reader stands; null where there is none. */
  Object value(ColumnReader reader) {
    if (isOptional() && reader.getCurrentDefinitionLevel() == 0) {
      return null;
    }
    return switch (element.getType()) {
      case BOOLEAN -> reader.getBoolean();
      case INT32 -> ofInt(reader.getInteger());
      case INT64 -> ofLong(reader.getLong());
      case INT96 -> ofInt96(reader.getBinary().toByteBuffer());
      case FLOAT -> Double.parseDouble(Float.toString(reader.getFloat()));
      case DOUBLE -> reader.getDouble();
      default ->
          isDecimal()
              ? decimal(new java.math.BigInteger(reader.getBinary().getBytes()))
              : reader.getBinary().toStringUsingUTF8();
    };
  }

  private boolean isDecimal() {
    return element.getConverted_type() == ConvertedType.DECIMAL
        || element.getLogicalType() != null && element.getLogicalType().isSetDECIMAL();
  }

  private Object decimal(java.math.BigInteger digits) {
    int scale =
        element.getLogicalType() != null && element.getLogicalType().isSetDECIMAL()
            ? element.getLogicalType().getDECIMAL().getScale()
            : element.getScale();
    return new java.math.BigDecimal(digits, scale).doubleValue();
  }

  private Object ofInt(int value) {
    if (isDecimal()) {
      return decimal(java.math.BigInteger.valueOf(value));
    }
    LogicalType logical = element.getLogicalType();
    boolean date =
        logical != null && logical.isSetDATE() || element.getConverted_type() == ConvertedType.DATE;
    return date ? LocalDate.ofEpochDay(value).atStartOfDay() : (Object) (long) value;
  }

  private Object ofLong(long value) {
    if (isDecimal()) {
      return decimal(java.math.BigInteger.valueOf(value));
    }
    LogicalType logical = element.getLogicalType();
    if (logical != null && logical.isSetTIMESTAMP()) {
      ChronoUnit unit =
          logical.getTIMESTAMP().getUnit().isSetMILLIS()
              ? ChronoUnit.MILLIS
              : logical.getTIMESTAMP().getUnit().isSetMICROS()
                  ? ChronoUnit.MICROS
                  : ChronoUnit.NANOS;
      Instant at = Instant.EPOCH.plus(value, unit);
      return logical.getTIMESTAMP().isIsAdjustedToUTC()
          ? at
          : (Object) LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
    if (element.getConverted_type() == ConvertedType.TIMESTAMP_MILLIS) {
      return Instant.ofEpochMilli(value);
    }
    return element.getConverted_type() == ConvertedType.TIMESTAMP_MICROS
        ? Instant.EPOCH.plus(value, ChronoUnit.MICROS)
        : (Object) value;
  }

  private static Instant ofInt96(ByteBuffer bytes) {
    ByteBuffer buffer = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    long nanos = buffer.getLong();
    long day = buffer.getInt() - EPOCH_JULIAN_DAY;
    return Instant.EPOCH.plus(day, ChronoUnit.DAYS).plusNanos(nanos);
  }
}
