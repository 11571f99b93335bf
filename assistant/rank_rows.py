"""Which row of one report's table stands first: "xã nào của huyện đào được nhiều hố rác nhất". Pure.

The rows are places or offices, the column is the one whose heading says what is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from assistant.clauses import Reader
from assistant.cues import words_of
from assistant.rank import Evidence
from assistant.shape_cues import HIGHEST, LOWEST
from assistant.understand import Need
from index_store.catalogue import Contents
from index_store.language.text import fold
from index_store.records import Figure, Role

_ROW = "xa|phuong|thi tran|thon|ban|buon|ap|to dan pho|khu pho|truong|phong|don vi|co quan|chu dau tu|dia phuong|noi"
ASKED = re.compile(rf"(?<!\w)(?P<row>{_ROW})(?: [^\W\d]+){{0,3}}? nao(?!\w)")
_RANKING: Final = re.compile(
    rf"{HIGHEST.pattern}|{LOWEST.pattern}|(?<!\w)nhieu[^?]* nhat|(?<!\w)it[^?]* nhat|xep cuoi"
    r"|(?<!hoi )(?<!lao )(?<!hoat )(?<!\w)dong (?!nhan dan)(?:(?!thong )\w+ ){1,3}nhat"
)
_WORST: Final = re.compile(rf"{LOWEST.pattern}|(?<!\w)it[^?]* nhat|xep cuoi")
_TOTAL: Final = re.compile(r"(?:tong|cong|toan|trong do|binh quan)(?!\w)")
_ASKING: Final = words_of(
    "bang phu luc theo coi xem dan dau dung cuoi xep hang nhieu it cao thap lon nho nhat lam dat duoc co trong"
)
ENOUGH: Final = 0.6  # share of what is asked that the column's heading or the table's title holds
FEWEST: Final = 3  # rows
_LEVELS: Final[frozenset[Role]] = frozenset({"level", "part"})


def asks_for_a_row(need: Need) -> bool:
    """Whether it is asked which place or office of a report stands first or last."""
    asked = fold(need.text)
    return need.shape in ("single", "ranking") and bool(ASKED.search(asked) and _RANKING.search(asked))


def rank_rows(need: Need, contents: Contents) -> list[Evidence]:
    """The figures of the column asked for, the row that wins first; [] where no table has such a column."""
    asked = fold(need.text)
    row = ASKED.search(asked)
    dropped = _ASKING | (frozenset(row["row"].split()) if row else frozenset())
    kept = tuple(term for term in need.terms if fold(term) not in dropped)
    if not kept:
        return []
    reader = Reader(replace(need, terms=kept))
    wanted = need.slots[0].roles or _LEVELS
    columns: dict[tuple[str, str], list[Figure]] = {}
    for figure in contents.figures:
        if figure.table and figure.role in wanted and not _TOTAL.match(fold(figure.table.row)):
            columns.setdefault((figure.table.title, figure.table.column), []).append(figure)
    shares = {key: reader.share(" ".join(key)) for key, own in columns.items() if _ranked(own)}
    best = max(shares, key=lambda key: (shares[key], reader.share(key[1])), default=None)
    if best is None or shares[best] < ENOUGH:
        return []
    lowest = _WORST.search(asked) is not None
    ordered = sorted(columns[best], key=lambda figure: figure.value_base, reverse=not lowest)
    passages = {p.id: p for p in contents.passages}
    return [
        Evidence(passages[f.passage], 0, len(passages[f.passage].text), shares[best], shares[best], f)
        for f in ordered
    ]


def _ranked(column: Sequence[Figure]) -> bool:
    """Whether a column's figures can be ranked: of one unit, each of another row, whose names are names."""
    rows = [figure.table.row for figure in column if figure.table]
    named = sum(row.split()[-1][:1].isupper() for row in rows if row.split())
    return (
        len(set(rows)) == len(rows) >= FEWEST and len({f.unit for f in column}) == 1 and 2 * named > len(rows)
    )
