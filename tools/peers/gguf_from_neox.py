"""Writes a GPT-NeoX folder as one GGUF file, so that llama.cpp can serve it.

Matrices keep the number type of the folder (f16 or f32; bf16 becomes f32, which is exact), biases and norm weights
become f32. Needs the packages gguf, safetensors and numpy.
"""

import argparse
import json
import sys
from pathlib import Path

import gguf
import numpy as np
from safetensors import safe_open

# What the tokenizer does before its merges, and the name under which llama.cpp knows the same.
DIGITS_APART = "smollm"
BYTE_LEVEL = "gpt-2"


def pre_tokenizer(tokenizer):
    """The name of the split that tokenizer.json asks for; an unknown one is an error."""
    split = tokenizer["pre_tokenizer"]
    parts = split["pretokenizers"] if split["type"] == "Sequence" else [split]
    kinds = [part["type"] for part in parts]
    level = parts[-1]
    if level["type"] != "ByteLevel" or level.get("add_prefix_space") or not level.get("use_regex", True):
        raise SystemExit(f"pre_tokenizer {kinds}: only a plain ByteLevel one is known")
    if kinds == ["ByteLevel"]:
        return BYTE_LEVEL
    if kinds == ["Digits", "ByteLevel"] and parts[0]["individual_digits"]:
        return DIGITS_APART
    raise SystemExit(f"pre_tokenizer {kinds}: no split of llama.cpp is known to be the same")


def add_tokenizer(writer, folder, vocabulary):
    tokenizer = json.loads((folder / "tokenizer.json").read_text("utf-8"))
    if tokenizer.get("normalizer") is not None:
        print("llama.cpp knows no normalizer: texts outside NFC may be split otherwise", file=sys.stderr)
    tokens = [f"<|unused-{i}|>" for i in range(vocabulary)]
    types = [gguf.TokenType.UNUSED] * vocabulary
    for token, i in tokenizer["model"]["vocab"].items():
        tokens[i], types[i] = token, gguf.TokenType.NORMAL
    for added in tokenizer["added_tokens"]:
        kind = gguf.TokenType.CONTROL if added["special"] else gguf.TokenType.USER_DEFINED
        tokens[added["id"]], types[added["id"]] = added["content"], kind
    merges = [m if isinstance(m, str) else " ".join(m) for m in tokenizer["model"]["merges"]]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre(pre_tokenizer(tokenizer))
    writer.add_token_list(tokens)
    writer.add_token_types(types)
    writer.add_token_merges(merges)
    writer.add_add_bos_token(False)
    writer.add_bos_token_id(0)
    writer.add_eos_token_id(0)


def add_sizes(writer, config):
    head = config["hidden_size"] // config["num_attention_heads"]
    writer.add_context_length(config["max_position_embeddings"])
    writer.add_embedding_length(config["hidden_size"])
    writer.add_block_count(config["num_hidden_layers"])
    writer.add_feed_forward_length(config["intermediate_size"])
    writer.add_head_count(config["num_attention_heads"])
    writer.add_rope_dimension_count(int(head * config["rotary_pct"]))
    writer.add_rope_freq_base(float(config["rotary_emb_base"]))
    writer.add_layer_norm_eps(config["layer_norm_eps"])
    writer.add_parallel_residual(config.get("use_parallel_residual", True))
    writer.add_vocab_size(config["vocab_size"])


def tensors(folder):
    for file in sorted(folder.glob("*.safetensors")):
        with safe_open(file, framework="numpy") as opened:
            for name in opened.keys():
                yield name, opened.get_tensor(name)


def renamed(name):
    """GGUF's name of a tensor of a GPT-NeoX folder, or None where it is a table that nothing reads."""
    if name in ("embed_out.weight", "lm_head.weight"):
        return "output.weight"
    name = name.removeprefix("gpt_neox.")
    if name == "embed_in.weight":
        return "token_embd.weight"
    if name.startswith("final_layer_norm."):
        return "output_norm." + name.split(".")[-1]
    _, block, part = name.split(".", 2)
    places = {
        "input_layernorm": "attn_norm",
        "post_attention_layernorm": "ffn_norm",
        "attention.query_key_value": "attn_qkv",
        "attention.dense": "attn_output",
        "mlp.dense_h_to_4h": "ffn_up",
        "mlp.dense_4h_to_h": "ffn_down",
    }
    place, _, kind = part.rpartition(".")
    return f"blk.{block}.{places[place]}.{kind}" if place in places else None


def stored(name, values, heads):
    """Queries, keys and values stand head by head in the folder, and one after the other in GGUF."""
    if ".attn_qkv." in name:
        rest = values.shape[1:]
        values = values.reshape(heads, 3, -1, *rest).swapaxes(0, 1).reshape(-1, *rest)
    keep = values.ndim == 2 and values.dtype == np.float16
    return np.ascontiguousarray(values if keep else values.astype(np.float32))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="a GPT-NeoX folder with tokenizer.json")
    parser.add_argument("--out", type=Path, required=True, help="the GGUF file")
    args = parser.parse_args()
    config = json.loads((args.model / "config.json").read_text("utf-8"))
    if config["hidden_act"] == "gelu":
        print("llama.cpp computes GPT-NeoX with the tanh form of GELU, this folder asks for the exact one",
              file=sys.stderr)
    writer = gguf.GGUFWriter(args.out, "gptneox")
    writer.add_name(args.model.resolve().name)
    add_sizes(writer, config)
    add_tokenizer(writer, args.model, config["vocab_size"])
    for name, values in tensors(args.model):
        place = renamed(name)
        if place is not None:
            writer.add_tensor(place, stored(place, values, config["num_attention_heads"]))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    main()
