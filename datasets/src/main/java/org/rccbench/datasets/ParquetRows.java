package org.rccbench.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * The rows of a Parquet file, read by parquet-java: the columns that are named, as the JSON values
 * that they stand for. In memory stand one row group's packed pages of these columns.
 */
final class ParquetRows implements Rows {
  /** The most packed bytes of the columns of one row group. */
  static final long LARGEST_ROW_GROUP = 1L << 30;

  private final Path file;
  private final int limit;
  private final ParquetFileReader reader;
  private final MessageType columns;
  private RecordReader<Group> group;
  private int groups;
  private long leftInGroup;
  private long number;

  ParquetRows(Path file, List<String> fields, int limit) {
    this.file = file;
    this.limit = limit;
    this.reader =
        reading(
            () ->
                ParquetFileReader.open(
                    new LocalInputFile(file),
                    ParquetReadOptions.builder(new PlainParquetConfiguration())
                        .withCodecFactory(new ParquetCodecs())
                        .build()));
    MessageType schema = reader.getFileMetaData().getSchema();
    List<Type> wanted =
        schema.getFields().stream().filter(field -> fields.contains(field.getName())).toList();
    if (wanted.isEmpty()) {
      close();
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has none of the columns %s, only %s; name another reader",
              file.getFileName(),
              fields,
              names(schema)));
    }
    this.columns = new MessageType(schema.getName(), wanted);
    reader.setRequestedSchema(columns);
  }

  /** The names of the columns of {@code file}. */
  static List<String> columnsOf(Path file) {
    try (ParquetFileReader reader =
        reading(file, () -> ParquetFileReader.open(new LocalInputFile(file)))) {
      return names(reader.getFileMetaData().getSchema());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static List<String> names(MessageType schema) {
    return schema.getFields().stream().map(Type::getName).toList();
  }

  /** How many of the rows have been read, 0 to 1. */
  double share() {
    long rows = reader.getRecordCount();
    return rows == 0 ? 1 : (double) number / rows;
  }

  @Override
  public boolean advance() {
    while (leftInGroup == 0) {
      if (!advanceGroup()) {
        return false;
      }
    }
    leftInGroup--;
    number++;
    return true;
  }

  private boolean advanceGroup() {
    List<BlockMetaData> blocks = reader.getRowGroups();
    if (groups == blocks.size()) {
      return false;
    }
    refuseLarge(blocks.get(groups));
    groups++;
    PageReadStore pages = reading(reader::readNextRowGroup);
    leftInGroup = pages.getRowCount();
    group =
        reading(
            () ->
                new ColumnIOFactory(reader.getFileMetaData().getCreatedBy())
                    .getColumnIO(columns)
                    .getRecordReader(pages, new GroupRecordConverter(columns)));
    return true;
  }

  private void refuseLarge(BlockMetaData block) {
    long packed =
        block.getColumns().stream()
            .filter(chunk -> columns.containsField(chunk.getPath().toArray()[0]))
            .mapToLong(ColumnChunkMetaData::getTotalSize)
            .sum();
    if (packed > LARGEST_ROW_GROUP) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s, row group %d: its columns take %d bytes, more than the %d allowed; write the"
                  + " file with smaller row groups",
              file.getFileName(),
              groups + 1,
              packed,
              LARGEST_ROW_GROUP));
    }
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public BadLine.Unit unit() {
    return BadLine.Unit.ROW;
  }

  @Override
  public Row row() throws BadField {
    Group row = reading(group::read);
    return new Row(number, "", new Value("", object(row, "")));
  }

  private ObjectNode object(Group row, String path) throws BadField {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    GroupType type = row.getType();
    for (int i = 0; i < type.getFieldCount(); i++) {
      String name = type.getFieldName(i);
      object.set(name, field(row, i, path.isEmpty() ? name : path + "." + name));
    }
    return object;
  }

  private JsonNode field(Group row, int field, String path) throws BadField {
    if (row.getType().getType(field).isRepetition(Type.Repetition.REPEATED)) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      for (int i = 0; i < row.getFieldRepetitionCount(field); i++) {
        array.add(value(row, field, i, path + "[" + i + "]"));
      }
      return array;
    }
    return row.getFieldRepetitionCount(field) == 0
        ? JsonNodeFactory.instance.nullNode()
        : value(row, field, 0, path);
  }

  private JsonNode value(Group row, int field, int index, String path) throws BadField {
    Type type = row.getType().getType(field);
    if (!type.isPrimitive()) {
      Group inner = row.getGroup(field, index);
      return type.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation
          ? list(inner, path)
          : object(inner, path);
    }
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
      case BINARY -> nodes.textNode(text(bytes(row, field, index), path));
      case BOOLEAN -> nodes.booleanNode(row.getBoolean(field, index));
      case INT32 -> nodes.numberNode(row.getInteger(field, index));
      case INT64 -> nodes.numberNode(row.getLong(field, index));
      case FLOAT -> nodes.numberNode(row.getFloat(field, index));
      case DOUBLE -> nodes.numberNode(row.getDouble(field, index));
      default -> throw new BadField(path, "has the Parquet type " + type + ", which is no text");
    };
  }

  /**
   * A list is a group with one repeated field: the elements, or groups of one field, which is the
   * element (the format's LogicalTypes.md, both ways of writing a list).
   */
  private ArrayNode list(Group list, String path) throws BadField {
    Type repeated = list.getType().getType(0);
    boolean wrapped = !repeated.isPrimitive() && repeated.asGroupType().getFieldCount() == 1;
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      String place = path + "[" + i + "]";
      array.add(wrapped ? field(list.getGroup(0, i), 0, place) : value(list, 0, i, place));
    }
    return array;
  }

  // parquet-java cuts the bytes out of their page only now.
  private ByteBuffer bytes(Group row, int field, int index) {
    return reading(() -> row.getBinary(field, index).toByteBuffer());
  }

  private String text(ByteBuffer utf8, String path) throws BadField {
    if (utf8.remaining() > limit) {
      throw new BadField(path, utf8.remaining() + " bytes are more than the " + limit + " allowed");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
    } catch (CharacterCodingException e) {
      throw new BadField(path, "is not UTF-8");
    }
  }

  /** A step inside parquet-java, which throws what it likes where a file is damaged. */
  private interface Step<T> {
    T run() throws IOException;
  }

  private <T> T reading(Step<T> step) {
    return reading(file, step);
  }

  private static <T> T reading(Path file, Step<T> step) {
    try {
      return step.run();
    } catch (IOException | RuntimeException e) {
      throw unreadable(file, e);
    }
  }

  private static UncheckedIOException unreadable(Path file, Exception e) {
    return new UncheckedIOException(
        "cannot read " + file + " as Parquet: " + e.getMessage(),
        e instanceof IOException io ? io : new IOException(e));
  }

  @Override
  public void close() {
    reading(
        () -> {
          reader.close();
          return null;
        });
  }
}
