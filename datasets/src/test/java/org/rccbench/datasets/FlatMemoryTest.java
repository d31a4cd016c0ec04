package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process with a heap of 48 MB reads files of more than 200 MB of text. */
class FlatMemoryTest {
  private static final long BYTES = 200_000_000;
  private static final int CONTEXT = 50_000;
  private static final int ROWS = (int) (BYTES / CONTEXT);

  @TempDir Path folder;

  @Test
  void jsonLines() throws Exception {
    Path file = folder.resolve("rows.jsonl");
    try (PrintWriter out = writer(Files.newOutputStream(file))) {
      for (int i = 0; i < ROWS; i++) {
        out.printf(
            Locale.ROOT,
            "{\"context\":\"%s\",\"input\":\"q\",\"answers\":[\"a\"],\"length\":9,\"dataset\":\"d\","
                + "\"language\":\"en\",\"all_classes\":null,\"_id\":\"%d\"}%n",
            context(i),
            i);
      }
    }
    assertFlat("longbench", file);
  }

  @Test
  void gzip() throws Exception {
    Path file = folder.resolve("rows.json.gz");
    OutputStream packed =
        new GZIPOutputStream(Files.newOutputStream(file)) {
          {
            def.setLevel(Deflater.BEST_SPEED);
          }
        };
    try (PrintWriter out = writer(packed)) {
      for (int i = 0; i < ROWS; i++) {
        out.printf(
            Locale.ROOT, "{\"input\":\"%s\",\"question\":\"q\",\"target\":\"a\"}%n", context(i));
      }
    }
    assertFlat("babilong", file);
  }

  @Test
  void oneArrayOnOneLine() throws Exception {
    Path file = folder.resolve("hotpot.json");
    try (PrintWriter out = writer(Files.newOutputStream(file))) {
      for (int i = 0; i < ROWS; i++) {
        // Title and line feed are two of the context's bytes.
        out.printf(
            Locale.ROOT,
            "%s{\"_id\":\"%d\",\"question\":\"q\",\"answer\":\"a\",\"context\":[[\"T\",[\"%s\"]]]}",
            i == 0 ? "[" : ", ",
            i,
            context(i).substring(2));
      }
      out.print("]");
    }
    assertFlat("hotpotqa", file);
  }

  @Test
  void oneObject() throws Exception {
    Path file = folder.resolve("qasper.json");
    try (PrintWriter out = writer(Files.newOutputStream(file))) {
      for (int i = 0; i < ROWS; i++) {
        out.printf(
            Locale.ROOT,
            "%s\"%d\":{\"full_text\":[{\"section_name\":null,\"paragraphs\":[\"%s\"]}],"
                + "\"qas\":[{\"question\":\"q\",\"question_id\":\"%d\",\"answers\":[{\"answer\":"
                + "{\"unanswerable\":true,\"extractive_spans\":[],\"yes_no\":null,"
                + "\"free_form_answer\":\"\"}}]}]}",
            i == 0 ? "{" : ", ",
            i,
            context(i),
            i);
      }
      out.print("}");
    }
    assertFlat("qasper", file);
  }

  @Test
  void parquet() throws Exception {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message m { required binary context (STRING); required binary question (STRING);"
                + " required binary answer_prefix (STRING); required binary answer (STRING);"
                + " required int64 max_new_tokens; }");
    Path file = folder.resolve("rows.parquet");
    try (ParquetWriter<Group> out =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(8L << 20)
            .withDictionaryEncoding(false)
            .build()) {
      for (int i = 0; i < ROWS; i++) {
        Group row = new SimpleGroup(schema);
        row.append("context", context(i)).append("question", "q").append("answer_prefix", "");
        row.append("answer", "a").append("max_new_tokens", 8L);
        out.write(row);
      }
    }
    assertFlat("kvpress", file);
  }

  private static PrintWriter writer(OutputStream out) {
    return new PrintWriter(new BufferedOutputStream(out, 1 << 16), false, StandardCharsets.UTF_8);
  }

  /** Words of 50,000 characters in all, other ones in every row. */
  private static String context(int row) {
    SplittableRandom random = new SplittableRandom(row);
    StringBuilder text = new StringBuilder(CONTEXT);
    while (text.length() < CONTEXT) {
      long word = random.nextLong();
      for (int i = 0; i < 9; i++) {
        text.append((char) ('a' + ((word >>> (5 * i)) & 15)));
      }
      text.append(' ');
    }
    text.setCharAt(CONTEXT - 1, 'z');
    return text.toString();
  }

  private static void assertFlat(String schema, Path file) throws Exception {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx48m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    classPath,
                    StreamProbe.class.getName(),
                    schema,
                    file.toString()))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said.strip()).endsWith(ROWS + " " + (long) ROWS * CONTEXT);
  }
}
