"""How often two syllables stand side by side in ordinary Vietnamese: what a short report says too little of.

`python -m index_store.language.common_pairs FILE...` counts them anew; FILE: JSON lines with "title" and "text", .gz or
not. Those that ship are of the code of law and of Wikipedia in Vietnamese, the texts of the default embedding model.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

from index_store.language.text import normalise

Pair = tuple[str, str]

LEAST = 50  # a pair seen less often is left out
_FILE = Path(__file__).with_name("common_pairs.tsv.gz")
_CLAUSE = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")


@cache
def common_pairs() -> dict[Pair, int]:
    """Each pair of lower-case syllables and how often it was seen."""
    with gzip.open(_FILE, "rt", encoding="utf-8") as lines:
        rows = (line.split() for line in lines)
        return {(first, second): int(times) for first, second, times in rows}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    counts: Counter[Pair] = Counter()
    for file in parser.parse_args().files:
        with (
            gzip.open(file, "rt", encoding="utf-8")
            if file.suffix == ".gz"
            else file.open(encoding="utf-8") as lines
        ):
            for row in map(json.loads, lines):
                for clause in _CLAUSE.findall(normalise(f"{row['title']}. {row['text']}").lower()):
                    counts.update(pairwise(clause.split()))
    kept = sorted((*pair, times) for pair, times in counts.items() if times >= LEAST)
    text = "".join(f"{first} {second} {times}\n" for first, second, times in kept)
    _FILE.write_bytes(gzip.compress(text.encode(), mtime=0))  # the same counts give the same bytes
    print(f"{len(kept)} pairs in {_FILE}")


if __name__ == "__main__":
    main()
