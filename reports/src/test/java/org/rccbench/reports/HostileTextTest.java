package org.rccbench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rccbench.evaluators.results.Journal;

/** Names and outputs that a model or a user made up cannot act in any file of a report. */
class HostileTextTest {
  /** Begins as a formula; markup of five kinds; what turns a terminal or the direction of text. */
  static final String NAME =
      "=cmd|'/C calc'!A0<script>hacked=1</script>\"'`&[x](http://y)\\input{/etc/passwd}$\\hacked$"
          + "\u202e\u001b[31m\u0000\ufffe\ud800{{ 7*7 }}";

  private static final Pattern ACTING =
      Pattern.compile(
          "[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u202a-\\u202e\\ufffe\\uffff]");

  @TempDir private Path folder;

  /** Writes a run whose names and outputs are hostile. */
  static void write(Path folder) {
    String megabyte = "</script><img src=x onerror=hacked=1>" + "x".repeat(1 << 20);
    try (Journal journal = Journal.open(folder.resolve(Journal.FILE))) {
      for (int i = 0; i < 4; i++) {
        journal.append(
            Samples.hostile(
                NAME,
                Map.of("length", i == 3 ? NAME : "512", "depth", i == 0 ? NAME : "50"),
                "context" + i,
                i == 0 ? megabyte : NAME + i,
                Map.of("passkey-landmark", i % 2 * 1.0)));
      }
    }
  }

  @Test
  void noFileHasWhatActs() throws Exception {
    write(folder);
    // half a surrogate pair is no JSON
    String claim = NAME.replace("\ud800", "");
    Files.writeString(
        folder.resolve(Verdicts.FILE),
        JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build()
            .writeValueAsString(List.of(Map.of("verdict", claim, "claim", claim, claim, claim))));
    List<Path> files = RunReport.write(folder);

    assertThat(files).hasSizeGreaterThan(9);
    for (Path file : files) {
      String name = file.getFileName().toString();
      if (!name.endsWith(".png") && !name.endsWith(".pdf")) {
        String text = Files.readString(file);
        assertThat(ACTING.matcher(text).find()).as(name).isFalse();
        if (!name.endsWith(".csv") && !name.endsWith(".tex")) {
          assertThat(text.contains("<script>hacked") || text.contains("<img")).as(name).isFalse();
        }
      }
      if (name.endsWith(".svg")) {
        parse(file);
      }
    }
  }

  @Test
  void theCellsOfACsvAreTexts() throws IOException {
    write(folder);
    RunReport.write(folder);

    for (String line : Files.readAllLines(folder.resolve("tables/passkey.csv"))) {
      assertThat(line).doesNotStartWith("=").doesNotContain(",=").doesNotContain(",\"=");
    }
  }

  @Test
  void latexHasNoCommandsButOurs() throws IOException {
    write(folder);
    RunReport.write(folder);

    String tex = Files.readString(folder.resolve("tables/passkey.tex"));
    assertThat(tex).contains("\\textbackslash{}input\\{/etc/passwd\\}");
    Set<String> ours =
        Set.of(
            "usepackage",
            "begin",
            "end",
            "centering",
            "small",
            "scriptsize",
            "setlength",
            "tabcolsep",
            "caption",
            "label",
            "toprule",
            "midrule",
            "bottomrule",
            "textbackslash",
            "textbar",
            "textless",
            "textgreater",
            "char",
            "textasciigrave",
            "textasciitilde",
            "textasciicircum",
            "dots");
    Pattern.compile("\\\\([A-Za-z]+)")
        .matcher(tex)
        .results()
        .forEach(command -> assertThat(ours).contains(command.group(1)));
    assertThat(tex.replace("\\$", "")).doesNotContain("$\\");
    assertThat(tex.chars()).allMatch(c -> c < 0x7F);
  }

  @Test
  void thePagesDataCannotEndTheirScript() throws IOException {
    write(folder);
    RunReport.write(folder);

    String html = Files.readString(folder.resolve("report.html"));
    int scripts = html.split("<script", -1).length - 1;
    assertThat(html.split("</script>", -1).length - 1).as("ends of scripts").isEqualTo(scripts);
    for (String shown : List.of("{{ 7*7 }}", "&lt;script&gt;hacked=1&lt;/script&gt;")) {
      assertThat(html.contains(shown)).as(shown).isTrue();
    }
    for (String acting : List.of(" style=\"", " onclick=", "<img")) {
      assertThat(html.contains(acting)).as(acting).isFalse();
    }
  }

  private static void parse(Path svg) throws Exception {
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(Files.readString(svg).getBytes(StandardCharsets.UTF_8)));
  }
}
