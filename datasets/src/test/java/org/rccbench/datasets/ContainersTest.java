package org.rccbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows do not depend on their container, and a broken container says where it is broken. */
class ContainersTest {
  private static final String ADVICE =
      "; nothing after it can be read, skipping does not help; correct the file";

  @TempDir Path folder;

  private static String row(int number) {
    return "{\"input\": \"Line " + number + " é 😀.\", \"question\": \"Q?\", \"target\": \"a\"}";
  }

  /** Ways of packing a file. */
  enum Packer {
    GZIP {
      @Override
      OutputStream pack(OutputStream out) throws IOException {
        return new GZIPOutputStream(out);
      }
    },
    ZSTD {
      @Override
      OutputStream pack(OutputStream out) throws IOException {
        return new ZstdOutputStream(out);
      }
    };

    abstract OutputStream pack(OutputStream out) throws IOException;

    byte[] packed(String text) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (OutputStream out = pack(bytes)) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      return bytes.toByteArray();
    }
  }

  /** RFC 8259, 8.1: none is written, and a reader may pass over one. */
  @ParameterizedTest
  @ValueSource(strings = {"%s\r\n%s\r\n", "[%s,\n%s]"})
  void aByteOrderMarkIsNoPartOfTheFirstRow(String form) throws IOException {
    String text = String.format(Locale.ROOT, form, row(1), row(2));
    Path plain = Files.writeString(folder.resolve("0k.json"), text);
    Path marked =
        Files.writeString(
            Files.createDirectories(folder.resolve("marked")).resolve("0k.json"), "\uFEFF" + text);

    assertThat(Datasets.recognise(marked)).contains(Datasets.BABILONG);
    assertThat(Plain.of(Datasets.BABILONG.open(marked)))
        .isEqualTo(Plain.of(Datasets.BABILONG.open(plain)))
        .hasSize(2);
    Path packed = Files.write(folder.resolve("0k.json.gz"), Packer.GZIP.packed("\uFEFF" + text));
    assertThat(Plain.of(Datasets.BABILONG.open(packed))).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void aPackedFileGivesTheExamplesOfThePlainOne(Packer packer) throws IOException {
    String text = row(1) + "\n" + row(2) + "\n";
    Path plain = Files.writeString(folder.resolve("0k.json"), text);
    String ending = packer == Packer.GZIP ? ".gz" : ".zst";
    Path packed = Files.write(folder.resolve("0k.json" + ending), packer.packed(text));

    Dataset dataset = Datasets.BABILONG.open(packed);

    assertThat(Plain.of(dataset)).isEqualTo(Plain.of(Datasets.BABILONG.open(plain))).hasSize(2);
    assertThat(dataset.card().sha256()).isEqualTo(Sha256.ofFile(packed));
    assertThat(dataset.shareRead()).isEqualTo(1);
    Path array =
        Files.write(folder.resolve("array"), packer.packed(" \n[" + row(1) + ",\n" + row(2) + "]"));
    assertThat(Plain.of(Datasets.BABILONG.open(array)).stream().map(Plain::withoutId))
        .isEqualTo(Plain.of(dataset).stream().map(Plain::withoutId).toList());
  }

  @ParameterizedTest
  @EnumSource
  void membersAndFramesOneAfterTheOtherAreOneFile(Packer packer) throws IOException {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    if (packer == Packer.ZSTD) {
      // A skippable frame of three bytes, as parallel packers put first.
      both.write(new byte[] {0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3});
    }
    both.write(packer.packed(row(1) + "\n"));
    both.write(packer.packed(row(2) + "\n"));
    Path file = Files.write(folder.resolve("both"), both.toByteArray());
    assertThat(Plain.of(Datasets.BABILONG.open(file))).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void aPackedFileThatIsCutOffIsAnErrorThatNamesIt(Packer packer) throws IOException {
    byte[] whole = packer.packed(row(1) + "\n" + noise() + "\n");
    Path file = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length - 9));
    assertThatThrownBy(() -> Datasets.BABILONG.open(file, true).examples().toList())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("cannot read " + file + ": ");
  }

  private static String noise() {
    return new Random(5).ints(5000, 'a', 'z').mapToObj(Character::toString).toList().toString();
  }

  static Stream<Arguments> brokenArrays() {
    return Stream.of(
        Arguments.of(
            "[" + row(1) + ", " + row(2),
            "row 2: not JSON at line 1, column 120: Unexpected end-of-input: expected close marker"
                + " for Array (start marker at line: 1, column: 1)"),
        Arguments.of("[" + row(1) + "\n, {\"input\" 3}]", "row 2: not JSON at line 2, column 12: "),
        Arguments.of("[" + row(1) + ", {\"input\": \"x", "row 2: not JSON at line 1, column "),
        Arguments.of("[" + row(1) + "] []", "row 1: more follows after the JSON document"),
        Arguments.of(
            "[" + row(1) + ", " + "[".repeat(2000),
            "row 2: a text is longer, or nests deeper, than allowed: "));
  }

  @ParameterizedTest
  @MethodSource("brokenArrays")
  void aBrokenArrayEndsThePassAlsoWhereBadLinesAreSkipped(String text, String why)
      throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), text);
    Dataset dataset = Datasets.BABILONG.open(file, true);
    List<String> seen = new ArrayList<>();
    assertThatThrownBy(() -> dataset.examples().forEach(one -> seen.add(one.id())))
        .isInstanceOf(BadLineException.class)
        .hasMessageStartingWith("a.json, " + why)
        .hasMessageEndingWith(ADVICE);
    assertThat(seen).contains("a.json:1");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 200, 5000})
  void anArrayThatIsNotUtf8EndsAtTheByteAndGivesAllRowsBeforeIt(int good) throws IOException {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < good; i++) {
      text.append(row(i)).append(",\n");
    }
    int broken = text.toString().getBytes(StandardCharsets.UTF_8).length + 15;
    byte[] bytes = (text + row(0) + "]").getBytes(StandardCharsets.UTF_8);
    // The first byte of a character of four, of which an ordinary letter follows.
    bytes[broken] = (byte) 0xF0;
    Path file = Files.write(folder.resolve("a.json"), bytes);
    List<String> seen = new ArrayList<>();
    assertThatThrownBy(
            () -> Datasets.BABILONG.open(file).examples().forEach(one -> seen.add(one.id())))
        .isInstanceOf(BadLineException.class)
        .hasMessage(
            "a.json, row %d: not UTF-8 at byte %d of the file's text%s",
            good + 1, broken + 1, ADVICE);
    assertThat(seen).hasSize(good);
  }

  @Test
  void theEndStaysTheEnd() throws IOException {
    Path lines = Files.writeString(folder.resolve("l.json"), row(1) + "\n");
    Path array = Files.writeString(folder.resolve("a.json"), "[" + row(1) + "]");
    for (Path file : List.of(lines, array)) {
      try (Stream<Example> examples = Datasets.BABILONG.open(file).examples()) {
        Iterator<Example> rows = examples.iterator();
        rows.next();
        assertThat(rows.hasNext()).isFalse();
        assertThat(rows.hasNext()).isFalse();
        assertThatThrownBy(rows::next).isInstanceOf(NoSuchElementException.class);
      }
    }
  }

  @Test
  void elementsThatAreNoObjectsCostOnlyThemselves() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.json"),
            "[7, " + row(1) + ", [[1], {}], " + row(2) + ", null, {\"a\": [1]}]");
    Dataset dataset = Datasets.BABILONG.open(file, true);
    assertThat(dataset.examples().map(Example::id)).containsExactly("a.json:2", "a.json:4");
    assertThat(dataset.skipped())
        .extracting(BadLine::message)
        .containsExactly(
            "a.json, row 1: not a JSON object",
            "a.json, row 3: not a JSON object",
            "a.json, row 5: not a JSON object",
            "a.json, row 6, field \"input\": is missing");
  }

  @Test
  void aRowOverTheLimitNamesTheLimitAndCostsOnlyItself() throws IOException {
    String large = "{\"input\": [" + "1,".repeat(200) + "1]}";
    String good = row(1);
    Path array =
        Files.writeString(folder.resolve("a.json"), "[" + good + "," + large + "," + good + "]");
    assertLimit(array, "a.json, row 2: has more than the 300 characters allowed");
    Path lines =
        Files.writeString(folder.resolve("a.json"), good + "\n" + large + "\n" + good + "\n");
    assertLimit(lines, "a.json, line 2: 414 bytes are more than the 300 allowed");
  }

  private static void assertLimit(Path file, String why) {
    RowFile rows = RowFile.of(file, List.of("input")).withLimit(300);
    List<BadLine> bad = new ArrayList<>();
    assertThat(rows.examples(ContainersTest::example, bad::add).count()).isEqualTo(2);
    assertThat(bad).extracting(BadLine::message).containsExactly(why);
  }

  @Test
  void anEndlessTextInsideAnArrayEndsThePassAndNamesTheLimit() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.json"), "[" + row(1) + ",{\"input\": \"" + "x".repeat(9999) + "\"}]");
    RowFile rows = RowFile.of(file, List.of("input")).withLimit(300);
    assertThatThrownBy(() -> rows.examples(ContainersTest::example, bad -> {}).toList())
        .isInstanceOf(BadLineException.class)
        .hasMessageContaining("a.json, row 2: a text is longer")
        .hasMessageContaining("(300");
  }

  private static List<Example> example(Row row) throws BadField {
    return List.of(
        new Example(
            Long.toString(row.number()),
            TextContext.of(row.field("input").text()),
            "",
            List.of(),
            new TreeMap<>()));
  }

  @Test
  void aPackedParquetFileIsToBeUnpacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = Packer.GZIP.pack(packed)) {
      out.write(Files.readAllBytes(KvpressReaderTest.resource("snappy.parquet")));
    }
    Path file = Files.write(folder.resolve("x.parquet.gz"), packed.toByteArray());
    assertThatThrownBy(() -> Datasets.KVPRESS.open(file).examples())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x.parquet.gz is a packed Parquet file; unpack it first");
  }
}
