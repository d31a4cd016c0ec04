package org.rccbench.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A header is either wholly right, or refused with a message that names file, tensor and value. */
class SafetensorsHeaderTest {
  private static final String GOOD =
      """
      {"__metadata__":{"format":"pt"},
       "a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},
       "b":{"dtype":"BF16","shape":[2],"data_offsets":[24,28]}}""";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("w.safetensors");
  }

  private void refused(String message) {
    assertThatThrownBy(() -> SafetensorsHeader.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private void refused(String header, int dataBytes, String message) throws IOException {
    Folders.write(file, header, dataBytes);
    refused(message);
  }

  @Test
  void aRightHeaderGivesEveryTensorAndItsPlaceInTheFile() throws IOException {
    Folders.write(file, GOOD, 28);
    int start = 8 + GOOD.length();
    assertThat(SafetensorsHeader.read(file))
        .containsExactly(
            new StoredTensor("a", Dtype.F32, List.of(2L, 3L), file, start, 24),
            new StoredTensor("b", Dtype.BF16, List.of(2L), file, start + 24, 4));
  }

  @Test
  void emptyTensorsAndScalarsAreTensors() throws IOException {
    Folders.write(
        file,
        """
        {"none":{"dtype":"F32","shape":[0,7],"data_offsets":[2,2]},
         "one":{"dtype":"F16","shape":[],"data_offsets":[0,2]}}""",
        2);
    assertThat(SafetensorsHeader.read(file))
        .extracting(StoredTensor::bytes)
        .containsExactly(0L, 2L);
  }

  @Test
  void aFileCutAtAnyLengthIsRefused() throws IOException {
    byte[] whole =
        Folders.bytes(GOOD.length(), GOOD.getBytes(StandardCharsets.UTF_8), new byte[28]);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      int data = length - 8 - GOOD.length();
      if (length < 8) {
        refused("w.safetensors has " + length + " bytes, a header needs at least 8");
      } else if (data < 0) {
        refused(
            "w.safetensors says that its header has "
                + GOOD.length()
                + " bytes, but the file has "
                + length
                + "; it is cut short");
      } else if (data < 24) {
        refused(
            "w.safetensors, tensor \"a\": data_offsets [0, 24] do not fit into "
                + data
                + " bytes of data");
      } else {
        refused("tensor \"b\": data_offsets [24, 28] do not fit into " + data + " bytes of data");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "1,1",
    "29,29",
    "100000000,100000000",
    "-1,18446744073709551615",
    "-9223372036854775808,9223372036854775808"
  })
  void aHeaderLengthThatCannotBeIsRefused(long length, String shown) throws IOException {
    Files.write(file, Folders.bytes(length, new byte[20], new byte[0]));
    refused("w.safetensors says that its header has " + shown + " bytes, but the file has 28");
  }

  @Test
  void aHeaderOverTheFormatsLimitIsRefusedThoughTheFileIsLargeEnough() throws IOException {
    Files.write(file, Folders.bytes(100_000_001, new byte[0], new byte[0]));
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(100_000_100);
    }
    refused("w.safetensors says that its header has 100000001 bytes, the format allows 100000000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":", "no json", "{'a':1}", "{} {}", "{}]", "{\"a\":NaN}", "\0\0"})
  void aHeaderThatIsNoJsonIsRefused(String header) throws IOException {
    refused(header, 0, "w.safetensors has a header that is not valid JSON: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "12", "\"a\"", "null", "   "})
  void aHeaderThatIsNoObjectIsRefused(String header) throws IOException {
    refused(header, 0, "w.safetensors has a header that is no JSON object");
  }

  @Test
  void aHeaderInAnotherEncodingIsRefusedWithTheFilesName() throws IOException {
    byte[] utf32 = {0, 0, 0, '{', 0x7f, 0, 0, 0, 0, 0, 0, '}'};
    Files.write(file, Folders.bytes(utf32.length, utf32, new byte[0]));
    refused("w.safetensors has a header that is not valid JSON: ");
    byte[] latin = "{\"\u00e4xyz\":1}".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(file, Folders.bytes(latin.length, latin, new byte[0]));
    refused("w.safetensors has a header that is not valid JSON: Invalid UTF-8 middle byte");
  }

  @Test
  void aTensorNamedTwiceIsRefused() throws IOException {
    String a = "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";
    refused("{" + a + "," + a + "}", 4, "not valid JSON: Duplicate field 'a'");
  }

  @Test
  void aFieldNamedTwiceIsRefused() throws IOException {
    refused(
        "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        4,
        "not valid JSON: Duplicate field 'dtype'");
  }

  @Test
  void aDeepHeaderIsRefusedBeforeItIsBuilt() throws IOException {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    refused("{\"a\":" + deep + "}", 0, "nesting depth (17) exceeds the maximum allowed (16");
  }

  @Test
  void aNumberOfManyDigitsIsRefused() throws IOException {
    refused(
        tensor("F32", "[" + "9".repeat(100_000) + "]", "[0,4]"),
        4,
        "w.safetensors has a header that is not valid JSON: Number value length (100000)");
  }

  private static String tensor(String dtype, String shape, String offsets) {
    return "{\"a\":{\"dtype\":\""
        + dtype
        + "\",\"shape\":"
        + shape
        + ",\"data_offsets\":"
        + offsets
        + "}}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[-4,0]|data_offsets must hold whole numbers from 0, was -4",
        "[0,4.0]|data_offsets must hold whole numbers from 0, was 4.0",
        "[0,4e0]|data_offsets must hold whole numbers from 0, was 4",
        "[0,\"4\"]|data_offsets must hold whole numbers from 0, was \"4\"",
        "[0,null]|data_offsets must hold whole numbers from 0, was null",
        "[0,9223372036854775808]|data_offsets must hold whole numbers from 0, was 92233720368547",
        "4|data_offsets must be a list of numbers, was 4",
        "null|data_offsets must be a list of numbers, was null"
      })
  void offsetsMustBeWholeNumbers(String offsets, String message) throws IOException {
    refused(tensor("F32", "[1]", offsets), 4, "w.safetensors, tensor \"a\", field " + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[4, 0]", "[0, 5]", "[0]", "[]", "[0, 2, 4]", "[0, 9223372036854775807]"})
  void offsetsMustBeTwoAndLieInTheData(String offsets) throws IOException {
    refused(
        tensor("F32", "[1]", offsets),
        4,
        "w.safetensors, tensor \"a\": data_offsets "
            + offsets
            + " do not fit into 4 bytes of data");
  }

  @Test
  void tensorsMustNotOverlap() throws IOException {
    refused(
        GOOD.replace("[24,28]", "[20,24]"),
        24,
        "w.safetensors has tensor \"b\" at byte "
            + (8 + GOOD.length() + 20)
            + ", expected "
            + (8 + GOOD.length() + 24)
            + ": tensors overlap");
  }

  @Test
  void tensorsMustNotLeaveHoles() throws IOException {
    refused(
        GOOD.replace("[24,28]", "[28,32]"),
        32,
        "w.safetensors has tensor \"b\" at byte "
            + (8 + GOOD.length() + 28)
            + ", expected "
            + (8 + GOOD.length() + 24)
            + ": tensors leave a hole");
  }

  @Test
  void bytesBehindTheLastTensorAreRefused() throws IOException {
    refused(GOOD, 31, "w.safetensors has 3 bytes that belong to no tensor");
    refused("{}", 5, "w.safetensors has 5 bytes that belong to no tensor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[9223372036854775807, 9223372036854775807]",
        "[4294967296, 4294967296]",
        "[2, 9223372036854775807]",
        "[4611686018427387904, 4, 0]"
      })
  void aShapeWhoseProductOverflowsIsRefused(String shape) throws IOException {
    refused(
        tensor("F32", shape, "[0,4]"),
        4,
        "w.safetensors, tensor \"a\": shape " + shape + " is too large");
  }

  @Test
  void theShapeMustNeedExactlyTheBytesOfTheOffsets() throws IOException {
    refused(
        GOOD.replace("[2,3]", "[2,4]"),
        28,
        "w.safetensors, tensor \"a\": shape [2, 4] of F32 needs 32 bytes, the offsets give 24");
    refused(
        GOOD.replace("BF16", "F64"),
        28,
        "w.safetensors, tensor \"b\": shape [2] of F64 needs 16 bytes, the offsets give 4");
  }

  @Test
  void anUnknownDtypeIsRefusedAndTheKnownOnesAreListed() throws IOException {
    refused(
        GOOD.replace("BF16", "F8_E4M3"),
        28,
        "w.safetensors, tensor \"b\": unknown dtype \"F8_E4M3\"; known: [U8, I8, I16, I32, I64, F16, F32, F64, BOOL, BF16]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":5}", "{\"a\":{}}", "{\"a\":null}", "{\"a\":[]}"})
  void aTensorWithoutFieldsIsRefused(String header) throws IOException {
    refused(header, 0, "w.safetensors, tensor \"a\": unknown dtype \"\"");
  }
}
