#!/usr/bin/env python3
"""Makes the golden run: an invented run with every task, so that every table and figure is drawn.

python3 make.py writes run.json, samples.jsonl and measurements.jsonl beside it. Nothing in it was
measured. Python's random.Random is the same on every version for the calls used here.
"""
import hashlib, json, pathlib, random

HERE = pathlib.Path(__file__).parent
RNG = random.Random(20240610)
WORDS = ("river stone lamp garden letter harbour winter copper signal meadow ticket engine "
         "orchard window thunder market silver ladder compass violin").split()
# kind, rate, bytes kept a token, quality of passkey, reconstruction, question answering
MODELS = {
    "pythia": ("full", 1, 6144, 0.95, 0.97, 0.42),
    "rcc-16": ("rcc", 16, 384, 0.92, 0.90, 0.38),
    "rcc-32": ("rcc", 32, 192, 0.88, 0.78, 0.33),
    "last-layer-32": ("last-layer", 32, 192, 0.55, 0.52, 0.22),
    "blind": ("blind", 1, 0, 0.02, 0.05, 0.08),
}
SCORERS = {
    "bleu4-ids-nltk-method1": "tok:ids|nltk-sentence-bleu|orders:4|smooth:method1|scale:0-1|version:3.10.3",
    "passkey-landmark": "passkey|landmark-attention d963e50|first integer, digits of any script",
    "longbench-qa-f1": "qa-f1|longbench",
}
lines = []


def sha(*parts):
    return hashlib.sha256("/".join(map(str, parts)).encode()).hexdigest()


def words(n):
    return " ".join(RNG.choice(WORDS) for _ in range(n))


