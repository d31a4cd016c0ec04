package org.rccbench.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rccbench.datasets.TokenContext;
import org.rccbench.models.ContextModel;
import org.rccbench.models.ContextModels;
import org.rccbench.models.Decoding;
import org.rccbench.models.Memory;
import org.rccbench.models.ModelSpec;

/**
 * Whatever bytes a checkpoint has, it is either refused with an {@link IllegalArgumentException} or
 * {@link UncheckedIOException} that has a message, or it loads and answers.
 */
class CheckpointFuzzTest {
  private static final int MUTATIONS = 1_000;

  @TempDir Path parent;

  private enum Outcome {
    REFUSED,
    ANSWERED
  }

  @Test
  void aHeaderWithAnyBytesIsRefusedOrAnswers() throws IOException {
    fuzz("model.safetensors", 1);
  }

  @Test
  void aConfigurationWithAnyBytesIsRefusedOrAnswers() throws IOException {
    fuzz("config.json", 2);
  }

  private void fuzz(String name, long seed) throws IOException {
    Path folder = Folders.copy("neox-legacy-f16", parent);
    byte[] good = Files.readAllBytes(folder.resolve(name));
    int end = name.endsWith(".json") ? good.length : 8 + Folders.headerLength(good);
    byte[] head = Arrays.copyOf(good, end);
    SplittableRandom random = new SplittableRandom(seed);
    Set<Outcome> seen = EnumSet.noneOf(Outcome.class);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bad = mutated(head, random);
      ByteArrayOutputStream file = new ByteArrayOutputStream(good.length);
      file.writeBytes(bad);
      file.write(good, end, good.length - end);
      // A new file each time: a mapping of the last one may still be open.
      Files.delete(folder.resolve(name));
      Files.write(folder.resolve(name), file.toByteArray());
      seen.add(outcome(folder, "seed " + seed + ", mutation " + i));
    }
    assertThat(seen).as("outcomes that happened").containsExactlyInAnyOrder(Outcome.values());
  }

  private static Outcome outcome(Path folder, String which) {
    try (ContextModel model = ContextModels.open(ModelSpec.of("blind", folder.toString()));
        Memory memory = model.read(new TokenContext(new int[0]))) {
      assertThat(memory.generate(new int[] {1, 2, 3}, Decoding.greedy(2)).ids()).hasSize(2);
      return Outcome.ANSWERED;
    } catch (IllegalArgumentException | UncheckedIOException e) {
      assertThat(e.getMessage()).as(which).isNotBlank();
      return Outcome.REFUSED;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(which, e);
    }
  }

  /** One to three flipped bytes, changed digits, cuts or splices. */
  private static byte[] mutated(byte[] good, SplittableRandom random) {
    byte[] bytes = good.clone();
    for (int n = random.nextInt(1, 4); n > 0 && bytes.length > 0; n--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> digit(bytes, at, random);
        case 3 -> bytes = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at) : bytes;
        default -> bytes = spliced(bytes, at, random);
      }
    }
    return bytes;
  }

  /** Another digit for the next one: numbers stay numbers and become wrong ones. */
  private static void digit(byte[] bytes, int from, SplittableRandom random) {
    for (int i = Math.max(from, 8); i < bytes.length; i++) {
      if (bytes[i] >= '0' && bytes[i] <= '9') {
        bytes[i] = (byte) ('0' + random.nextInt(10));
        return;
      }
    }
  }

  private static byte[] spliced(byte[] bytes, int at, SplittableRandom random) {
    int from = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + random.nextInt(1, 40));
    int rest = Math.min(bytes.length, at + random.nextInt(40));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    out.write(bytes, from, to - from);
    out.write(bytes, rest, bytes.length - rest);
    return out.toByteArray();
  }
}
