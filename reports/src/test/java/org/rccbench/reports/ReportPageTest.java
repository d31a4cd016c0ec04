package org.rccbench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** report.html in a real browser: it asks for nothing, breaks nothing, and keys alone reach all. */
class ReportPageTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden-run");

  @TempDir private static Path folder;
  private static ChromeDriver driver;

  @BeforeAll
  static void start() throws IOException {
    driver = Chromium.start();
    Path run = Files.createDirectories(folder.resolve("golden"));
    for (String name : List.of("run.json", "samples.jsonl", "measurements.jsonl")) {
      Files.copy(GOLDEN.resolve(name), run.resolve(name));
    }
    Files.writeString(
        run.resolve(Verdicts.FILE),
        "{\"rows\":[{\"claim\":\"layers\",\"verdict\":\"HOLDS\"},"
            + "{\"claim\":\"memory\",\"verdict\":\"FAILS\",\"ours\":0.123456789,"
            + "\"interval\":{\"low\":0.0987654321,\"high\":0.2,\"level\":0.95,\"method\":\"m\"},"
            + "\"contradictions\":[]}]}");
    RunReport.write(page(run));
    Path hostile = Files.createDirectories(folder.resolve("hostile"));
    HostileTextTest.write(hostile);
    RunReport.write(page(hostile));
  }

  private static ReportOrder page(Path run) {
    return new ReportOrder(
        List.of(run),
        run,
        Set.of(),
        Set.of(FigureFormat.SVG),
        FigureWidth.PAGE,
        Theme.LIGHT,
        Map.of(),
        ReportOrder.DEFAULT_MAX_SAMPLES);
  }

  @AfterAll
  static void end() {
    if (driver != null) {
      driver.quit();
    }
  }

  private static void open(String run) {
    driver.manage().logs().get(LogType.BROWSER);
    driver.manage().logs().get(LogType.PERFORMANCE);
    driver.get("about:blank");
    driver.get(folder.resolve(run).resolve("report.html").toUri().toString());
  }

  private static void assertQuiet() {
    assertThat(driver.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    List<String> asked =
        driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
            .map(LogEntry::getMessage)
            .filter(message -> message.contains("\"Network.requestWillBeSent\""))
            .filter(message -> !message.contains("/report.html\""))
            .toList();
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"light, 1280", "dark, 1280", "light, 360", "dark, 360"})
  void nothingBarsAReader(String scheme, int width) throws IOException {
    Chromium.theme(driver, scheme);
    Chromium.width(driver, width);
    open("golden");
    // rows of a table are made alike, and axe takes a minute for the 639 of this one
    driver.executeScript(
        "for (const body of document.querySelectorAll('tbody'))"
            + " while (body.rows.length > 6) body.deleteRow(-1)");
    assertThat(axe("html")).as("axe on the page").isEmpty();
    driver.findElement(By.cssSelector("#sample-table tbody button")).sendKeys(Keys.ENTER);
    await(() -> driver.findElement(By.id("sample")).isDisplayed());
    assertThat(axe("#sample")).as("axe on a sample").isEmpty();
    assertQuiet();
    Number wide =
        (Number)
            driver.executeScript(
                "return document.documentElement.scrollWidth -"
                    + " document.documentElement.clientWidth");
    assertThat(wide.intValue()).as("sideways scroll of the page").isZero();
  }

  private static List<?> axe(String part) throws IOException {
    try (InputStream in = ReportPageTest.class.getResourceAsStream("/axe.min.js")) {
      driver.executeScript(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(1));
    return (List<?>)
        driver.executeAsyncScript(
            "const [part, done] = arguments; axe.run({include: [part], exclude: ['svg >"
                + " *']}).then(r => done(r.violations.map(v => v.id + ': ' + v.nodes.slice(0,"
                + " 3).map(n => n.html.slice(0, 150)).join(' | '))))",
            part);
  }

  @Test
  void keysAloneFilterSortOpenAndClose() {
    open("golden");
    tabTo(driver.findElement(By.linkText("Samples")));
    new Actions(driver).sendKeys(Keys.ENTER).perform();
    WebElement outcome = driver.findElement(By.id("f-outcome"));
    tabTo(outcome);
    new Actions(driver).sendKeys(Keys.ARROW_DOWN.toString().repeat(4)).perform();
    await(() -> count().startsWith("1 of 639"));
    new Actions(driver).sendKeys(Keys.ARROW_UP.toString().repeat(4)).perform();
    await(() -> count().startsWith("639 of 639"));

    WebElement score =
        driver.findElement(By.xpath("//table[@id='sample-table']//th/button[.='score']"));
    tabTo(score);
    new Actions(driver).sendKeys(Keys.ENTER).perform();
    assertThat(
            driver
                .findElement(By.xpath("//table[@id='sample-table']//th[button='score']"))
                .getDomAttribute("aria-sort"))
        .isEqualTo("ascending");

    WebElement first = driver.findElement(By.cssSelector("#sample-table tbody button"));
    tabTo(first);
    new Actions(driver).sendKeys(Keys.ENTER).perform();
    WebElement dialog = driver.findElement(By.id("sample"));
    await(dialog::isDisplayed);
    assertThat(dialog.getText()).contains("Prompt").contains("Reference 1").contains("Ledger");
    new Actions(driver).sendKeys(Keys.ESCAPE).perform();
    await(() -> !dialog.isDisplayed());
    assertThat(driver.switchTo().activeElement()).isEqualTo(first);
    assertQuiet();
  }

  @Test
  void aTablesCellLeadsToItsSamples() {
    open("golden");
    WebElement cell =
        driver.findElement(
            By.xpath("//h3[@id='table-table-1']/following::table[1]//a[contains(.,'14/15')]"));
    driver.executeScript("arguments[0].click()", cell);
    await(() -> count().startsWith("15 of 639"));
    assertThat(driver.findElement(By.id("chips")).getText()).contains("length = 32768");
  }

  @Test
  void aCellOfAModeLeadsToItsSamplesToo() {
    open("golden");
    List<WebElement> links =
        driver.findElements(By.xpath("//h3[@id='table-table-2']/following::table[1]//td//a"));
    assertThat(links).isNotEmpty();
    assertThat(links.get(0).getAttribute("href")).contains("mode");
    driver.executeScript("arguments[0].click()", links.get(0));
    await(() -> !count().startsWith("639 of"));
    assertThat(count()).matches("[1-9][0-9]* of 639.*");
  }

  @Test
  void verdictsAreRoundedForPeople() {
    open("golden");
    String table = driver.findElement(By.id("t-verdicts")).getAttribute("textContent");
    assertThat(table)
        .contains("0.1235")
        .contains("[0.09877, 0.2]")
        .doesNotContain("{")
        .doesNotContain("[]");
  }

  @Test
  void hostileTextIsShownAndDoesNothing() {
    open("hostile");
    assertThat(driver.executeScript("return typeof hacked")).isEqualTo("undefined");
    for (WebElement button : driver.findElements(By.cssSelector("#sample-table tbody button"))) {
      driver.executeScript("arguments[0].click()", button);
      WebElement dialog = driver.findElement(By.id("sample"));
      await(dialog::isDisplayed);
      assertThat((String) driver.executeScript("return arguments[0].textContent", dialog))
          .contains("script>")
          .doesNotContain("\u202e")
          .doesNotContain("\u001b");
      driver.executeScript("arguments[0].close()", dialog);
    }
    assertThat(driver.executeScript("return typeof hacked")).isEqualTo("undefined");
    assertThat(driver.executeScript("return document.images.length")).isEqualTo(0L);
    assertQuiet();
  }

  @Test
  void withoutScriptVerdictsAndTablesAreThere() {
    driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    try {
      open("golden");
      assertThat(driver.findElement(By.id("verdicts")).getText())
          .contains("HOLDS")
          .contains("FAILS");
      assertThat(driver.findElement(By.id("tables")).getText()).contains("Pass key accuracy");
      assertThat(driver.findElement(By.id("samples")).getText()).contains("needs JavaScript");
      assertThat(driver.findElement(By.id("sample-app")).isDisplayed()).isFalse();
    } finally {
      driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", false));
    }
  }

  private static String count() {
    return driver.findElement(By.id("sample-count")).getText();
  }

  /** Presses the tab key, a hundred times at most, until the element has the focus. */
  private static void tabTo(WebElement element) {
    for (int i = 0; i < 100; i++) {
      if (driver.switchTo().activeElement().equals(element)) {
        return;
      }
      new Actions(driver).sendKeys(Keys.TAB).perform();
    }
    throw new AssertionError("the tab key does not reach " + element);
  }

  private static void await(Supplier<Boolean> condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < end) {
      if (condition.get()) {
        return;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("it did not happen in 20 s");
  }
}
