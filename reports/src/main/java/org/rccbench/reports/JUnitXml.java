package org.rccbench.reports;

import java.io.StringWriter;
import java.util.List;
import java.util.Objects;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Verdicts in the form that build servers show: one suite of test cases. */
public final class JUnitXml {
  private JUnitXml() {}

  /**
   * A case.
   *
   * @param group class name of the case
   * @param name its name
   * @param ending how it ended
   * @param why the reason of a failure or a skip, else null
   */
  public record Case(String group, String name, Ending ending, String why) {
    /** Checks that what did not pass says why. */
    public Case {
      if (ending != Ending.PASSED) {
        Objects.requireNonNull(why, "a case that did not pass says why");
      }
    }

    /** A case that passed. */
    public static Case passed(String group, String name) {
      return new Case(group, name, Ending.PASSED, null);
    }

    /** A case that says no. */
    public static Case failed(String group, String name, String why) {
      return new Case(group, name, Ending.FAILED, why);
    }

    /** A case that says nothing. */
    public static Case skipped(String group, String name, String why) {
      return new Case(group, name, Ending.SKIPPED, why);
    }
  }

  /** How a case ended. */
  public enum Ending {
    PASSED,
    FAILED,
    SKIPPED
  }

  /** The suite; text that XML forbids or that acts on a reader is replaced. */
  public static String of(String suite, List<Case> cases) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", Shown.oneLine(suite));
      xml.writeAttribute("tests", Integer.toString(cases.size()));
      xml.writeAttribute("failures", Long.toString(count(cases, Ending.FAILED)));
      xml.writeAttribute("skipped", Long.toString(count(cases, Ending.SKIPPED)));
      xml.writeAttribute("errors", "0");
      for (Case one : cases) {
        write(xml, one);
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("JUnit XML cannot be written", e);
    }
    return text + "\n";
  }

  private static void write(XMLStreamWriter xml, Case one) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", Shown.oneLine(one.group()));
    xml.writeAttribute("name", Shown.oneLine(one.name()));
    if (one.ending() != Ending.PASSED) {
      xml.writeEmptyElement(one.ending() == Ending.FAILED ? "failure" : "skipped");
      xml.writeAttribute("message", Shown.oneLine(one.why()));
    }
    xml.writeEndElement();
  }

  private static long count(List<Case> cases, Ending ending) {
    return cases.stream().filter(one -> one.ending() == ending).count();
  }
}
