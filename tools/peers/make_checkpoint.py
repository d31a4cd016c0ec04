"""Writes a GPT-NeoX or RCC checkpoint of one of Pythia's shapes with random weights.

Speed and memory depend on shapes and number types, not on what a model has learnt, so no download is needed.
Every value is exact in float32, bfloat16 and float16: a file made with one --dtype holds the same numbers as
one made with another.
"""

import argparse
import json
import math
import shutil
import sys
from pathlib import Path

import torch
from safetensors import safe_open

# name: hidden size, blocks, heads, intermediate size, vocabulary
SHAPES = {
    "tiny": (64, 3, 4, 256, 512),
    "pythia-14m": (128, 6, 4, 512, 50304),
    "pythia-70m": (512, 6, 8, 2048, 50304),
    "pythia-160m": (768, 12, 12, 3072, 50304),
    "pythia-410m": (1024, 24, 16, 4096, 50304),
    "pythia-1b": (2048, 16, 8, 8192, 50304),
    "pythia-1.4b": (2048, 24, 16, 8192, 50304),
    "pythia-2.8b": (2560, 32, 32, 10240, 50304),
}
# name of the option: (torch type, its name in safetensors, its name in config.json, bytes)
DTYPES = {
    "bf16": (torch.bfloat16, "BF16", "bfloat16", 2),
    "f16": (torch.float16, "F16", "float16", 2),
    "f32": (torch.float32, "F32", "float32", 4),
}
RCC_CONFIG = {"window": 2048, "rate": 32, "trained_rates": [32], "level_rule": "first", "compat": "reference"}


def config(shape, dtype):
    """config.json with the keys that Pythia's own files have."""
    hidden, blocks, heads, intermediate, vocab = SHAPES[shape]
    return {
        "architectures": ["GPTNeoXForCausalLM"],
        "attention_bias": True,
        "bos_token_id": 0,
        "eos_token_id": 0,
        "hidden_act": "gelu",
        "hidden_size": hidden,
        "initializer_range": 0.02,
        "intermediate_size": intermediate,
        "layer_norm_eps": 1e-05,
        "max_position_embeddings": 2048,
        "model_type": "gpt_neox",
        "num_attention_heads": heads,
        "num_hidden_layers": blocks,
        "rotary_emb_base": 10000,
        "rotary_pct": 0.25,
        "tie_word_embeddings": False,
        "torch_dtype": DTYPES[dtype][2],
        "use_cache": True,
        "use_parallel_residual": True,
        "vocab_size": vocab,
    }


def tower(prefix, shape):
    """(name, dimensions) of one GPT-NeoX body, in the order of its forward pass."""
    hidden, blocks, _, intermediate, vocab = SHAPES[shape]
    yield f"{prefix}embed_in.weight", [vocab, hidden]
    for block in range(blocks):
        at = f"{prefix}layers.{block}."
        for norm in ("input_layernorm", "post_attention_layernorm"):
            yield f"{at}{norm}.weight", [hidden]
            yield f"{at}{norm}.bias", [hidden]
        for name, rows, columns in (
            ("attention.query_key_value", 3 * hidden, hidden),
            ("attention.dense", hidden, hidden),
            ("mlp.dense_h_to_4h", intermediate, hidden),
            ("mlp.dense_4h_to_h", hidden, intermediate),
        ):
            yield f"{at}{name}.weight", [rows, columns]
            yield f"{at}{name}.bias", [rows]
    yield f"{prefix}final_layer_norm.weight", [hidden]
    yield f"{prefix}final_layer_norm.bias", [hidden]


def tensors(kind, shape):
    """(name, dimensions) of the whole file."""
    hidden, blocks, _, _, vocab = SHAPES[shape]
    yield from tower("gpt_neox.", shape)
    yield "embed_out.weight", [vocab, hidden]
    if kind == "neox":
        return
    yield from tower("gpt_neox.rcc_encoder.gpt_neox.", shape)
    # Nothing reads the results of these two, yet the official loader insists on their names.
    yield "gpt_neox.rcc_encoder.embed_out.weight", [vocab, hidden]
    yield "gpt_neox.embed_out.weight", [vocab, hidden]
    yield "gpt_neox.rcc_encoder2gpt_embed.weight", [hidden, hidden]
    for block in range(blocks):
        yield f"gpt_neox.rcc_encoder2gpt_A_matrix.{block}.weight", [hidden, hidden]


def values(name, dimensions, generator):
    """normal(0, 0.02), around 1 for the weights of a norm, rounded until no 16-bit type loses anything."""
    x = torch.randn(dimensions, generator=generator).mul_(0.02)
    if name.endswith("norm.weight"):
        x += 1
    while True:
        rounded = x.half().bfloat16().float()
        if torch.equal(rounded.half().float(), rounded):
            return rounded
        x = rounded


def header(kind, shape, dtype):
    """The safetensors header, padded so that the data starts at a multiple of 8."""
    entries, offset = {"__metadata__": {"format": "pt"}}, 0
    for name, dimensions in tensors(kind, shape):
        end = offset + math.prod(dimensions) * DTYPES[dtype][3]
        entries[name] = {"dtype": DTYPES[dtype][1], "shape": dimensions, "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(entries, separators=(",", ":")).encode()
    return text + b" " * (-len(text) % 8)


def write_weights(path, args):
    """Tensor by tensor, so that memory stays small at any model size."""
    generator = torch.Generator().manual_seed(args.seed)
    head = header(args.kind, args.shape, args.dtype)
    with open(path, "wb") as out:
        out.write(len(head).to_bytes(8, "little"))
        out.write(head)
        for name, dimensions in tensors(args.kind, args.shape):
            tensor = values(name, dimensions, generator).to(DTYPES[args.dtype][0])
            out.write(memoryview(tensor.view(torch.uint8).numpy()))


def read_back(path, args):
    """The library's own reader must see every tensor with its shape."""
    with safe_open(path, framework="pt") as file:
        found = {name: file.get_slice(name).get_shape() for name in file.keys()}
    if found != dict(tensors(args.kind, args.shape)):
        sys.exit(f"{path}: names or shapes read back differ from those written; delete the folder and report this")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--shape", choices=SHAPES, required=True)
    options.add_argument("--dtype", choices=DTYPES, default="bf16")
    options.add_argument("--kind", choices=["neox", "rcc"], required=True)
    options.add_argument("--out", type=Path, required=True, help="folder to make; must not hold a checkpoint yet")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--tokenizer", type=Path, help="tokenizer.json to copy into the folder")
    args = options.parse_args()
    weights = args.out / "model.safetensors"
    if weights.exists():
        sys.exit(f"{weights} exists already; choose another --out or delete it")
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "config.json").write_text(json.dumps(config(args.shape, args.dtype), indent=2) + "\n")
    if args.kind == "rcc":
        (args.out / "rcc_config.json").write_text(json.dumps(RCC_CONFIG, indent=2) + "\n")
    if args.tokenizer:
        shutil.copyfile(args.tokenizer, args.out / "tokenizer.json")
    write_weights(weights, args)
    read_back(weights, args)
    parameters = sum(math.prod(dimensions) for _, dimensions in tensors(args.kind, args.shape))
    print(f"{weights}: {parameters} parameters, {weights.stat().st_size} bytes")


if __name__ == "__main__":
    main()
