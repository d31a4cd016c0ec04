"""Prefill and decode speed of a GPT-NeoX folder in Hugging Face transformers on the CPU."""

import torch
from transformers import DynamicCache, StaticCache

import measure


class Contender:
    """transformers with its own cache, called in a plain loop."""

    def __init__(self, model, cache_tokens):
        self.model = model
        self.cache_tokens = cache_tokens  # None: a cache that grows

    def new_cache(self):
        if self.cache_tokens is None:
            return DynamicCache(config=self.model.config)
        return StaticCache(config=self.model.config, max_cache_len=self.cache_tokens)

    def prefill(self, ids):
        """The whole prompt in one call; logits of its last position only."""
        cache = self.new_cache()
        logits = measure.forward(self.model, cache, input_ids=ids, logits_to_keep=1).logits
        return cache, logits[:, -1]

    def decode(self, cache, logits, steps):
        """Greedy ids: the one that the prompt gives, then one for each one-token step."""
        token = logits.argmax(-1, keepdim=True)
        ids = [token]
        for _ in range(steps):
            logits = measure.forward(self.model, cache, input_ids=token, logits_to_keep=1).logits
            token = logits[:, -1].argmax(-1, keepdim=True)
            ids.append(token)
        return torch.cat(ids, 1)[0].tolist()


def run_once(contender, prompt, context, steps):
    """(prefill seconds, decode seconds, logits, ids): decoding continues the prompt or a shorter piece of it."""
    prefill_seconds, (cache, logits) = measure.clocked(lambda: contender.prefill(prompt))
    last = logits
    if context.shape != prompt.shape:
        cache, logits = contender.prefill(context)
    decode_seconds, ids = measure.clocked(lambda: contender.decode(cache, logits, steps))
    return prefill_seconds, decode_seconds, last, ids


def main():
    options = measure.parser(__doc__)
    options.add_argument("--model", required=True, help="GPT-NeoX folder")
    options.add_argument("--tokens", type=int, default=2048, help="prompt length")
    options.add_argument("--decode", type=int, default=64, help="one-token steps after the prompt")
    options.add_argument("--decode-context", type=int, help="tokens in the cache when decoding starts (--tokens)")
    options.add_argument("--repeats", type=int, default=5, help="measured rounds")
    options.add_argument("--warmup", type=int, default=1, help="rounds run before and not measured")
    options.add_argument("--static-cache", action="store_true", help="pre-allocated cache instead of a growing one")
    args = options.parse_args()
    measure.set_up(args.threads)
    model = measure.load_causal_lm(args.model, args.dtype)
    context_length = args.decode_context or args.tokens
    prompt = torch.tensor([measure.token_ids(max(args.tokens, context_length), model.config.vocab_size, args.seed)])
    room = max(args.tokens, context_length) + args.decode
    contender = Contender(model, room if args.static_cache else None)
    result = measure.environment(args)
    with torch.inference_mode():
        result["read_gb_per_second"] = measure.read_bandwidth()
        rounds = [
            run_once(contender, prompt[:, : args.tokens], prompt[:, :context_length], args.decode)
            for _ in range(args.warmup + args.repeats)
        ][args.warmup :]
    prefill, decode, logits, ids = zip(*rounds)
    result |= {
        "contender": "transformers",
        "attention": model.config._attn_implementation,
        "cache": "static" if args.static_cache else "dynamic",
        "tokens": args.tokens,
        "decode_context": context_length,
        "decode_steps": args.decode,
        "prefill": measure.rate_summary(args.tokens, list(prefill)),
        "decode": measure.rate_summary(args.decode, list(decode)),
        "last_logits": measure.describe(logits[0][0]),
        "greedy_ids": ids[0][:16],
        "rounds_agree": all(i == ids[0] for i in ids),
    }
    measure.report(result, args.json)


if __name__ == "__main__":
    main()
