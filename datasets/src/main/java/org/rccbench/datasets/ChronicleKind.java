package org.rccbench.datasets;

import java.util.List;
import java.util.Locale;

/**
 * What a fact of {@link Chronicle} is about. A person has at most one fact of a kind, so a question
 * about person and kind has one answer.
 */
// Its lists are unmodifiable and its wordings hold no state; their types cannot say so.
@SuppressWarnings("ImmutableEnumChecker")
public enum ChronicleKind {
  /** What somebody does for a living. */
  TRADE(
      List.of(Slot.TRADE),
      """
      {person} has long been a {trade}.
      By trade {person} is a {trade}.
      If you need a {trade}, ask {person}.
      They took {person} on as a {trade}.
      As a {trade}, {person} is well known.
      {person} makes a good {trade}.
      {person} came here to work as a {trade}.
      The work of a {trade} is done by {person}.
      {person} earns a living as a {trade}.
      They call {person} a good {trade}.
      """,
      """
      What trade does {person} have?
      How does {person} earn a living?
      What kind of work does {person} do?
      As what is {person} known?
      What is {person} by trade?
      """),

  /** The town somebody lives in. */
  HOME(
      List.of(Slot.TOWN),
      """
      {person} has a home in {town}.
      {person} came to live in {town}.
      In {town} you will find {person} at home.
      {person} is at home in {town}.
      {person} works here but lives in {town}.
      {person} took a room in {town}.
      {person} calls {town} home.
      One home in {town} is that of {person}.
      {town} is where {person} lives.
      {person} made a home in {town}.
      """,
      """
      In which town does {person} live?
      Where is the home of {person}?
      Which town is home to {person}?
      In what town is {person} at home?
      What town does {person} live in?
      """),

  /** A number of five digits that one person alone has. */
  BADGE(
      List.of(Slot.BADGE),
      """
      {person} has badge {badge}.
      The badge of {person} says {badge}.
      {person} goes by the number {badge}.
      Number {badge} was given to {person}.
      {person} holds number {badge}.
      On the badge of {person} is {badge}.
      Ask for {badge} and {person} will come.
      The number of {person} is {badge}.
      {badge} is the badge of {person}.
      They know {person} as number {badge}.
      """,
      """
      What number does {person} have?
      Which number belongs to {person}?
      What does the badge of {person} say?
      Under which number is {person} known?
      What is the badge number of {person}?
      """),

  /** What somebody paid for a thing. */
  PRICE(
      List.of(Slot.PRICE),
      """
      {person} paid {price} coins for a {thing}.
      A {thing} cost {person} {price} coins.
      For a {thing} {person} gave {price} coins.
      {person} spent {price} coins on a {thing}.
      It took {price} coins for {person} to get a {thing}.
      {person} gave {price} coins and got a {thing}.
      To get a {thing}, {person} paid {price} coins.
      The price of a {thing} was {price} coins for {person}.
      {person} got a {thing} at {price} coins.
      Some {price} coins went from {person} for a {thing}.
      """,
      """
      How many coins did {person} pay for the {thing}?
      What did the {thing} cost {person}?
      How much did {person} spend on the {thing}?
      For the {thing}, how many coins did {person} give?
      What price did {person} pay for the {thing}?
      """,
      Slot.THING),

  /** The colour of a thing. */
  COLOUR(
      List.of(Slot.COLOUR),
      """
      {person} is known for a {colour} {thing}.
      The {thing} of {person} is {colour}.
      {person} has made the {thing} {colour}.
      You will find {person} with a {colour} {thing}.
      {person} has a {colour} {thing} at home.
      A {colour} {thing} was made by {person}.
      {person} made a {colour} {thing}.
      They gave {person} a {colour} {thing}.
      {person} would not give up the {colour} {thing}.
      {colour} is the colour {person} gave the {thing}.
      """,
      """
      Which colour does the {thing} of {person} have?
      In what colour is the {thing} of {person}?
      The {thing} of {person} has which colour?
      Of what colour is the {thing} that {person} has?
      What is the colour of the {thing} of {person}?
      """,
      Slot.THING),

  /** The name of somebody's animal. */
  PET(
      List.of(Slot.PET),
      """
      {person} has a {animal} named {pet}.
      The {animal} of {person} has the name {pet}.
      {person} came here with {pet}, a {animal}.
      {pet} is the {animal} of {person}.
      With {person} comes a {animal}, {pet}.
      {person} calls the {animal} {pet}.
      The name {pet} was given by {person} to a {animal}.
      {person} looks after {pet}, a {animal}.
      {person} named a {animal} {pet}.
      A {animal} called {pet} goes with {person}.
      """,
      """
      What name does the {animal} of {person} have?
      Which name was given to the {animal} of {person}?
      By what name does {person} call the {animal}?
      How does {person} call the {animal}?
      What is the {animal} of {person} called?
      """,
      Slot.ANIMAL),

