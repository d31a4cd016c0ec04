package org.rccbench.models.internal.external;

import java.nio.file.Path;
import java.util.Optional;
import org.rccbench.models.Tokenizer;

/**
 * The tokenizer in which a model outside this process is asked: lengths count in its tokens, and
 * outputs that come as text are turned into its ids.
 *
 * @param name {@code bytes} or the name of its folder
 * @param tokenizer it
 */
record NamedTokenizer(String name, Tokenizer tokenizer) {
  private static final String BYTES = "bytes";

  /**
   * Opens the one of the settings.
   *
   * @throws IllegalArgumentException if ids are exchanged and none is named
   */
  static NamedTokenizer open(Settings settings, InputForm form) {
    Optional<String> named = settings.text(Settings.TOKENIZER);
    if (named.isEmpty() && form == InputForm.IDS) {
      throw new IllegalArgumentException(
          "a model that takes ids needs the setting tokenizer: the folder of its tokenizer.json, or"
              + " bytes");
    }
    String name = named.orElse(BYTES);
    return name.equals(BYTES)
        ? new NamedTokenizer(BYTES, Tokenizer.bytes())
        : new NamedTokenizer(
            String.valueOf(Path.of(name).toAbsolutePath().normalize().getFileName()),
            Tokenizer.load(Path.of(name)));
  }
}
