package org.rccbench.models.internal.external;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.rccbench.datasets.Context;
import org.rccbench.models.ContextModel;
import org.rccbench.models.Memory;
import org.rccbench.models.ModelCard;
import org.rccbench.models.ModelSpec;
import org.rccbench.models.Tokenizer;
import org.rccbench.models.UnsupportedRequestException;

/**
 * An uncompressed model behind an OpenAI-compatible completions server, such as llama.cpp or vLLM.
 * The server keeps nothing that could be relied on: every prompt is sent with its context.
 */
final class HttpModel implements ContextModel {
  static final String MODEL = "model";
  static final String SEND = "send";
  static final String KEY = "key_env";
  static final String RETRIES = "retries";
  static final String MAX_CONTEXT = "max_context";
  static final String WEIGHTS = "weights";
  private static final Duration FIRST_WAIT = Duration.ofMillis(500);

  private final CompletionsClient client;
  private final Served served;
  private final InputForm form;
  private final NamedTokenizer tokenizer;
  private final ModelCard card;

  private HttpModel(ModelSpec spec, CompletionsClient client, Settings settings) {
    this.client = client;
    this.form = form(settings);
    this.served = Served.of(client.models(), settings, form);
    this.tokenizer = NamedTokenizer.open(settings, form);
    this.card = served.card(spec, form, tokenizer, settings.text(WEIGHTS));
  }

  static HttpModel open(ModelSpec spec) {
    return open(spec, System.getenv(), FIRST_WAIT);
  }

  /** Opens it with another environment and another first wait, for tests. */
  static HttpModel open(ModelSpec spec, Map<String, String> environment, Duration firstWait) {
    Settings settings = new Settings(spec);
    ApiKey key = ApiKey.of(settings.text(KEY), environment);
    int retries = settings.number(RETRIES, 0).orElse(3);
    CompletionsClient.Rules rules =
        new CompletionsClient.Rules(settings.timeout(), retries, firstWait);
    return new HttpModel(spec, new CompletionsClient(base(spec.source()), key, rules), settings);
  }

  /** Refuses what can be seen to be wrong without asking the server. */
  static void check(ModelSpec spec) {
    Settings settings = new Settings(spec);
    settings.refuseArithmetic();
    settings.timeout();
    settings.number(RETRIES, 0);
    settings.number(MAX_CONTEXT, 1);
    ApiKey.of(settings.text(KEY), System.getenv());
    refuseMaxContext(form(settings), settings);
    base(spec.source());
  }

  /** Nobody knows how many tokens the server makes of text, so that no limit could be held. */
  private static void refuseMaxContext(InputForm form, Settings settings) {
    if (form == InputForm.TEXT && settings.text(MAX_CONTEXT).isPresent()) {
      throw new IllegalArgumentException(
          "the setting "
              + MAX_CONTEXT
              + " counts ids, and text is sent: set "
              + SEND
              + ": ids with the server's tokenizer, or leave it out");
    }
  }

  private static InputForm form(Settings settings) {
    return InputForm.named(SEND, settings.text(SEND).orElse(InputForm.TEXT.label()));
  }