  /** How many goods somebody has. */
  STOCK(
      List.of(Slot.COUNT),
      """
      {person} has {count} {good} at home.
      {person} keeps {count} {good} to sell.
      There are {count} {good} at the home of {person}.
      {person} found {count} {good}.
      The bag of {person} holds {count} {good}.
      {person} came back with {count} {good}.
      {person} put {count} {good} in a bag.
      {count} {good} came with {person}.
      In the bag of {person} are {count} {good}.
      {person} took home {count} {good}.
      """,
      """
      How many {good} does {person} have?
      What number of {good} does {person} have?
      Of the {good} of {person}, how many are there?
      How many are the {good} of {person}?
      How many {good} belong to {person}?
      """,
      Slot.GOOD),

  /** The weekday of somebody at a place. */
  DAY(
      List.of(Slot.DAY),
      """
      {person} goes to the {place} each {day}.
      Each {day} {person} works at the {place}.
      {person} looks after the {place} on {day}.
      The {place} is where {person} goes on {day}.
      On {day} {person} comes to the {place}.
      {person} is at the {place} each {day}.
      {person} keeps {day} for the {place}.
      By {day} {person} is back at the {place}.
      {day} is when {person} goes to the {place}.
      {person} stays at the {place} on {day}.
      """,
      """
      On which day is {person} at the {place}?
      Which day takes {person} to the {place}?
      When in the week is {person} at the {place}?
      What day does {person} keep for the {place}?
      What is the day of {person} at the {place}?
      """,
      Slot.PLACE),

  /** The place where somebody's thing is. */
  SPOT(
      List.of(Slot.PLACE),
      """
      {person} left a {thing} at the {place}.
      {person} put the {thing} behind the {place}.
      The {thing} of {person} is in the {place}.
      Near the {place} {person} lost a {thing}.
      At the {place} {person} put down a {thing}.
      Look near the {place} for the {thing} of {person}.
      {person} keeps the {thing} at the {place}.
      {person} gave a {thing} to the {place}.
      The {place} still has the {thing} of {person}.
      {person} left the {thing} down by the {place}.
      """,
      """
      Where did {person} leave the {thing}?
      Where is the {thing} of {person} now?
      At which place is the {thing} of {person}?
      Where should {person} look for the {thing}?
      In what place did the {thing} of {person} end up?
      """,
      Slot.THING),

  /** The earlier person that somebody stands in a relation to. */
  KIN(
      List.of(Slot.OTHER),
      """
      {person} is {kin} to {other}.
      {person} came here as the {kin} of {other}.
      {other} has {person} as a {kin}.
      As {kin} of {other}, {person} is well known.
      {person} was named {kin} of {other}.
      {other} calls {person} a {kin}.
      In {person}, {other} found a {kin}.
      {person} is with {other} as a {kin}.
      They know {person} as {kin} of {other}.
      {other} needs {person} as a {kin}.
      """,
      """
      Whose {kin} is {person}?
      To whom is {person} a {kin}?
      Who has {person} as a {kin}?
      Of whom is {person} the {kin}?
      {person} is the {kin} of which person?
      """,
      Slot.KIN),

  /** The month somebody was born in. */
  BIRTH(
      List.of(Slot.MONTH),
      """
      {person} was born one {month}.
      {person} will be a year older in {month}.
      {month} is the birth month of {person}.
      In {month} {person} was born.
      {person} is a child of {month}.
      In {month} {person} has a birthday.
      The birth of {person} was in {month}.
      For {person}, {month} is the month of birth.
      {person} has a birthday each {month}.
      {month} is when {person} was born.
      """,
      """
      What month was {person} born in?
      Which month is the birth month of {person}?
      When in the year was {person} born?
      In what month does {person} have a birthday?
      Which month saw the birth of {person}?
      """),

  /** Two things that somebody carries; the answer is a list. */
  LOAD(
      List.of(Slot.THING, Slot.THING2),
      """
      {person} carries a {thing} and a {thing2}.
      {person} took along a {thing} and a {thing2}.
      With a {thing} and a {thing2} {person} set out.
      The pack of {person} holds a {thing} and a {thing2}.
      {person} set out with a {thing} and a {thing2}.
      A {thing} and a {thing2} go along with {person}.
      In the pack of {person} are a {thing} and a {thing2}.
      {person} put a {thing} and a {thing2} in the pack.
      {person} goes out with a {thing} and a {thing2}.
      What {person} carries is a {thing} and a {thing2}.
      """,
      """
      Which two things does {person} carry?
      What does {person} have in the pack?
      What two things did {person} take along?
      What two things go with {person}?
      Which things does {person} set out with?
      """);

  private final List<Slot> answers;
  private final List<Slot> keys;
  private final Wordings facts;
  private final Wordings questions;

  ChronicleKind(List<Slot> answers, String facts, String questions, Slot... keys) {
    this.answers = answers;
    this.keys = List.of(keys);
    this.facts = Wordings.of(facts);
    this.questions = Wordings.of(questions);
  }

  /** The slots that a question asks for: one, or the items of a list. */
  List<Slot> answers() {
    return answers;
  }

  /** The slots besides the person that a question names. */
  List<Slot> keys() {
    return keys;
  }

  Wordings facts() {
    return facts;
  }

  Wordings questions() {
    return questions;
  }

  /** The name in records. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
