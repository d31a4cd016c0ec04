"""Writes the journals of two made runs, to time the verb compare.

    python score_runs.py --samples 20000 --out runs
    rcc-bench compare runs/a runs/b --profile passkey-landmark

Every sample is a context of its own, which is the most there is to resample; five lengths, five depths.
"""

import argparse
import hashlib
import json
import pathlib
import random


def line(rng, model, number, hit):
    sample = hashlib.sha256(f"sample {number}".encode()).hexdigest()
    return {
        "sample": sample,
        "key": hashlib.sha256(f"{sample} {model}".encode()).hexdigest(),
        "task": "passkey",
        "version": 1,
        "model": model,
        "trained": True,
        "mode": None,
        "cell": {"depth": str(number % 5 * 25), "length": str(2048 << number // 5 % 5)},
        "context": hashlib.sha256(f"context {number}".encode()).hexdigest(),
        "prompt": "What is the pass key? The pass key is",
        "output": " 12345." if hit else " 54321.",
        "outputIds": [rng.randrange(2, 50304) for _ in range(16)],
        "extracted": "12345" if hit else "54321",
        "references": ["12345"],
        "scores": {"passkey-infinitebench": float(hit), "passkey-landmark": float(hit)},
        "details": {},
        "flags": [],
        "ledger": {"given": 2048, "read": 2048, "rateAsked": 1 if model == "a" else 32},
        "outcome": "scored",
        "why": None,
        "measured": {"encodeNanos": rng.randrange(10**9), "decodeNanos": rng.randrange(10**9)},
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--samples", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    for model, share in (("a", 0.9), ("b", 0.85)):
        rng = random.Random(f"{args.seed} {model}")
        folder = pathlib.Path(args.out, model)
        folder.mkdir(parents=True, exist_ok=True)
        with open(folder / "samples.jsonl", "w", encoding="utf-8") as out:
            for number in range(args.samples):
                out.write(json.dumps(line(rng, model, number, rng.random() < share)) + "\n")


if __name__ == "__main__":
    main()
