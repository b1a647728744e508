package io.iotcrm.ejb.transfer.table;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * The two forms of a schema: the library's, and the one in the file. Tables are flat: one level of
 * columns, each of which may be empty.
 */
final class ParquetSchema {
  private ParquetSchema() {}

  static MessageType of(List<Column> columns) {
    Types.MessageTypeBuilder schema = Types.buildMessage();
    for (Column column : columns) {
      switch (column.type()) {
        case TEXT ->
            schema
                .optional(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(column.name());
        case TIME ->
            schema
                .optional(PrimitiveTypeName.INT64)
                .as(
                    LogicalTypeAnnotation.timestampType(
                        true, LogicalTypeAnnotation.TimeUnit.MICROS))
                .named(column.name());
        default -> schema.optional(PrimitiveTypeName.DOUBLE).named(column.name());
      }
    }
    return schema.named("telemetry");
  }

  static List<SchemaElement> written(List<Column> columns) {
    List<SchemaElement> elements = new ArrayList<>();
    elements.add(new SchemaElement("telemetry").setNum_children(columns.size()));
    for (Column column : columns) {
      SchemaElement element =
          new SchemaElement(column.name()).setRepetition_type(FieldRepetitionType.OPTIONAL);
      switch (column.type()) {
        case TEXT ->
            element
                .setType(Type.BYTE_ARRAY)
                .setConverted_type(ConvertedType.UTF8)
                .setLogicalType(LogicalType.STRING(new StringType()));
        case TIME ->
            element
                .setType(Type.INT64)
                .setConverted_type(ConvertedType.TIMESTAMP_MICROS)
                .setLogicalType(
                    LogicalType.TIMESTAMP(
                        new TimestampType(true, TimeUnit.MICROS(new MicroSeconds()))));
        default -> element.setType(Type.DOUBLE);
      }
      elements.add(element);
    }
    return elements;
  }

  /** What the format calls a physical type. */
  static String physical(PrimitiveType type) {
    return type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY
        ? Type.BYTE_ARRAY.name()
        : type.getPrimitiveTypeName().name();
  }

  /**
   * The columns of the first level; what has columns of its own is passed over.
   *
   * @return each with the number of its leaf in the file
   */
  static List<ParquetColumn> read(List<SchemaElement> elements) {
    List<ParquetColumn> columns = new ArrayList<>();
    int at = 1;
    int leaf = 0;
    while (at < elements.size()) {
      SchemaElement element = elements.get(at);
      if (element.getNum_children() > 0) {
        int end = skip(elements, at);
        for (; at < end; at++) {
          leaf += elements.get(at).getNum_children() > 0 ? 0 : 1;
        }
      } else {
        if (element.getRepetition_type() != FieldRepetitionType.REPEATED) {
          columns.add(new ParquetColumn(element, leaf));
        }
        leaf++;
        at++;
      }
    }
    return columns;
  }

  private static int skip(List<SchemaElement> elements, int at) {
    int end = at + 1;
    for (int left = elements.get(at).getNum_children(); left > 0; left--) {
      end = end < elements.size() ? skip(elements, end) : end;
    }
    return end;
  }
}
