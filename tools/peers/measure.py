"""What the peer scripts share: number types, token ids, clocks, the machine's read speed, and the report."""

import argparse
import inspect
import json
import os
import platform
import statistics
import sys
import time

import torch
import transformers

DTYPES = {"bf16": torch.bfloat16, "f16": torch.float16, "f32": torch.float32}

PROBE_BYTES = 5 << 28  # 1.25 GiB: far larger than any last-level cache


def parser(description):
    """Options that every measurement has."""
    options = argparse.ArgumentParser(description=description)
    options.add_argument("--dtype", choices=sorted(DTYPES), default="bf16", help="number type of weights and activations")
    options.add_argument("--threads", type=int, default=1, help="threads inside one operation")
    options.add_argument("--seed", type=int, default=0, help="start of the token id sequence")
    options.add_argument("--json", action="store_true", help="print one JSON object instead of lines")
    return options


def set_up(threads):
    """Quiet and fixed: no progress bars, no network, the given number of threads."""
    if threads < 1:
        sys.exit(f"--threads must be >= 1, was {threads}")
    torch.set_num_threads(threads)
    torch.set_num_interop_threads(1)
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()


def token_ids(count, vocab, seed):
    """The fixed id sequence of README.md ("Token ids"); ids 0 and 1 never occur."""
    x, ids = seed, []
    for _ in range(count):
        x = (x * 1103515245 + 12345) % (1 << 31)
        ids.append(2 + (x >> 8) % (vocab - 2))
    return ids


def load_causal_lm(folder, dtype):
    """A plain GPT-NeoX folder as transformers loads it, with scaled-dot-product attention."""
    if os.path.exists(os.path.join(folder, "rcc_config.json")):
        sys.exit(f"{folder} holds an RCC model (rcc_config.json); give a plain GPT-NeoX folder or use rcc_speed.py")
    model, loading = transformers.AutoModelForCausalLM.from_pretrained(
        folder, dtype=DTYPES[dtype], attn_implementation="sdpa", local_files_only=True, output_loading_info=True
    )
    if loading["missing_keys"]:
        # The library would go on with random values in their place.
        sys.exit(f"{folder} lacks tensors {sorted(loading['missing_keys'])}; is it a whole GPT-NeoX checkpoint?")
    return model.eval()


def cache_keyword(model):
    """transformers renamed the argument past_key_values to cache."""
    return "cache" if "cache" in inspect.signature(model.forward).parameters else "past_key_values"


def forward(model, cache, **inputs):
    """One call with a key/value cache; inputs as the model's forward takes them."""
    return model(use_cache=True, **{cache_keyword(model): cache}, **inputs)


def clocked(function):
    """(seconds, result) of one call."""
    start = time.perf_counter()
    result = function()
    return time.perf_counter() - start, result


def read_bandwidth():
    """GB/s at which this process reads memory: the best of several whole reads of one large tensor."""
    probe = torch.ones(PROBE_BYTES // 4)
    seconds = [clocked(reduce)[0] for _ in range(3) for reduce in (probe.sum, probe.amax)]
    return PROBE_BYTES / min(seconds) / 1e9


def describe(logits):
    """What to compare between contenders; below a small margin, 16-bit rounding decides which id wins."""
    first, second = logits.float().topk(2).values.tolist()
    return {"argmax": int(logits.argmax()), "margin": first - second, "first8": logits[:8].float().tolist()}


def rate_summary(count, seconds):
    """Every repeat, and rates from the median and the best one; count = what one repeat does."""
    return {
        "seconds": seconds,
        "per_second": [count / s for s in seconds],
        "median_per_second": count / statistics.median(seconds),
        "best_per_second": count / min(seconds),
    }


def environment(args):
    """What a reader needs to repeat or to distrust a number."""
    return {
        "torch": torch.__version__,
        "transformers": transformers.__version__,
        "python": platform.python_version(),
        "cpu": cpu_name(),
        "threads": args.threads,
        "dtype": args.dtype,
        "seed": args.seed,
        "load_average_1m": os.getloadavg()[0],
    }


def cpu_name():
    """Model name, family and model number: cloud machines often hide the name."""
    fields = {}
    with open("/proc/cpuinfo", encoding="ascii", errors="replace") as lines:
        for line in lines:
            key, _, value = line.partition(":")
            fields.setdefault(key.strip(), value.strip())
    return " ".join(
        f"{label}{fields[key]}"
        for key, label in (("model name", ""), ("cpu family", "family "), ("model", "model "))
        if key in fields
    )


def report(result, as_json):
    """One JSON object, or one line for each leaf."""
    if as_json:
        print(json.dumps(result, allow_nan=False))
        return
    for name, value in leaves("", result):
        print(f"{name}: {value}")


def leaves(prefix, value):
    if isinstance(value, dict):
        for key, child in value.items():
            yield from leaves(f"{prefix}.{key}" if prefix else key, child)
    else:
        yield prefix, value
