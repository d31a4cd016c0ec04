"""Training speed: the verb train beside the same RCC step in PyTorch, whole processes, alternating, one thread each.

    python train_speed.py --model M --java ../../rcc-bench --steps 200 --rounds 3 --json
    python train_speed.py --check GOLDEN          # a folder train-rcc of reference losses, in float32

M is a GPT-NeoX folder with tokenizer.json; both towers start from it. Same rows, windows, text lengths, number types and
optimizer; what differs in a step's ids does not change its time. Set the same GLIBC_TUNABLES for both by setting them for this script.
"""

import argparse
import json
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import torch
from safetensors.torch import load_file

import train_model

WARM = 20  # steps of each process that are not counted
RECIPE = """name: speed
network: {{architecture: rcc, from: "{model}"}}
data: {{chronicle: {{seed: 9}}, tokenizer: "{model}"}}
objective: {{reconstruction: 1, prompt: [10, 10], text: [0.5]}}
curriculum:
  levels: [{{window: {window}, rate: {rate}}}]
optimizer: {{beta1: 0.9, beta2: 0.98, eps: 1.0e-8, weight_decay: 0.01, clip: 1.0}}
schedule: {{steps: {steps}, learning_rate: 1.0e-4, warmup: 10, shape: linear, save_every: 100000}}
batch: {{tokens: {tokens}}}
seed: 9
"""


def step(rcc, optimizer, parameters, batch, clip):
    optimizer.zero_grad(set_to_none=False)
    loss = rcc.loss(*batch)
    loss.backward()
    norm = torch.nn.utils.clip_grad_norm_(parameters, clip)
    optimizer.step()
    return loss.item(), norm.item()


def peer(args):
    """Seconds of each step of a PyTorch process, on random ids of the recipe's shape."""
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    weights, config = train_model.of_two_towers(args.model)
    parameters = train_model.trained(weights)
    rcc = train_model.Rcc(weights, config, torch.bfloat16)
    optimizer = torch.optim.AdamW(parameters, lr=1e-4, betas=(0.9, 0.98), eps=1e-8, weight_decay=0.01, fused=True)
    text = args.window // 2
    rows = args.tokens // row_tokens(args)
    draw = torch.Generator().manual_seed(9)
    seconds = []
    for _ in range(args.steps):
        ids = torch.randint(2, config["vocab_size"], (rows, args.window + text), generator=draw)
        windows = ids[:, : args.window].unsqueeze(1)
        start = time.perf_counter()
        step(rcc, optimizer, parameters, (windows, args.rate, ids[:, args.window :], 10), 1.0)
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"seconds": seconds, "tokens": rows * row_tokens(args), "torch": torch.__version__}))


def row_tokens(args):
    """Context, slots and text but its last id: what both count as a row's tokens."""
    return args.window + args.window // args.rate + args.window // 2 - 1


def ours(args, folder):
    """Tokens a second of each counted step of the verb train."""
    recipe = Path(folder) / "speed.yaml"
    recipe.write_text(RECIPE.format(**vars(args)), "utf-8")
    out = Path(folder) / "model"
    subprocess.run(
        [*shlex.split(args.java), "train", recipe, "--out", out, "--no-progress"], check=True, capture_output=True
    )
    lines = [json.loads(line) for line in (out / "log.jsonl").read_text("utf-8").splitlines()]
    steps = [line for line in lines if "measured" in line][WARM:]
    seconds = [line["measured"]["seconds"] for line in steps]
    tokens = {b["tokens"] - a["tokens"] for a, b in zip(steps, steps[1:])}
    return tokens, seconds


def theirs(args):
    command = [sys.executable, __file__, "--peer", "--model", args.model, "--steps", str(args.steps)]
    command += ["--window", str(args.window), "--rate", str(args.rate), "--tokens", str(args.tokens)]
    done = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {done["tokens"]}, done["seconds"][WARM:]


def check(folder):
    """Losses and gradient norms of the reference, in float32."""
    expected = json.loads((Path(folder) / "expected.json").read_text("utf-8"))
    config = json.loads((Path(folder) / "config.json").read_text("utf-8"))
    width, rate = expected["rcc"]["window"], expected["rcc"]["mem_len"]
    how = expected["optimizer"]
    worst = {"loss": 0.0, "grad_norm": 0.0}
    for variant in expected["variants"]:
        if variant["encoder_frozen"]:
            continue  # not written here
        weights = load_file(Path(folder) / "model.safetensors")
        parameters = train_model.trained(weights)
        rcc = train_model.Rcc(weights, config, torch.float32)
        betas = (how["beta1"], how["beta2"])
        optimizer = torch.optim.AdamW(
            parameters, lr=how["lr"], betas=betas, eps=how["eps"], weight_decay=variant["weight_decay"], fused=True
        )
        for parameter in parameters:
            parameter.grad = torch.zeros_like(parameter)
        batches = expected["batches"][variant["batches"]]
        for wanted, batch in zip(variant["steps"], batches, strict=True):
            ids = torch.tensor(batch["context_ids"])
            first = variant["batches"].startswith("first")
            given = (ids.view(ids.shape[0], -1, width), rate, torch.tensor(batch["text_ids"]))
            got = step(
                rcc, optimizer, parameters, (*given, expected["rcc"]["masked_text_tokens"], first),
                variant["clip_grad_norm"] or float("inf"),
            )
            worst["loss"] = max(worst["loss"], abs(got[0] - wanted["loss"]))
            worst["grad_norm"] = max(worst["grad_norm"], abs(got[1] - wanted["grad_norm"]))
    print(json.dumps(worst))
    if max(worst.values()) > 2e-4 or worst["loss"] > 2e-5:
        sys.exit("the losses are not the reference's")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", help="folder train-rcc of reference losses")
    parser.add_argument("--model", help="a GPT-NeoX folder with tokenizer.json")
    parser.add_argument("--java", help="the command that runs rcc-bench")
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--window", type=int, default=256)
    parser.add_argument("--rate", type=int, default=16)
    parser.add_argument("--tokens", type=int, default=3072, help="most tokens of a step")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--peer", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.check:
        return check(args.check)
    args.model = str(Path(args.model).resolve())
    if args.peer:
        return peer(args)
    rates = {"rcc-bench": [], "pytorch": []}
    for _ in range(args.rounds):
        with tempfile.TemporaryDirectory() as folder:
            measured = {"rcc-bench": ours(args, folder), "pytorch": theirs(args)}
        if measured["rcc-bench"][0] != measured["pytorch"][0]:
            sys.exit(f"the steps differ in their tokens: {measured['rcc-bench'][0]} and {measured['pytorch'][0]}")
        for name, (tokens, seconds) in measured.items():
            rates[name].append(next(iter(tokens)) / statistics.median(seconds))
    ratio = [a / b for a, b in zip(rates["rcc-bench"], rates["pytorch"])]
    result = {"tokens_per_second": rates, "ratio": ratio, "median_ratio": statistics.median(ratio),
              "torch": torch.__version__, "malloc": os.environ.get("GLIBC_TUNABLES", "as the system sets it"),
              "load_average_1m": os.getloadavg()[0]}
    print(json.dumps(result) if args.json else "\n".join(f"{k}: {v}" for k, v in result.items()))


if __name__ == "__main__":
    main()
