"""Scores a file of pairs with the published Python code, one thread; prints the mean.

    python score_peer.py --metric bleu-13a --input pairs.jsonl

bleu-13a: sacrebleu's sentence_bleu, one BLEU object for all rows. rouge-l: rouge-score's rougeL, F.
qa-f1: the word F1 of LongBench by its rule (lower case, no punctuation, no articles), written here.
"""

import argparse
import collections
import json
import re
import string


def bleu_13a():
    from sacrebleu.metrics import BLEU

    metric = BLEU(effective_order=True)
    return lambda said, right: metric.sentence_score(said, [right]).score


def rouge_l():
    from rouge_score import rouge_scorer

    scorer = rouge_scorer.RougeScorer(["rougeL"])
    return lambda said, right: scorer.score(right, said)["rougeL"].fmeasure


def qa_f1():
    articles = re.compile(r"\b(a|an|the)\b")
    marks = set(string.punctuation)

    def words(text):
        kept = "".join(c for c in text.lower() if c not in marks)
        return articles.sub(" ", kept).split()

    def score(said, right):
        mine, yours = words(said), words(right)
        same = sum((collections.Counter(mine) & collections.Counter(yours)).values())
        if same == 0:
            return 0.0
        precision, recall = same / len(mine), same / len(yours)
        return 2 * precision * recall / (precision + recall)

    return score


METRICS = {"bleu-13a": bleu_13a, "rouge-l": rouge_l, "qa-f1": qa_f1}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--metric", choices=METRICS, required=True)
    parser.add_argument("--input", required=True)
    args = parser.parse_args()
    score = METRICS[args.metric]()
    total = rows = 0
    with open(args.input, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            total += score(row["prediction"], row["references"][0])
            rows += 1
    print(f"{args.metric} {rows} {total / rows:.6f}")


if __name__ == "__main__":
    main()
