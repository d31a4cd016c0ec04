"""Peak memory of one prefill of a GPT-NeoX folder in Hugging Face transformers on the CPU (Linux only)."""

import ctypes
import gc
import os

import torch

# GPTNeoXForCausalLM is named here so that the library's own code is in memory before a model is.
from transformers import DynamicCache, GPTNeoXForCausalLM  # noqa: F401

import measure

M_MMAP_THRESHOLD = -3


def status():
    """Fields of /proc/self/status that count memory, in bytes."""
    with open("/proc/self/status", encoding="ascii") as lines:
        fields = dict(line.split(":", 1) for line in lines)
    return {key: int(fields[key].split()[0]) * 1024 for key in ("VmHWM", "VmRSS", "RssAnon", "RssFile")}


def settle(libc):
    """Gives freed memory back to the system and restarts the peak counter at what is held now."""
    gc.collect()
    libc.malloc_trim(0)
    with open("/proc/self/clear_refs", "w", encoding="ascii") as control:
        control.write("5")


def prefill(model, ids, keep):
    """Returns the cache too, so that it is alive when the peak is read."""
    cache = DynamicCache(config=model.config)
    logits = measure.forward(model, cache, input_ids=ids, logits_to_keep=keep).logits
    return cache, int(logits[0, -1].argmax())


def peak(model, ids, keep, libc):
    """One measured prefill: bytes before, at the peak, and with only the cache left."""
    settle(libc)
    before = status()
    cache, argmax = prefill(model, ids, keep)
    highest = status()["VmHWM"]
    gc.collect()
    libc.malloc_trim(0)
    after = status()["VmRSS"]
    del cache
    return {
        "idle_bytes": before["VmRSS"],
        "idle_anonymous_bytes": before["RssAnon"],
        "idle_file_bytes": before["RssFile"],
        "peak_bytes": highest,
        "peak_above_idle_bytes": highest - before["VmRSS"],
        "held_after_above_idle_bytes": after - before["VmRSS"],
        "argmax": argmax,
    }


def main():
    options = measure.parser(__doc__)
    options.add_argument("--model", required=True, help="GPT-NeoX folder")
    options.add_argument("--tokens", type=int, required=True, help="prompt length")
    options.add_argument("--repeats", type=int, default=3)
    options.add_argument("--all-logits", action="store_true", help="logits of every position, the library's default")
    args = options.parse_args()
    libc = ctypes.CDLL(None)
    # A fixed threshold: glibc would otherwise raise it as blocks are freed, keep them, and start from a higher floor.
    libc.mallopt(M_MMAP_THRESHOLD, 1 << 20)
    measure.set_up(args.threads)
    settle(libc)
    before_model = status()["VmRSS"]
    model = measure.load_causal_lm(args.model, args.dtype)
    ids = torch.tensor([measure.token_ids(args.tokens, model.config.vocab_size, args.seed)])
    with torch.inference_mode():
        # Touches every weight and builds what the library builds once, so that both count as idle.
        prefill(model, ids[:, :64], 1)
        for parameter in model.parameters():
            parameter.sum()
        rounds = [peak(model, ids, 0 if args.all_logits else 1, libc) for _ in range(args.repeats)]
    weights = sum(p.numel() * p.element_size() for p in model.parameters())
    width = model.config.num_hidden_layers * model.config.hidden_size
    result = measure.environment(args) | {
        "contender": "transformers",
        "attention": model.config._attn_implementation,
        "source": os.path.basename(os.path.abspath(args.model)),
        "tokens": args.tokens,
        "logits": "all" if args.all_logits else "last",
        "weight_bytes": weights,
        "cache_bytes": 2 * width * args.tokens * measure.DTYPES[args.dtype].itemsize,
        "before_model_bytes": before_model,
        "peak_above_idle_bytes": max(r["peak_above_idle_bytes"] for r in rounds),
        "repeats": rounds,
    }
    measure.report(result, args.json)


if __name__ == "__main__":
    main()
