package org.rccbench.datasets;

import java.util.List;

/** The sentences of {@link Chronicle} that state no fact about a person, and the names. */
final class ChroniclePhrases {
  static final List<String> FIRST_NAMES =
      List.of(
          ("Ada Alma Bertha Cora Cyril Dora Edgar Ella Emil Enid Flora Fritz Gerda Gilda Harold"
                  + " Helga Ida Ines Jasper Jonas Kurt Lena Leo Lotte Mabel Magnus Mina Nils Olga"
                  + " Otto Percy Petra Ralph Rhoda Ruben Stella Theo Ulla Vera Walter")
              .split(" "));

  static final List<Phrase> OPENERS =
      phrases(
          """
          News from {town}, in the month of {month}.
          All of this is about {town}.
          What was seen at the {place} in {town}.
          From the {place} of {town}, on a {weather} {day}.
          Some people of {town}, one {weather} {day}.
          Kept at the {place} of {town} in {month}.
          """);

  static final List<Phrase> LINKS =
      phrases(
          """
          Next comes {person}.
          As for {person}, this is known.
          One more name is {person}.
          {person} is next.
          Now to {person}.
          Here is more about {person}.
          """);

  static final List<Phrase> FILLERS =
      phrases(
          """
          The {place} in {town} was shut on {day}.
          All {day} it was {weather}.
          {month} was {weather} in {town}.
          It was {weather} near the {place} and the {place2}.
          No one had seen so many {good}.
          The price of {good} went up to {price} coins.
          Many {good} were left by the {place}.
          A {colour} flag was seen at the {place}.
          There was much work at the {place}.
          A boat named {pet} came in on {day}.
          By {day} the {good} were gone.
          A {colour} {thing} was put up in the {place}.
          The road to {town} cost {price} coins.
          The {place} in {town} is called {pet}.
          A {trade} would have done it better.
          Each {trade} will know that.
          The {place} was full of {good}.
          {month} is the best month in {town}.
          It was {weather} until {day}.
          {price} {good} were sold by the {place}.
          The bell of the {place} was heard {count} times.
          {count} {good} were found in a {thing}.
          From {town} they got {good} and a {thing}.
          No {trade} and no {trade2} came by that day.
          {pet} is the name of a boat in {town}.
          A {colour} {animal} was on the road to {town}.
          {good} cost more in {month}.
          The {place2} is behind the {place}.
          In {month} the {place} was made {colour}.
          No one saw the {animal} that {day}.
          """);

  private ChroniclePhrases() {}

  private static List<Phrase> phrases(String lines) {
    return lines.lines().map(Phrase::new).toList();
  }
}