  /**
   * The address, under which {@code completions} stands. A message never shows what may be a key.
   */
  static URI base(String source) {
    URI uri;
    try {
      uri = new URI(source.endsWith("/") ? source : source + "/");
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("the server's address is no URL: " + e.getReason(), e);
    }
    boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!isHttp || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "the server's address must look like http://127.0.0.1:8080/v1");
    }
    if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException(
          "the server's address must be an address alone: no user, no key, no ?, no #; a key comes"
              + " from the environment variable that the setting "
              + KEY
              + " names ("
              + ApiKey.USUAL_VARIABLE
              + " if it names none)");
    }
    return uri;
  }

  @Override
  public ModelCard card() {
    return card;
  }

  @Override
  public Tokenizer tokenizer() {
    return tokenizer.tokenizer();
  }

  /** Nothing is kept between two requests. */
  @Override
  public boolean isShareable() {
    return true;
  }

  @Override
  public Memory read(Context context) {
    long tokens = context.tokenCount(tokenizer());
    if (served.maxContext() > 0 && form == InputForm.IDS && tokens > served.maxContext()) {
      throw new UnsupportedRequestException(
          "the context has " + tokens + " tokens, the server reads at most " + served.maxContext());
    }
    return new HttpMemory(this, context, Math.toIntExact(tokens));
  }

  CompletionsClient client() {
    return client;
  }

  /** The name that requests give, where one is known. */
  Optional<String> name() {
    return served.name();
  }

  boolean sendsIds() {
    return form == InputForm.IDS;
  }

  @Override
  public void close() {
    tokenizer().close();
  }

  /**
   * What is known of the model that is served.
   *
   * @param name as requests give it
   * @param maxContext positions, 0 if unknown
   * @param trainedPositions those that it was trained on and, of ids, the server reads; 0 if
   *     unknown
   * @param parameters 0 if unknown
   */
  private record Served(
      Optional<String> name, long maxContext, int trainedPositions, long parameters) {

    /**
     * Finds it in the list of the server's models: llama.cpp says {@code meta.n_ctx}, {@code
     * meta.n_ctx_train} and {@code meta.n_params}, vLLM {@code max_model_len}.
     *
     * @throws IllegalArgumentException if a model is named that is not there, or one would have to
     *     be named
     */
    static Served of(Optional<JsonNode> list, Settings settings, InputForm form) {
      Optional<String> wanted = settings.text(MODEL);
      JsonNode found = null;
      StringBuilder known = new StringBuilder();
      JsonNode models = list.map(l -> l.path("data")).orElse(Dialogue.JSON.createArrayNode());
      for (JsonNode model : models) {
        String id = model.path("id").asText();
        known.append(known.isEmpty() ? "" : ", ").append(id);
        if (wanted.map(id::equals).orElse(models.size() == 1)) {
          found = model;
        }
      }
      if (found == null && !models.isEmpty()) {
        throw new IllegalArgumentException(
            "the setting model must name one of the server's models: "
                + Excerpt.of(known.toString())
                + wanted.map(w -> "; was " + Excerpt.of(w)).orElse(""));
      }
      JsonNode model = found == null ? Dialogue.JSON.createObjectNode() : found;
      JsonNode meta = model.path("meta");
      long positions = meta.path("n_ctx").asLong(model.path("max_model_len").asLong(0));
      int own = settings.number(MAX_CONTEXT, 1).orElse(0);
      long read = own > 0 ? own : Math.max(0, positions);
      int trained = Math.max(0, meta.path("n_ctx_train").asInt(0));
      return new Served(
          wanted.or(() -> Optional.ofNullable(model.path("id").textValue())),
          read,
          form == InputForm.IDS ? smaller(trained, read) : trained,
          Math.max(0, meta.path("n_params").asLong(0)));
    }

    /**
     * What the model was trained on, or what the server reads where that is less: contexts are cut
     * to it. Of text nobody knows how many tokens the server makes.
     */
    private static int smaller(int trained, long read) {
      if (read == 0 || (trained > 0 && trained < read)) {
        return trained;
      }
      return (int) Math.min(Integer.MAX_VALUE, read);
    }

    ModelCard card(
        ModelSpec spec, InputForm form, NamedTokenizer tokenizer, Optional<String> weights) {
      String id = name.orElse(ExternalKinds.NOT_REPORTED);
      String shown = Excerpt.of(id.startsWith("/") ? id.substring(id.lastIndexOf('/') + 1) : id);
      return new ModelCard(
          spec.kind(),
          shown,
          String.format(
              Locale.ROOT,
              "%s on a completions server, asked in %s, tokenizer %s",
              shown,
              form.label(),
              tokenizer.name()),
          weights.map(Excerpt::of).orElse(ExternalKinds.NOT_REPORTED),
          true,
          parameters,
          ExternalKinds.NOT_REPORTED,
          ExternalKinds.NOT_REPORTED,
          1,
          0,
          trainedPositions,
          0,
          0,
          tokenizer.tokenizer().size());
    }
  }
}
