"""The header of a table without rules: which words stand over which columns. Pure.

No header cell reaches over a column that is not its own, so a phrase over one column is that column's, and one over
several columns is theirs in common; how far it reaches beyond them follows from where its middle stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

from index_store.language.text import printed
from ingest.pdf_rows import Word

Extent = tuple[float, float]  # from x0 to x1 in points
BLANK_PT = 4.5  # wider white space parts two phrases of one line
_OFF_PT = 3.0  # how far the lines of one cell may be from having one edge, or one middle
_NEAR_PT = (
    4.0  # how far the middle of a phrase may be from the middle of its columns, which is only known about
)
_LINE_PT = 1.5  # baselines of one line
_MOST_STEP_PT = 16.0  # between two lines of one cell


class _Phrase(NamedTuple):
    text: str
    x0: float
    x1: float
    y: float

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


def header_cells(lines: Sequence[Sequence[Word]], columns: Sequence[Extent]) -> list[str]:
    """The header of each column, words over several columns first: "So sánh > % so KH"."""
    phrases = [phrase for line in lines for phrase in _phrases(line)]
    if not phrases:
        return ["" for _ in columns]
    own: list[list[_Phrase]] = [[] for _ in columns]
    wide: list[tuple[_Phrase, list[int]]] = []
    for phrase in phrases:
        over = [i for i, (x0, x1) in enumerate(columns) if phrase.x0 < x1 and phrase.x1 > x0]
        if len(over) > 1:
            wide.append((phrase, over))
        else:
            near = min(range(len(columns)), key=lambda i: abs(sum(columns[i]) / 2 - phrase.middle))
            own[over[0] if over else near].append(phrase)
    whole = _whole(phrases, own)
    for i, mine in enumerate(own):
        while head := _heads_more(own, i, whole, columns[i][0]) or _goes_on(own[i], [p for p, _ in wide]):
            mine.remove(head)
            wide.append((head, [i]))
    wide.sort(key=lambda item: item[0].y)
    cells = _cells(columns, own)
    paths: list[list[str]] = [[] for _ in columns]
    reached: dict[tuple[range, int], list[str]] = {}  # by the columns, and how many others head them as well
    last: dict[range, float] = {}
    for phrase, over in wide:
        span = _reach(phrase, over, own, cells, whole)
        if phrase.y - last.get(span, -inf) > _MOST_STEP_PT:  # not one more line of the same words
            reached[span, len(reached)] = []
        last[span] = phrase.y
        next(words for (at, _), words in reversed(reached.items()) if at == span).append(phrase.text)
    for (span, _), words in reached.items():
        for i in span:
            paths[i].append(" ".join(words))
    for path, mine in zip(paths, own, strict=True):
        if mine:
            path.append(" ".join(p.text for p in sorted(mine, key=lambda p: p.y)))
    return [printed(" > ".join(path)) for path in paths]


def _phrases(line: Sequence[Word]) -> list[_Phrase]:
    groups = [[line[0]]]
    for left, right in pairwise(line):
        if right.x0 - left.x1 >= BLANK_PT:
            groups.append([])
        groups[-1].append(right)
    return [
        _Phrase(" ".join(w.text for w in group), group[0].x0, group[-1].x1, group[0].bottom)
        for group in groups
    ]


def _cells(columns: Sequence[Extent], own: Sequence[Sequence[_Phrase]]) -> list[Extent]:
    """About where the cells of each column begin and end: header words stand in the middle, so what is seen of the
    column on one side of them is there on the other side too, unless that would reach into the next column.
    """
    seen = [
        (min([x0, *(p.x0 for p in mine)]), max([x1, *(p.x1 for p in mine)]))
        for (x0, x1), mine in zip(columns, own, strict=True)
    ]
    cells = []
    for i, (x0, x1) in enumerate(seen):
        if own[i]:
            middle = max(own[i], key=lambda p: p.x1 - p.x0).middle
            half = max(middle - x0, x1 - middle)
            left = seen[i - 1][1] if i else x0
            right = seen[i + 1][0] if i + 1 < len(seen) else x1
            if middle - half > left - 1 and middle + half < right + 1:
                x0, x1 = middle - half, middle + half
        cells.append((x0, x1))
    return cells


def _whole(phrases: Sequence[_Phrase], own: Sequence[Sequence[_Phrase]]) -> set[int]:
    """The columns whose words stand in the middle of the header's height: nothing is above them.

    Only where cells are so aligned, which the first column tells, for it is never under another.
    """
    top, bottom = min(p.y for p in phrases), max(p.y for p in phrases)
    if not own[0] or min(p.y for p in own[0]) <= top + _LINE_PT:
        return set()
    heights = {
        i: (min(p.y for p in mine) + max(p.y for p in mine)) / 2
        for i, mine in enumerate(own)
        if mine and all(abs(p.middle - mine[0].middle) < _OFF_PT for p in mine)
    }
    return {i for i, height in heights.items() if abs(height - (top + bottom) / 2) <= _OFF_PT}


def _heads_more(
    own: Sequence[Sequence[_Phrase]], i: int, whole: set[int], left_edge: float
) -> _Phrase | None:
    """The first phrase over a column, where it heads its neighbours too although it is narrower than the column.

    Either its middle is not that of the column's other words, or the words of both neighbours begin on the line
    below it, where the column's own second phrase stands.
    """
    mine = sorted(own[i], key=lambda p: p.y)
    if len(mine) < 2 or i in whole:
        return None
    first = mine[0]  # and below it what is no more line of the same words
    second = next((p for p in mine[1:] if abs(p.middle - first.middle) >= _OFF_PT), mine[1])

    def begins_below(at: int, line: float = 0.0) -> bool:
        """Whether the words over a column begin below the first phrase, on a certain line where one is given."""
        if at in whole or not 0 <= at < len(own) or not own[at]:
            return False
        top = min(p.y for p in own[at])
        return abs(top - line) <= _LINE_PT if line else top > first.y + _LINE_PT

    if begins_below(i - 1, second.y) and begins_below(i + 1, second.y):
        return first
    left = abs(first.x0 - second.x0) <= 1 and abs(first.x0 - left_edge) <= _LINE_PT
    if left or abs(first.middle - second.middle) < _OFF_PT:
        return None
    return first if begins_below(i + (1 if first.middle > second.middle else -1)) else None


def _goes_on(own: Sequence[_Phrase], wide: Sequence[_Phrase]) -> _Phrase | None:
    """The first phrase over a column, where it is the second line of words over several columns."""
    mine = sorted(own, key=lambda p: p.y)
    if len(mine) < 2 or abs(mine[0].middle - mine[1].middle) < _OFF_PT:
        return None
    first = mine[0]
    above = [p for p in wide if 0 < first.y - p.y < _MOST_STEP_PT and abs(p.middle - first.middle) < _OFF_PT]
    return first if above else None


def _reach(
    phrase: _Phrase,
    over: Sequence[int],
    own: Sequence[Sequence[_Phrase]],
    cells: Sequence[Extent],
    whole: set[int],
) -> range:
    """The columns that a phrase heads: those under it, and beyond them as many as bring its middle to theirs.

    A column that has words of its own beside the phrase or above it is not under it.
    """

    def below(i: int) -> bool:
        return i not in whole and bool(own[i]) and min(p.y for p in own[i]) > phrase.y + _LINE_PT

    first, last = over[0], over[-1]
    lefts, rights = [first], [last]
    while lefts[-1] > 0 and below(lefts[-1] - 1):
        lefts.append(lefts[-1] - 1)
    while rights[-1] < len(own) - 1 and below(rights[-1] + 1):
        rights.append(rights[-1] + 1)

    def edge(i: int) -> float:
        """Where the cell of column i - 1 ends and that of column i begins."""
        if i == 0:
            return cells[0][0]
        return (cells[i - 1][1] + cells[i][0]) / 2 if i < len(cells) else cells[-1][1]

    ranges = [range(a, b + 1) for a in lefts for b in rights if a < b]
    if not ranges:
        return range(first, last + 1)
    off = {r: abs((edge(r.start) + edge(r.stop)) / 2 - phrase.middle) for r in ranges}
    return min(ranges, key=lambda r: (max(off[r], _NEAR_PT), len(r)))
