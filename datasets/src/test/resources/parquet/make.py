"""Writes the Parquet files of this folder and the same rows as JSON Lines (pyarrow 26.0.1)."""

import json

import pyarrow as pa
import pyarrow.parquet as pq

ROWS = [
    {
        "context": "The mill stands by the river.\nIt grinds rye. " * 3,
        "question": "\nQuestion: What does the mill grind?\n",
        "answer_prefix": "Answer: ",
        "answer": ["rye", "Rye"],
        "task": "mill",
        "max_new_tokens": 32,
        "unused": {"a": [1, 2]},
    },
    {
        "context": "Größe und 長さ 😀 " * 2,
        "question": "",
        "answer_prefix": "",
        "answer": ["42"],
        "task": "mill",
        "max_new_tokens": 64,
        "unused": None,
    },
    {
        "context": "A third row, in the second row group.",
        "question": "Which row?",
        "answer_prefix": "",
        "answer": ["the third"],
        "task": None,
        "max_new_tokens": 8,
        "unused": {"a": []},
    },
]

with open("rows.jsonl", "w", encoding="utf-8") as lines:
    for row in ROWS:
        lines.write(json.dumps(row, ensure_ascii=False) + "\n")

for codec in ["snappy", "zstd", "gzip", "lz4", "none", "brotli"]:
    pq.write_table(
        pa.Table.from_pylist(ROWS), f"{codec}.parquet", compression=codec, row_group_size=2
    )
pq.write_table(
    pa.Table.from_pylist(ROWS),
    "plain-v2.parquet",
    compression="gzip",
    use_dictionary=False,
    data_page_version="2.0",
)
one_answer = [dict(row, answer=row["answer"][0]) for row in ROWS]
pq.write_table(pa.Table.from_pylist(one_answer), "one-answer.parquet")
