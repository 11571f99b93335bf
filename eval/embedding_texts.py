"""The project's own words as texts for index_store.train_embedding: `python -m eval.embedding_texts OUT.jsonl`.

Phrases that stand for one another in the product's tables, each asking for the other, and the invented sentences of
eval.shelf, asked for by what they count. The everyday wordings of eval.shelf and the questions of eval.paraphrases
are left out: models are judged by them.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

from eval.shelf.table import GAP, read_table
from index_store.language import lexicon

_SLOT = re.compile(r"\{[^}]*\}")


class Row(NamedTuple):
    """title asks for text; topic: rows of one are drawn into a batch together."""

    topic: str
    title: str
    text: str


def of_tables() -> Iterator[Row]:
    """Short forms, synonyms and related phrases, read both ways; a row with "=>" one way only."""
    for topic, found in (
        ("từ viết tắt", lexicon.pairs("abbreviations.tsv")),
        ("từ đồng nghĩa", lexicon.synonyms()),
    ):
        for one, other in found:
            yield Row(topic, one, other)
            yield Row(topic, other, one)
    for line in lexicon.lines("related.tsv"):
        asked, arrow, said = line.partition("=>")
        if arrow:
            yield from (Row("từ gần nghĩa", a, b) for a in _phrases(asked) for b in _phrases(said))
        else:
            head, _, sorts = line.partition(">")
            near = [(a, b) for a in _phrases(head) for b in _phrases(sorts)] or permutations(
                _phrases(head), 2
            )
            yield from (Row("từ gần nghĩa", a, b) for a, b in near)


def _phrases(text: str) -> list[str]:
    return [phrase for part in text.split(";") if (phrase := part.strip(" +\t"))]


def of_shelf() -> Iterator[Row]:
    """Sentences of invented reports without their figures, each asked for by the indicators that it tells of."""
    table = read_table()
    for topic in table.topics:
        section = table.sections[topic.section]
        for n, sentence in enumerate(topic.variants):
            anchor = topic.anchors[n % len(topic.anchors)] if topic.anchors else ""
            for text in (sentence, f"{anchor}. {sentence}"):
                for key in dict.fromkeys(gap.partition(".")[0] for gap in GAP.findall(sentence)):
                    if indicator := table.indicators.get(key):
                        for asked in (indicator.name, *indicator.plain):
                            yield Row(section, asked, _SLOT.sub("", text))
        for fact in topic.facts:
            yield from (Row(section, asked, _SLOT.sub("", fact.template)) for asked in fact.asks)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path, metavar="OUT.jsonl")
    given = parser.parse_args(arguments)
    rows = dict.fromkeys([*of_tables(), *of_shelf()])
    with given.out.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row._asdict(), ensure_ascii=False) + "\n" for row in rows)
    print(f"{len(rows)} rows")
    return 0


if __name__ == "__main__":
    main()
