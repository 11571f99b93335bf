"""The header of a table without rules: which words stand over which columns. Pure.

No header cell reaches over a column that is not its own, so a phrase over one column is that column's, and one over
several columns is theirs in common; how far it reaches beyond them follows from where its middle stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from index_store.language.text import printed

Extent = tuple[float, float]  # from x0 to x1 in points
_BLANK_PT = 4.5  # wider white space parts two phrases of one line
_OFF_PT = 3.0  # how far the middle of a centred phrase may stand from the middle of its columns


class _Phrase(NamedTuple):
    text: str
    x0: float
    x1: float
    y: float

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


def header_cells(lines: Sequence[Sequence[dict[str, Any]]], columns: Sequence[Extent]) -> list[str]:
    """The header of each column, words over several columns first: "So sánh > % so KH"."""
    phrases = [phrase for line in lines for phrase in _phrases(line)]
    own: list[list[_Phrase]] = [[] for _ in columns]
    wide: list[tuple[_Phrase, list[int]]] = []
    for phrase in phrases:
        over = [i for i, (x0, x1) in enumerate(columns) if phrase.x0 < x1 and phrase.x1 > x0]
        if len(over) > 1:
            wide.append((phrase, over))
        else:
            near = min(range(len(columns)), key=lambda i: abs(sum(columns[i]) / 2 - phrase.middle))
            own[over[0] if over else near].append(phrase)
    for i, mine in enumerate(own):
        for phrase in _heads_of_three(own, i):
            mine.remove(phrase)
            wide.append((phrase, [i]))
    wide.sort(key=lambda item: item[0].y)
    extents = [
        (min([x0, *(p.x0 for p in mine)]), max([x1, *(p.x1 for p in mine)]))
        for (x0, x1), mine in zip(columns, own, strict=True)
    ]
    paths: list[list[str]] = [[] for _ in columns]
    reached: list[tuple[range, str]] = []
    for phrase, over in wide:
        span = _reach(phrase, over, own, extents)
        if reached and reached[-1][0] == span:  # a second line of the same words
            reached[-1] = (span, f"{reached[-1][1]} {phrase.text}")
        else:
            reached.append((span, phrase.text))
    for span, text in reached:
        for i in span:
            paths[i].append(text)
    for path, mine in zip(paths, own, strict=True):
        if mine:
            path.append(" ".join(p.text for p in sorted(mine, key=lambda p: p.y)))
    return [printed(" > ".join(path)) for path in paths]


def _phrases(line: Sequence[dict[str, Any]]) -> list[_Phrase]:
    groups = [[line[0]]]
    for left, right in pairwise(line):
        if right["x0"] - left["x1"] >= _BLANK_PT:
            groups.append([])
        groups[-1].append(right)
    return [
        _Phrase(" ".join(w["text"] for w in group), group[0]["x0"], group[-1]["x1"], group[0]["bottom"])
        for group in groups
    ]


def _heads_of_three(own: Sequence[Sequence[_Phrase]], i: int) -> list[_Phrase]:
    """The first phrase over a column that heads its neighbours too, being narrower than the column in the middle.

    Then the words of all three begin on the line below it, where the column's own second phrase stands.
    """
    mine = sorted(own[i], key=lambda p: p.y)
    if not 0 < i < len(own) - 1 or len(mine) < 2:
        return []
    for side in (own[i - 1], own[i + 1]):
        if not side or abs(min(p.y for p in side) - mine[1].y) > 1.5:
            return []
    return mine[:1]


def _reach(
    phrase: _Phrase, over: Sequence[int], own: Sequence[Sequence[_Phrase]], extents: Sequence[Extent]
) -> range:
    """The columns that a phrase heads: those under it, and beyond them as many as bring its middle to theirs.

    A column that has words of its own beside the phrase or above it is not under it.
    """

    def below(i: int) -> bool:
        return bool(own[i]) and min(p.y for p in own[i]) > phrase.y + 1.5

    first, last = over[0], over[-1]
    lefts, rights = [first], [last]
    while lefts[-1] > 0 and below(lefts[-1] - 1):
        lefts.append(lefts[-1] - 1)
    while rights[-1] < len(own) - 1 and below(rights[-1] + 1):
        rights.append(rights[-1] + 1)

    def edge(i: int) -> float:
        """Where the cell of column i - 1 ends and that of column i begins."""
        if i == 0:
            return extents[0][0]
        return (extents[i - 1][1] + extents[i][0]) / 2 if i < len(extents) else extents[-1][1]

    ranges = [range(a, b + 1) for a in lefts for b in rights if a < b]
    if not ranges:
        return range(first, last + 1)
    off = {r: abs((edge(r.start) + edge(r.stop)) / 2 - phrase.middle) for r in ranges}
    return min(ranges, key=lambda r: (max(off[r], _OFF_PT), len(r)))