def line(model, task, cell, context, prompt, output, extracted, reference, scores, tokens,
         mode=None, details=None, why=None):
    kind, rate, kept, *_ = MODELS[model]
    sample = sha(task, sorted(cell.items()), context, prompt)[:32]
    lines.append({
        "sample": sample, "key": sha(sample, model, mode)[:32], "task": task, "version": 1,
        "model": model, "trained": model != "blind", "mode": mode, "cell": cell,
        "context": context, "prompt": prompt, "output": output,
        "outputIds": [len(w) for w in output.split()], "extracted": extracted,
        "references": [reference], "scores": scores, "details": details or {},
        "flags": ["beyond-window"] if kind == "full" and tokens > 2048 else [],
        "ledger": {"given": tokens, "read": tokens, "padded": 0, "dropped": 0,
                   "windows": 0 if rate == 1 else -(-tokens // 2048),
                   "window": 0 if rate == 1 else 2048,
                   "slots": 0 if rate == 1 else tokens // rate, "rateAsked": rate,
                   "rateReal": float(rate), "kvBytes": kept * tokens, "slotBytes": 0, "notes": ""},
        "outcome": "failed" if why else "scored", "why": why,
        "measured": {"encodeNanos": 1000 * tokens, "contextPrefillNanos": 500 * tokens,
                     "promptPrefillNanos": 4000000, "decodeNanos": 90000000,
                     "memoryBytes": kept * tokens, "sharedRead": False}})


def passkey():
    for length in (2048, 8192, 32768):
        for depth in ("0", "25", "50", "75", "100"):
            for n in range(3):
                context, key = sha("passkey", length, depth, n), str(RNG.randint(10000, 99999))
                for model, (_, _, _, quality, _, _) in MODELS.items():
                    found = RNG.random() < quality
                    said = key if found else str(RNG.randint(10000, 99999))
                    broke = model == "pythia" and length == 32768 and n == 2 and depth == "50"
                    line(model, "passkey", {"length": str(length), "depth": depth}, context,
                         "What is the pass key? The pass key is", "" if broke else f" {said}. Remember it.",
                         None if broke else said, key,
                         {} if broke else {"passkey-landmark": float(said == key)}, length,
                         why="out of memory: killed by signal 9" if broke else None)


def reconstruction():
    for n in range(6):
        context = sha("reconstruction", n)
        for position in (0, 300, 600, 900, 1200):
            text = words(60)
            for model, (_, _, _, _, quality, _) in MODELS.items():
                right = [w if RNG.random() < quality else RNG.choice(WORDS) for w in text.split()]
                base = sum(a == b for a, b in zip(right, text.split())) / 60
                scores = {f"bleu4-ids-nltk-method1@{size}": round(base ** (1 + size / 900), 6)
                          for size in (100, 200, 300, 400, 500)}
                wrong = [i for i, (a, b) in enumerate(zip(right, text.split())) if a != b]
                details = {"start": position + 10, "compared": 60, "wrong": ",".join(map(str, wrong))}
                if wrong:
                    details["first-divergence"] = wrong[0]
                line(model, "reconstruction", {"position": str(position), "length": "2048"}, context,
                     words(8), " ".join(right), None, text, scores, 2048, details=details)


def answers():
    for bucket, size in (("0-2k", 1500), ("2-4k", 3000), ("4-8k", 6000), ("8k+", 12000)):
        for n in range(6):
            context, question, answer = sha("qa", bucket, n), "Who kept the " + words(2) + "?", words(3)
            for model, (kind, rate, _, _, _, quality) in MODELS.items():
                modes = ("context-only",) if rate == 1 else ("human", "reconstruction", "context-only")
                for mode in modes:
                    kept = [w for w in answer.split() if RNG.random() < quality * (1 - size / 40000)]
                    said = " ".join(kept) or RNG.choice(WORDS)
                    f1 = 2 * len(kept) / (len(said.split()) + 3) if kept else 0.0
                    line(model, "question_answering", {"dataset": "chronicle", "question": str(n)}, context,
                         question, said, said, answer, {"longbench-qa-f1": round(f1, 6)}, size, mode=mode,
                         details={"bucket-words": bucket, "words": size, "tokens": size})


def measurements():
    rows = []
    for name in ("pythia", "rcc-32"):
        kind, rate, kept, *_ = MODELS[name]
        for tokens in (2048, 4096, 8192, 16384, 32768, 65536):
            weights = (28 if rate == 1 else 62) << 20
            kv = kept * tokens
            row = {"model": name, "kind": kind, "source": "golden", "trained": True,
                   "arithmetic": "bf16, plain weights", "device": "cpu", "rate": rate, "tokens": tokens,
                   "idle": 170 << 20, "peak": (170 << 20) + int(1.2 * weights) + int(1.5 * kv),
                   "weightBytes": weights, "kvBytes": kv, "levelBytes": 0 if rate == 1 else 1 << 20,
                   "encodeNanos": 0 if rate == 1 else 40000 * tokens,
                   "contextPrefillNanos": 20000 * tokens + 2 * tokens * tokens if rate == 1 else 1500 * tokens,
                   "promptPrefillNanos": 4000000 + 300 * (tokens // rate),
                   "decodeNanos": 60000000 + 900 * (tokens // rate), "decodedTokens": 15,
                   "flags": [], "outcome": "scored", "why": None}
            if rate == 1 and tokens == 65536:
                for field in ("idle", "peak", "encodeNanos", "contextPrefillNanos", "promptPrefillNanos",
                              "decodeNanos", "decodedTokens"):
                    row[field] = None
                row.update(outcome="failed", why="out of memory: killed by signal 9")
            rows.append(row)
    return rows


def dump(name, rows):
    (HERE / name).write_text("".join(json.dumps(row, separators=(",", ":")) + "\n" for row in rows))


passkey()
reconstruction()
answers()
dump("samples.jsonl", lines)
dump("measurements.jsonl", measurements())
(HERE / "run.json").write_text(json.dumps({
    "suite": "name: golden\n", "suiteSha256": sha("golden"),
    "models": {name: {"kind": m[0], "rate": m[1]} for name, m in MODELS.items()},
    "datasets": {}, "seeds": {"bootstrap": 3, "data": 1}, "scorers": SCORERS,
    "versions": {"rcc-bench": "golden"}, "machine": {}, "jvmFlags": [], "commit": None,
    "started": "2026-01-01T00:00:00Z", "finished": "2026-01-01T00:05:00Z"}, indent=1) + "\n")
