"""RCC training in plain PyTorch: what train_speed.py times beside the verb train.

Attention is written out (matrix products in 16 bits, mask added, softmax), as fused kernels are slow backwards on CPUs.
Weights, residual stream, norms and loss are float32; matrix products run in the given number type.
"""

import json
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file


class Tower:
    """One GPT-NeoX of a state dict, with parallel residual and both its biases."""

    def __init__(self, weights, prefix, config, compute):
        self.weights, self.prefix, self.compute = weights, prefix, compute
        self.layers, self.heads = config["num_hidden_layers"], config["num_attention_heads"]
        self.eps, self.width = config["layer_norm_eps"], config["hidden_size"]
        self.gelu = "none" if config["hidden_act"] == "gelu" else "tanh"
        self.turned = int(self.width // self.heads * config["rotary_pct"])
        self.base = config["rotary_emb_base"]
        if not config["use_parallel_residual"]:
            raise SystemExit("only the parallel residual is written here")

    def weight(self, name):
        return self.weights[self.prefix + name]

    def linear(self, x, name):
        c = self.compute
        return F.linear(x.to(c), self.weight(name + ".weight").to(c), self.weight(name + ".bias").to(c))

    def norm(self, x, name):
        return F.layer_norm(x, [self.width], self.weight(name + ".weight"), self.weight(name + ".bias"), self.eps)

    def embed(self, ids):
        return F.embedding(ids, self.weight("embed_in.weight"))

    def angles(self, positions):
        steps = torch.arange(0, self.turned, 2) / self.turned
        angles = torch.arange(positions).float()[:, None] * self.base ** -steps
        return angles.cos()[:, None, None], angles.sin()[:, None, None]

    def rotate(self, x, angles):
        cos, sin = angles
        half = self.turned // 2
        a, b, rest = x[..., :half], x[..., half : self.turned], x[..., self.turned :]
        c = self.compute
        return torch.cat([(a * cos - b * sin).to(c), (b * cos + a * sin).to(c), rest], -1)

    def mask(self, positions):
        return torch.full([positions, positions], -1e30, dtype=self.compute).triu(1)

    def block(self, x, i, angles, mask, rows=None):
        """Block i; only the given rows leave it, all of them give keys and values."""
        name = f"layers.{i}."
        size = self.width // self.heads
        qkv = self.linear(self.norm(x, name + "input_layernorm"), name + "attention.query_key_value")
        qkv = qkv.view(*x.shape[:2], self.heads, 3, size)
        q, k = self.rotate(qkv[..., :2, :], angles).transpose(1, 2).unbind(3)
        v = qkv[..., 2, :].transpose(1, 2)
        if rows is not None:
            q, mask, x = q[:, :, rows], mask[rows], x[:, rows]
        scores = (q * size**-0.5) @ k.transpose(2, 3)
        y = (scores.add_(mask).softmax(-1) @ v).transpose(1, 2).reshape(x.shape)
        h = self.linear(self.norm(x, name + "post_attention_layernorm"), name + "mlp.dense_h_to_4h")
        h = self.linear(F.gelu(h, approximate=self.gelu), name + "mlp.dense_4h_to_h")
        return x + self.linear(y, name + "attention.dense") + h


class Rcc:
    """Two towers and the matrices between them."""

    def __init__(self, weights, config, compute):
        self.weights, self.compute = weights, compute
        self.decoder = Tower(weights, "gpt_neox.", config, compute)
        self.encoder = Tower(weights, "gpt_neox.rcc_encoder.gpt_neox.", config, compute)

    def matrix(self, name, x):
        weight = self.weights[f"gpt_neox.rcc_encoder2gpt_{name}.weight"]
        return F.linear(x.to(self.compute), weight.to(self.compute)).float()

    def slots(self, windows, rate, levels):
        """The first levels of windows [n, w] at every rate-th position, each [n, w / rate, d]."""
        tower = self.encoder
        x = tower.embed(windows)
        rows = torch.arange(rate - 1, windows.shape[1], rate)
        angles, mask = tower.angles(windows.shape[1]), tower.mask(windows.shape[1])
        found = [x[:, rows]]
        for i in range(levels - 1):
            ends = i == levels - 2
            x = tower.block(x, i, angles, mask, rows if ends else None)
            if i == tower.layers - 1:
                x = tower.norm(x, "final_layer_norm")
            found.append(x if ends else x[:, rows])
        return found

    def logits(self, windows, rate, text, keep, first_counts):
        """Logits of rows keep .. of slots and text; windows [b, n, w], text [b, t]."""
        batch, count, width = windows.shape
        tower = self.decoder
        levels = tower.layers + (1 if first_counts else 0)
        slots = self.slots(windows.reshape(batch * count, width), rate, levels)
        slots = [s.reshape(batch, -1, tower.width) for s in slots]
        p = slots[0].shape[1]
        x = torch.cat([self.matrix("embed", slots[0]), tower.embed(text)], 1)
        angles, mask = tower.angles(x.shape[1]), tower.mask(x.shape[1])
        rows = torch.arange(keep, x.shape[1])
        for i in range(tower.layers):
            ends = i == tower.layers - 1
            x = tower.block(x, i, angles, mask, rows if ends else None)
            start = keep if ends else 0
            if start < p and i + 1 < levels:
                more = self.matrix(f"A_matrix.{i}", slots[i + 1][:, start:])
                x = torch.cat([x[:, : p - start] + more, x[:, p - start :]], 1)
        x = tower.norm(x, "final_layer_norm")
        return F.linear(x.to(self.compute), self.weights["embed_out.weight"].to(self.compute)).float()

    def loss(self, windows, rate, text, masked, first_counts=False):
        """Mean loss over the text behind its first masked ids, or over all of it, the first id predicted from the last slot."""
        p = windows.shape[1] * (windows.shape[2] // rate)
        keep = p - 1 if first_counts else p + masked - 1
        logits = self.logits(windows, rate, text, keep, first_counts)[:, :-1]
        targets = text if first_counts else text[:, masked:]
        return F.cross_entropy(logits.reshape(-1, logits.shape[-1]), targets.reshape(-1))


def trained(weights):
    """The parameters that AdamW gets: all but the output matrices that nothing reads."""
    dead = {"gpt_neox.embed_out.weight", "gpt_neox.rcc_encoder.embed_out.weight"}
    return [value.requires_grad_() for name, value in weights.items() if name not in dead]


def of_two_towers(folder):
    """A fresh RCC whose towers are both the language model of a folder: W_e the identity, A_i zero."""
    config = json.loads((Path(folder) / "config.json").read_text("utf-8"))
    model = {name: value.float() for name, value in load_file(Path(folder) / "model.safetensors").items()}
    weights = {}
    for name, value in model.items():
        weights[name] = value.clone()
        if name.startswith("gpt_neox."):
            weights["gpt_neox.rcc_encoder." + name] = value.clone()
    width = config["hidden_size"]
    weights["gpt_neox.rcc_encoder2gpt_embed.weight"] = torch.eye(width)
    for i in range(config["num_hidden_layers"]):
        weights[f"gpt_neox.rcc_encoder2gpt_A_matrix.{i}.weight"] = torch.zeros(width, width)
    return weights, config
