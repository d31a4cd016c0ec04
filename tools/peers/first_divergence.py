"""Lists where the outputs of two models of one run part: python first_divergence.py RUN MODEL MODEL

A line for each sample that differs: its cell, the first place at which the ids differ, and what stands there.
A packed run is unpacked first: zstd -d samples.jsonl.zst
"""

import json
import sys
from collections import Counter
from pathlib import Path


def main():
    run, first, second = sys.argv[1:4]
    outputs = {first: {}, second: {}}
    for line in (Path(run) / "samples.jsonl").read_text("utf-8").splitlines():
        sample = json.loads(line)
        if sample["model"] in outputs and sample["outcome"] == "scored":
            outputs[sample["model"]][sample["sample"]] = sample
    both = [key for key in outputs[first] if key in outputs[second]]
    places = []
    for key in both:
        a, b = outputs[first][key], outputs[second][key]
        place = next((i for i, (x, y) in enumerate(zip(a["outputIds"], b["outputIds"])) if x != y), None)
        if place is None and len(a["outputIds"]) != len(b["outputIds"]):
            place = min(len(a["outputIds"]), len(b["outputIds"]))
        if place is not None:
            places.append(place)
            print(json.dumps([a["cell"], place, a["outputIds"][place : place + 3], b["outputIds"][place : place + 3]]))
    print(f"{len(both)} samples of both, {len(both) - len(places)} with the same ids; first differing place: "
          f"{dict(sorted(Counter(places).items()))}")


if __name__ == "__main__":
    main()
