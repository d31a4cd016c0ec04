"""Writes pairs of texts, predictions beside references, as the verb score reads them.

    python score_pairs.py --pairs 100000 --words 50 --out pairs.jsonl

A reference is drawn from a vocabulary of made words whose frequencies fall as 1/rank; the prediction
is the reference with a fifth of its words replaced, dropped or doubled. Same seed, same file.
"""

import argparse
import itertools
import json
import random

SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]


def vocabulary(rng, size):
    words = set()
    while len(words) < size:
        words.add("".join(rng.choice(SYLLABLES) for _ in range(rng.randint(1, 4))))
    return sorted(words)


def sentence(rng, words, cumulative, length):
    text = rng.choices(words, cum_weights=cumulative, k=length)
    for at in range(7, length, 8):
        text[at] += rng.choice([",", ",", ".", ";", " 3.5", "'s"])
    text[0] = text[0].capitalize()
    return text


def changed(rng, text, words, cumulative):
    said = []
    for word in text:
        draw = rng.random()
        if draw < 0.1:
            said.append(rng.choices(words, cum_weights=cumulative)[0])
        elif draw < 0.15:
            continue
        elif draw < 0.2:
            said += [word, word]
        else:
            said.append(word)
    return said


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=100_000)
    parser.add_argument("--words", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    words = vocabulary(rng, 5000)
    rng.shuffle(words)
    cumulative = list(itertools.accumulate(1 / (rank + 1) for rank in range(len(words))))
    with open(args.out, "w", encoding="utf-8") as out:
        for number in range(args.pairs):
            reference = sentence(rng, words, cumulative, args.words)
            prediction = changed(rng, reference, words, cumulative)
            row = {
                "id": number,
                "prediction": " ".join(prediction),
                "references": [" ".join(reference)],
            }
            out.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
