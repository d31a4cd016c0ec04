package org.rccbench.training;

import java.util.List;
import java.util.function.Function;
import org.rccbench.models.Prompts;

/** Rows of questions about a context, in the forms in which models are asked. */
final class QuestionRows implements RowMaker {
  private final Objective objective;
  private final TrainingInput input;
  private final Prompts prompts;
  private final boolean slots;

  QuestionRows(Recipe recipe, TrainingInput input) {
    this.objective = recipe.objective();
    this.input = input;
    this.prompts = recipe.prompts();
    this.slots = recipe.network().readsSlots();
  }

  @Override
  public Function<Draws, Row> part(int context, Draws draws) {
    List<Integer> questions = objective.questions();
    return each -> {
      Modes.Mode mode = mode(each);
      int wanted =
          mode == Modes.Mode.CONTEXT_ONLY ? each.between(questions.get(0), questions.get(1)) : 1;
      return row(mode, input.asked(context, wanted, each));
    };
  }

  /** A language model has the one form, and slots the paper's first one unless told otherwise. */
  private Modes.Mode mode(Draws draws) {
    if (!slots) {
      return Modes.Mode.CONTEXT_ONLY;
    }
    return objective.modes() == null ? Modes.Mode.RECONSTRUCTION : objective.modes().drawn(draws);
  }

  private Row row(Modes.Mode mode, Asked asked) {
    if (mode == Modes.Mode.CONTEXT_ONLY) {
      return contextOnly(asked);
    }
    Asked.Question question = asked.questions().get(0);
    String answered = prompts.turn() + question.answer();
    Row row = Row.of(input.encode(prompts.encoderText(asked.context(), question.text())));
    return switch (mode) {
      case RECONSTRUCTION ->
          row.given(input.encode(prompts.reconstruction()))
              .predicted(input.answer(question.text() + answered));
      case HUMAN ->
          row.given(input.encode(Prompts.filled(prompts.human(), question.text())))
              .predicted(input.answer(answered));
      default ->
          row.given(input.encode(prompts.compress()))
              .predicted(input.answer(" " + question.answer()));
    };
  }

  /**
   * Each question as it is asked alone; the end of an answer ends its row, or stands before more.
   */
  private Row contextOnly(Asked asked) {
    int[] context = input.encode(asked.context());
    Row row = slots ? Row.of(context) : Row.of(new int[0]).given(context);
    for (Asked.Question question : asked.questions()) {
      row =
          row.given(input.encode(Prompts.filled(prompts.contextOnly(), question.text())))
              .predicted(input.answer("\n" + question.answer()));
    }
    return row;
  }
}
