"""How a figure is worded beside those of other reports: whether what surely answers there is worded like it. Pure.

Many reports tell of one thing in a few ways. A figure worded like those that surely answer elsewhere is likely the one
asked for, however few words it shares with the question; one worded like what stands there beside the answer is not:
"nâng tổng số lên 6.297 đảng viên" stands elsewhere beside "kết nạp mới 77 đảng viên".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant import weights as w
from assistant.rank import Evidence
from index_store.language.terms import terms
from index_store.language.text import fold
from index_store.records import Figure, Report

Place = tuple[str, int]  # the passage and where in it the figure stands

NEAREST: Final = 3  # of the figures of other reports, by whose likeness a figure is judged
HALF_TRUSTED: Final = (
    6  # reports that surely answer, for what they tell to count half: so few know few wordings
)
# Log-odds, fitted by logistic regression on rankings over generated shelves and rounded.
LIKE_ANSWERS: Final = 9.3  # for a cosine of 1 to those that answer
LIKE_BESIDE: Final = -13.3  # to those beside them
LIKE_NONE: Final = 5.0


def place_of(figure: Figure) -> Place:
    return figure.passage, figure.start


def told_elsewhere(
    ranked: Mapping[Report, Sequence[Figure]], best: Mapping[Report, Evidence]
) -> dict[Place, float]:
    """For each figure the log-odds that the other reports give it; {} where none of them surely answers.

    ranked: the figures of each report that come into question; best: the evidence that answers best in each.
    """
    sure = {r.id: e.figure for r, e in best.items() if e.figure is not None and e.coverage >= w.SURE}
    if not sure:
        return {}
    figures = [(report.id, figure) for report, own in ranked.items() for figure in own]
    answers = np.array([figure is sure.get(report) for report, figure in figures])
    beside = np.array([report in sure for report, _ in figures]) & ~answers
    reports = np.unique([report for report, _ in figures], return_inverse=True)[1]
    words = _words([figure for _, figure in figures])
    odds = (
        LIKE_NONE
        + LIKE_ANSWERS * _nearest(words, reports, answers)
        + LIKE_BESIDE * _nearest(words, reports, beside)
    )
    odds *= len(sure) / (len(sure) + HALF_TRUSTED)
    return {place_of(figure): float(own) for (_, figure), own in zip(figures, odds, strict=True)}


def _nearest(
    words: NDArray[np.float32], reports: NDArray[np.intp], chosen: NDArray[np.bool_]
) -> NDArray[np.float32]:
    """(figures,): the mean cosine to the nearest of the chosen in other reports; 0 where there are none."""
    if not chosen.any():
        return np.zeros(len(words), dtype=np.float32)
    cosines = words @ words[chosen].T
    cosines[reports[:, None] == reports[chosen][None, :]] = 0.0
    return np.asarray(np.sort(cosines, axis=1)[:, -NEAREST:].mean(axis=1))


def _words(figures: Sequence[Figure]) -> NDArray[np.float32]:
    """(figures, terms): each figure's own words with its unit and role, the rarer ones heavier; each of length 1."""
    own = [
        {fold(term) for term in terms(figure.indicator.partition(Figure.INHERITS)[0])}
        | {f"unit {fold(figure.unit_base)}", f"role {figure.role}"}
        for figure in figures
    ]
    places = {term: n for n, term in enumerate(dict.fromkeys(term for held in own for term in sorted(held)))}
    words = np.zeros((len(own), len(places)), dtype=np.float32)
    for row, held in zip(words, own, strict=True):
        row[[places[term] for term in held]] = 1.0
    words *= np.log(1 + len(words) / words.sum(axis=0))
    return np.asarray(words / np.linalg.norm(words, axis=1, keepdims=True))
