"""Compares a reader of RCC checkpoints with a folder of reference numbers (expected.json beside the weights)."""

import json
from pathlib import Path

import torch

import rcc_model

TOLERANCE = 2e-4  # on float32 logits, and on the levels that the encoder hands over


def check(folder, make_reader):
    """(cases compared, names skipped, largest difference, complaints)."""
    expected = json.loads((Path(folder) / "expected.json").read_text())
    weights = rcc_model.RccWeights(folder, torch.float32)
    rule = "pairs" if expected["rcc"]["layers_equal"] else "first"
    compared, skipped, worst, complaints = 0, [], 0.0, []
    for case in expected["cases"]:
        numbers = case.get("repaired", case)
        if "decoder" not in numbers:
            skipped.append(case["name"])
            continue
        reader = make_reader(weights, case["window"], case["mem_len"], rule)
        difference, found = check_case(reader, case, numbers)
        worst = max(worst, difference)
        complaints += [f"{case['name']}: {text}" for text in found]
        compared += 1
    return compared, skipped, worst, complaints


def check_case(reader, case, numbers):
    prompt = case["prompt_ids"][: rcc_model.PROMPT_LIMIT * reader.rate]
    ids = rcc_model.window_ids(case["context_ids"], reader.window)
    cache, logits, _ = reader.read(ids, prompt)
    complaints = [] if ids == numbers["padded_ids"] else ["encoder input differs"]
    wanted = numbers["decoder"]["last_logits"]
    differences = [
        (logits[:16] - torch.tensor(wanted["first16"])).abs().max().item(),
        abs(logits.double().logsumexp(0).item() - wanted["logsumexp"]),
        level_difference(reader.encode(ids), numbers["compressed"]["levels"]),
    ]
    greedy = reader.greedy(cache, logits, case["max_new_tokens"], case["eos_token"])
    if greedy != numbers["greedy"]["ids"]:
        complaints.append(f"greedy ids {greedy}, expected {numbers['greedy']['ids']}")
    # Written so that NaN complains.
    if not all(d <= TOLERANCE for d in differences):
        complaints.append(f"differences (logits, logsumexp, levels) {differences} exceed {TOLERANCE}")
    return max(differences), complaints


def level_difference(levels, wanted):
    """First values of the first and of the last slot, and the mean, of every level."""
    if len(levels) != len(wanted):
        return float("inf")
    worst = 0.0
    for level, numbers in zip(levels, wanted):
        first = (level[0, 0, :4] - torch.tensor(numbers["first_slot_first4"])).abs().max().item()
        last = (level[0, -1, :4] - torch.tensor(numbers["last_slot_first4"])).abs().max().item()
        worst = max(worst, first, last, abs(level.double().mean().item() - numbers["mean"]))
    return worst
