"""Reading speed of an RCC checkpoint in PyTorch on the CPU, with transformers' GPT-NeoX as both towers."""

import statistics
import sys

import torch

import measure
import rcc_check
import rcc_model

PROMPT = [5, 6, 7, 8]
ANSWER_IDS = 8
TRIAL_WINDOWS = 4


def reader_factory(args, batch):
    """How one variant makes a reader for (weights, window, rate, level rule)."""
    if args.variant == "as-published":
        return rcc_model.AsPublished
    return lambda weights, window, rate, rule: rcc_model.Tuned(weights, window, rate, rule, batch)


def make_reader(args, weights, batch):
    rule = weights.settings.get("level_rule", "first")
    return reader_factory(args, batch)(weights, args.window, args.rate, rule)


def best_batch(args, weights, ids):
    """(batch, seconds by batch): each batch size encodes the first few windows twice, the fastest run decides."""
    batches = [int(text) for text in args.batches.split(",")]
    if args.variant == "as-published" or len(batches) == 1:
        return batches[0], {}
    piece = ids[: max(TRIAL_WINDOWS, max(batches)) * args.window]
    readers = {batch: make_reader(args, weights, batch) for batch in batches}
    seconds = {batch: [] for batch in batches}
    for _ in range(2):
        for batch, reader in readers.items():
            seconds[batch].append(measure.clocked(lambda: reader.encode(piece))[0])
    trials = {batch: min(runs) for batch, runs in seconds.items()}
    return min(trials, key=trials.get), trials


def run_rounds(args, reader, ids):
    """(seconds by phase, (last logits, greedy ids)) of every round; answering is not part of the time."""
    rounds = []
    answers = []
    reader.encode(ids[: args.window])  # first call: one-time costs of the library
    for _ in range(args.repeats):
        cache, logits, phases = reader.read(ids, PROMPT)
        rounds.append(phases)
        answers.append((measure.describe(logits), reader.greedy(cache, logits, ANSWER_IDS)))
        del cache
    return rounds, answers


def measured(args):
    weights = rcc_model.RccWeights(args.model, measure.DTYPES[args.dtype])
    args.compat = args.compat or weights.settings.get("compat", "reference")
    context = measure.token_ids(args.tokens, weights.vocab, args.seed)
    ids = rcc_model.PADDINGS[args.compat](context, args.window)
    batch, trials = best_batch(args, weights, ids)
    reader = make_reader(args, weights, batch)
    rounds, answers = run_rounds(args, reader, ids)
    seconds = [r["encode"] + r["slot_prefill"] for r in rounds]
    windows = len(ids) // args.window
    return {
        "contender": args.variant,
        "attention": weights.encoder.config._attn_implementation,
        "tokens": args.tokens,
        "window": args.window,
        "rate": args.rate,
        "compat": args.compat,
        "windows": windows,
        "tokens_encoded": len(ids),
        "slots": windows * reader.slots_per_window,
        "windows_per_batch": batch if args.variant == "tuned" else 1,
        "batch_trial_seconds": {str(key): value for key, value in trials.items()},
        "read": measure.rate_summary(args.tokens, seconds),
        "encoded_tokens_per_second_median": len(ids) / statistics.median(seconds),
        "phase_seconds": {name: [r[name] for r in rounds] for name in rounds[0]},
        "prompt_ids": PROMPT,
        "last_logits": answers[0][0],
        "greedy_ids": answers[0][1],
        "rounds_agree": all(answer == answers[0] for answer in answers),
    }


def run_check(args):
    """Exit status 1 if anything differs; every --batches size is checked."""
    failed = False
    batches = [int(text) for text in args.batches.split(",")] if args.variant == "tuned" else [1]
    for batch in batches:
        compared, skipped, worst, complaints = rcc_check.check(args.check, reader_factory(args, batch))
        failed |= bool(complaints) or compared == 0
        result = {
            "check": args.check,
            "contender": args.variant,
            "windows_per_batch": batch,
            "cases": compared,
            "skipped": skipped,
            "largest_difference": worst,
            "complaints": complaints,
        }
        measure.report(result, args.json)
    sys.exit(1 if failed else 0)


def main():
    options = measure.parser(__doc__)
    options.add_argument("--model", help="RCC folder in the official layout")
    options.add_argument("--variant", choices=["as-published", "tuned"], required=True)
    options.add_argument("--tokens", type=int, default=32768, help="context length")
    options.add_argument("--window", type=int, default=2048)
    options.add_argument("--rate", type=int, default=32)
    options.add_argument("--repeats", type=int, default=3)
    options.add_argument("--batches", default="1,2,4", help="window batches that tuned tries, the fastest is measured")
    options.add_argument("--compat", choices=sorted(rcc_model.PADDINGS), help="padding rule (rcc_config.json)")
    options.add_argument("--check", metavar="DIR", help="compare with reference numbers in f32 instead of measuring")
    args = options.parse_args()
    measure.set_up(args.threads)
    with torch.inference_mode():
        if args.check:
            run_check(args)
        if not args.model:
            options.error("--model is required unless --check is given")
        result = measure.environment(args) | {"read_gb_per_second": measure.read_bandwidth()}
        measure.report(result | measured(args), args.json)


if __name__ == "__main__":
    main()
