"""A reader of RCC checkpoints in PyTorch whose two towers are transformers' own GPT-NeoX.

Two ways to do the same sums: AsPublished does what the paper's published code does, Tuned what a careful user of the
library would do instead. Both give equal answers; only time and memory differ.
"""

import contextlib
import json
import sys
import time
from pathlib import Path

import torch
from safetensors.torch import load_file
from transformers import DynamicCache, GPTNeoXConfig, GPTNeoXForCausalLM

import measure

ENCODER = "gpt_neox.rcc_encoder."
PROMPT_LIMIT = 600  # a prompt keeps its first 600 x rate ids


def window_ids(ids, window):
    """The encoder's input as the published code pads it, with its one broken case (n divides the window) mended."""
    if not ids:
        raise ValueError("the context is empty; RCC has no slots to read without one")
    n = len(ids)
    if n > window:
        # An exact multiple is no exception: the last whole window comes twice.
        return ids[-(window - n % window) :] + ids
    remainder = window % n
    return (ids[-remainder:] if remainder else []) + ids * (window // n)


def exact_windows(ids, window):
    """The context as it is."""
    if not ids or len(ids) % window:
        raise ValueError(f"{len(ids)} context ids are no multiple of the window {window}; use --compat reference")
    return ids


PADDINGS = {"reference": window_ids, "fixed": exact_windows}


def build_tower(config, weights, prefix, head_name, dtype):
    """A GPT-NeoX with head from the tensors under prefix, sharing their memory where the number type is the same."""
    with torch.device("meta"):
        model = GPTNeoXForCausalLM._from_config(config, attn_implementation="sdpa")
    head_here = next(name for name in ("lm_head.weight", "embed_out.weight") if name in model.state_dict())
    body = f"{prefix}gpt_neox."
    apart = (ENCODER, "gpt_neox.rcc_", "gpt_neox.embed_out.")
    state = {
        "gpt_neox." + name[len(body) :]: tensor.to(dtype)
        for name, tensor in weights.items()
        if name.startswith(body) and (prefix or not name.startswith(apart))
    }
    state[head_here] = weights[head_name].to(dtype)
    model.load_state_dict(state, strict=True, assign=True)
    # The rotary frequencies are no part of a checkpoint, and were made without storage above.
    model.gpt_neox.rotary_emb = type(model.gpt_neox.rotary_emb)(model.config)
    return model.eval()


class RccWeights:
    """Both towers and the matrices between them, from a folder in the official layout."""

    def __init__(self, folder, dtype):
        folder = Path(folder)
        weights = {}
        for file in sorted(folder.glob("*.safetensors")):
            weights |= load_file(file)
        if f"{ENCODER}gpt_neox.embed_in.weight" not in weights:
            sys.exit(f"{folder} holds no RCC weights ({ENCODER}... is missing)")
        own = folder / "encoder_config.json"
        decoder_config = GPTNeoXConfig.from_json_file(folder / "config.json")
        encoder_config = GPTNeoXConfig.from_json_file(own if own.exists() else folder / "config.json")
        self.decoder = build_tower(decoder_config, weights, "", "embed_out.weight", dtype)
        self.encoder = build_tower(encoder_config, weights, ENCODER, f"{ENCODER}embed_out.weight", dtype)
        self.embed = weights["gpt_neox.rcc_encoder2gpt_embed.weight"].to(dtype)
        self.additions = [
            weights[f"gpt_neox.rcc_encoder2gpt_A_matrix.{i}.weight"].to(dtype)
            for i in range(decoder_config.num_hidden_layers)
        ]
        file = folder / "rcc_config.json"
        self.settings = json.loads(file.read_text()) if file.exists() else {}
        self.vocab = decoder_config.vocab_size


class Reader:
    """What both variants share: levels in, slots into the decoder, greedy answers out."""

    def __init__(self, weights, window, rate, level_rule="first"):
        if level_rule not in ("first", "pairs"):
            raise ValueError(f"level rule must be first or pairs, was {level_rule}")
        self.weights = weights
        self.window = window
        self.rate = rate
        self.level_rule = level_rule
        self.slots_per_window = window // rate

    def encode(self, ids):
        """[batch 1, slots, d] for each level; ids are whole windows."""
        raise NotImplementedError

    def slot_rows(self, hidden):
        """Rows rate-1, 2*rate-1, ... of every window: [windows, length, d] to [1, slots, d]."""
        end = self.slots_per_window * self.rate
        return hidden[:, self.rate - 1 : end : self.rate].reshape(1, -1, hidden.shape[-1])

    def addition(self, levels, block):
        """What decoder block number block (from 0) adds to the slot rows."""
        if self.level_rule == "pairs":
            level = torch.stack(levels[2 * block + 1 : 2 * block + 3]).mean(0)
        else:
            level = levels[block + 1]
        return torch.nn.functional.linear(level, self.weights.additions[block])

    @contextlib.contextmanager
    def slot_residuals(self, levels):
        """While active, each decoder block's output gets the addition on its first rows."""
        slots = levels[0].shape[1]

        def hook(block):
            def add(_, __, hidden):
                hidden[:, :slots] += self.addition(levels, block)
                return hidden

            return add

        blocks = self.weights.decoder.gpt_neox.layers
        handles = [layer.register_forward_hook(hook(i)) for i, layer in enumerate(blocks)]
        try:
            yield
        finally:
            for handle in handles:
                handle.remove()

    def decoder_input(self, levels, prompt):
        """Slot rows, then the prompt's embeddings: [1, slots + prompt, d]."""
        slots = torch.nn.functional.linear(levels[0], self.weights.embed)
        text = self.weights.decoder.gpt_neox.embed_in(torch.tensor([prompt], dtype=torch.long))
        return torch.cat([slots, text], 1)

    def step(self, cache, ids, keep=1):
        """Logits of the last position after ids were appended to the cache."""
        output = measure.forward(self.weights.decoder, cache, input_ids=torch.tensor([ids]), logits_to_keep=keep)
        return output.logits[0, -1]

    def read(self, ids, prompt):
        """(cache, logits after the prompt, seconds by phase)."""
        raise NotImplementedError

    def greedy(self, cache, logits, count, eos=None):
        """As the published loop: the first id is kept unseen, a later eos ends the text and is not kept."""
        chosen = []
        while len(chosen) < count:
            token = int(logits.argmax())
            if chosen and token == eos:
                break
            chosen.append(token)
            if len(chosen) < count:
                logits = self.step(cache, [token])
        return chosen


class AsPublished(Reader):
    """Window after window, every level of every position kept until the window ends, all logits computed."""

    def encode(self, ids):
        levels = None
        for start in range(0, len(ids), self.window):
            piece = torch.tensor([ids[start : start + self.window]])
            # The call's defaults: a key/value cache and the logits of all positions, neither of which is used.
            output = self.weights.encoder(piece, output_hidden_states=True, use_cache=True)
            found = torch.cat([self.slot_rows(level).unsqueeze(1) for level in output.hidden_states], 1)
            levels = found if levels is None else torch.cat([levels, found], 2)
        return list(levels.unbind(1))

    def read(self, ids, prompt):
        """The prompt goes through the decoder together with the slots, so its time is in slot_prefill."""
        encode_seconds, levels = measure.clocked(lambda: self.encode(ids))
        start = time.perf_counter()
        cache = DynamicCache(config=self.weights.decoder.config)
        with self.slot_residuals(levels):
            inputs = self.decoder_input(levels, prompt)
            output = measure.forward(self.weights.decoder, cache, inputs_embeds=inputs, logits_to_keep=0)
        phases = {"encode": encode_seconds, "slot_prefill": time.perf_counter() - start, "prompt": 0.0}
        return cache, output.logits[0, -1], phases

    def step(self, cache, ids, keep=0):
        return super().step(cache, ids, keep)


class Tuned(Reader):
    """Windows in batches, no encoder head or cache, only slot rows kept, one decoder pass over the slots."""

    def __init__(self, weights, window, rate, level_rule="first", batch=1):
        super().__init__(weights, window, rate, level_rule)
        if batch < 1:
            raise ValueError(f"batch must be >= 1, was {batch}")
        self.batch = batch

    def encode(self, ids):
        windows = torch.tensor(ids).view(-1, self.window)
        batches = [self.encode_batch(part) for part in windows.split(self.batch)]
        return [torch.cat(parts, 1) for parts in zip(*batches)]

    def encode_batch(self, windows):
        body = self.weights.encoder.gpt_neox
        levels = []

        def keep(_, __, hidden):
            levels.append(self.slot_rows(hidden))

        # The last block's output counts only after the final norm.
        modules = [body.emb_dropout, *body.layers[:-1]]
        handles = [module.register_forward_hook(keep) for module in modules]
        try:
            last = body(windows, use_cache=False).last_hidden_state
        finally:
            for handle in handles:
                handle.remove()
        return [*levels, self.slot_rows(last)]

    def read(self, ids, prompt):
        encode_seconds, levels = measure.clocked(lambda: self.encode(ids))
        start = time.perf_counter()
        cache = DynamicCache(config=self.weights.decoder.config)
        with self.slot_residuals(levels):
            inputs = self.decoder_input(levels, [])
            output = measure.forward(self.weights.decoder, cache, inputs_embeds=inputs, logits_to_keep=1)
        slots_seconds = time.perf_counter() - start
        prompt_seconds, logits = 0.0, output.logits[0, -1]
        if prompt:
            prompt_seconds, logits = measure.clocked(lambda: self.step(cache, prompt))
        return cache, logits, {"encode": encode_seconds, "slot_prefill": slots_seconds, "prompt": prompt_seconds}
