"""Times the verb score beside the published Python code: whole processes, alternating, one thread.

    python score_speed.py --pairs pairs.jsonl --repeats 5 --java "java -XX:+UseSerialGC -cp ... org.rccbench.bench.Main"

Both must print the same mean, or nothing is timed. Prints the median and the range of each, in
seconds, and their ratio. Pin it to one core (taskset -c 0) to see one thread on each side.
"""

import argparse
import json
import shlex
import statistics
import subprocess
import sys
import time

PROFILES = {
    "bleu-13a": "bleu4-text-sacrebleu-13a",
    "rouge-l": "rouge-l-google",
    "qa-f1": "longbench-qa-f1",
}


def timed(command):
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return time.perf_counter() - start, done.stdout


def median(times):
    return f"{statistics.median(times):.2f} ({min(times):.2f} to {max(times):.2f})"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", required=True)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--java", required=True, help="the command that runs rcc-bench")
    args = parser.parse_args()
    print("metric | rcc-bench [s] | Python [s] | times faster")
    for metric, profile in PROFILES.items():
        ours = shlex.split(args.java)
        ours += ["score", "--json", "--profile", profile, "--input", args.pairs]
        peer = [sys.executable, "score_peer.py", "--metric", metric, "--input", args.pairs]
        mine, theirs = [], []
        for _ in range(args.repeats):
            seconds, printed = timed(ours)
            mine.append(seconds)
            mean = json.loads(printed)["profiles"][0]["mean"]
            seconds, printed = timed(peer)
            theirs.append(seconds)
            if f"{mean:.6f}" != printed.split()[2]:
                sys.exit(f"{metric}: the means differ, {mean} and {printed}")
        ratio = statistics.median(theirs) / statistics.median(mine)
        print(f"{metric} | {median(mine)} | {median(theirs)} | {ratio:.1f}", flush=True)


if __name__ == "__main__":
    main()
