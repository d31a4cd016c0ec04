"""A model for rcc-bench: of a context it keeps the numbers alone, and answers with the first of them."""
import json
import re
import sys
import time

CARD = {
    "name": "numbers-only",
    "weights": "none",
    "input": "text",
    "can": ["generate"],
    "max_context": 10_000_000,
    "description": "keeps the numbers of a context",
    "trained": False,
}
kept, rest, characters = [], "", 0
start = time.perf_counter()

for line in sys.stdin:
    request = json.loads(line)
    op, answer = request["op"], {"id": request.get("id")}
    if op == "close":
        break
    if op == "card":
        answer.update(CARD)
    elif op == "read":
        text = rest + request["context"]
        characters += len(request["context"])
        more = request.get("more", False)
        rest = re.search(r"\d*$", text).group() if more else ""  # a number may go on in the next piece
        kept += re.findall(r"\d+", text[: len(text) - len(rest)])
        if more:
            continue  # only the last piece of a context is answered
        answer["ledger"] = {"given": characters, "read": characters, "slots": len(kept)}
        answer["bytes"] = sum(len(number) for number in kept)
        answer["seconds"] = {"prefill": time.perf_counter() - start}
        found, kept, characters = kept, [], 0
    elif op == "generate":
        answer["text"] = found[0] if found else ""
    else:
        answer["cannot"] = "answer to " + op
    print(json.dumps(answer), flush=True)
    start = time.perf_counter()
