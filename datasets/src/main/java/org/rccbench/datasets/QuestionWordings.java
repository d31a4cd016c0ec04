package org.rccbench.datasets;

import java.util.Map;

/** The wordings of questions that are not about one fact of a person who is named. */
final class QuestionWordings {
  /** In place of a name: the person that {@code person} is kin to. */
  static final Wordings BY_KIN =
      Wordings.of(
          """
          the person whose {kin} is {person}
          the one who has {person} as a {kin}
          the one to whom {person} is a {kin}
          the person that {person} is {kin} to
          the person with {person} as {kin}
          """);

  /** In place of a name: the person with the number. */
  static final Wordings BY_BADGE =
      Wordings.of(
          """
          the person with number {badge}
          the one who has badge {badge}
          the holder of number {badge}
          the person who has number {badge}
          the person known by number {badge}
          """);

  static final Map<ChronicleKind, Wordings> YES_NO =
      Map.of(
          ChronicleKind.TRADE,
          Wordings.of(
              """
              Is {person} a {trade}?
              Does {person} work as a {trade}?
              Did {person} come to work as a {trade}?
              Is it true that {person} is a {trade}?
              Is {person} a {trade} by trade?
              """),
          ChronicleKind.HOME,
          Wordings.of(
              """
              Does {person} live in {town}?
              Is {town} the home of {person}?
              Is {person} at home in {town}?
              Did {person} come to live in {town}?
              Is it {town} where {person} lives?
              """),
          ChronicleKind.COLOUR,
          Wordings.of(
              """
              Is the {thing} of {person} {colour}?
              Does {person} have a {colour} {thing}?
              Did {person} get a {thing} that is {colour}?
              Is it true that the {thing} of {person} is {colour}?
              Is {colour} the colour of the {thing} of {person}?
              """),
          ChronicleKind.DAY,
          Wordings.of(
              """
              Is {person} at the {place} on {day}?
              Does {person} keep {day} for the {place}?
              On {day}, is {person} at the {place}?
              Is {day} the day of {person} at the {place}?
              Does {person} go to the {place} on {day}?
              """),
          ChronicleKind.BIRTH,
          Wordings.of(
              """
              Was {person} born in {month}?
              Is {month} the birth month of {person}?
              Does {person} have a birthday in {month}?
              Was the birth of {person} in {month}?
              Is {person} a child of {month}?
              """));

  static final Map<ChronicleKind, Wordings> COUNT =
      Map.of(
          ChronicleKind.HOME,
          Wordings.of(
              """
              How many of the people named here live in {town}?
              How many of the named people have a home in {town}?
              In {town}, how many of the named people live?
              What number of the named people live in {town}?
              How many of those named are at home in {town}?
              """),
          ChronicleKind.TRADE,
          Wordings.of(
              """
              How many of the people named here work as a {trade}?
              How many of the named people earn a living as a {trade}?
              As a {trade}, how many of the named people work?
              What number of the named people work as a {trade}?
              How many of those named have the trade of a {trade}?
              """));

  static final Map<ChronicleKind, Wordings> LIST =
      Map.of(
          ChronicleKind.HOME,
          Wordings.of(
              """
              Which of the named people live in {town}?
              Who of those named lives in {town}? Name all.
              Name all of the people who live in {town}.
              Who are the named people that have a home in {town}?
              Which of those named are at home in {town}?
              """),
          ChronicleKind.TRADE,
          Wordings.of(
              """
              Which of the named people work as a {trade}?
              Who of those named works as a {trade}? Name all.
              Name all of the people who work as a {trade}.
              Who are the named people that earn a living as a {trade}?
              Which of those named have the trade of a {trade}?
              """));

  static final Map<ChronicleKind, Wordings> COMPARE =
      Map.of(
          ChronicleKind.PRICE,
          Wordings.of(
              """
              Who paid more coins, {person} or {other}?
              Of {person} and {other}, who spent more coins?
              Did {person} or {other} pay more coins?
              Who gave more coins, {person} or {other}?
              Which of the two spent more, {person} or {other}?
              """),
          ChronicleKind.BIRTH,
          Wordings.of(
              """
              Who was born earlier in the year, {person} or {other}?
              Of {person} and {other}, who has the first birthday of the year?
              Did {person} or {other} come first in the year by birth month?
              Who has a birthday earlier in the year, {person} or {other}?
              Which of the two was born earlier in the year, {person} or {other}?
              """),
          ChronicleKind.HOME,
          Wordings.of(
              """
              Do {person} and {other} live in the same town?
              Is the home of {person} in the same town as the home of {other}?
              Are {person} and {other} at home in the same town?
              Is it true that {person} and {other} live in the same town?
              Does {person} live in the town of {other}?
              """));

  private QuestionWordings() {}
}
