"""Every weight of the ranking in one place, with how it was obtained.

Set by hand from what reports print (where an indicator's words stand), then checked on generated shelves
of reports and on the sample questions; see docs/design.md for the figures.
"""

from __future__ import annotations

from typing import Final

# How much a term of the question counts where it is found; zones as in Figure.indicator.
OWN: Final = 1.0  # the figure's own words, or the sentence itself
CLAUSE: Final = 0.85  # the rest of its clause
HEAD: Final = 0.7  # what the clause inherits from its sentence
ANCHOR: Final = 0.7  # the sentence that carries the footnote's mark
HEADING: Final = 0.4  # the headings above
ZONES: Final = (OWN, CLAUSE, HEAD, ANCHOR, HEADING)
FOLDED: Final = 0.5  # typed with marks, equal only without them
FOLDED_UNMARKED: Final = 0.9  # typed without: the restored marks may be wrong
WEAK: Final = 0.3  # terms outside the asking clause
LIGHT: Final = 0.3  # terms that only name a measure: "tỷ lệ", "số lượng"
BESIDE: Final = 0.5  # terms of another quantity's part of the question
PERIOD_NAMED: Final = 0.2  # the period asked for is printed beside the figure

PAIRS: Final = 0.35  # neighbours of the question found as neighbours
EXTRA: Final = 0.25  # terms in the figure's own clause that the question lacks
ROLE_WANTED: Final = 0.35
ROLE_OTHER: Final = -0.5
UNIT_SAME: Final = 0.35
UNIT_CLASS: Final = 0.2
UNIT_OTHER: Final = -0.5
SPAN: Final = 0.1
LEXICAL: Final = 0.1
DENSE: Final = 0.1

KIND: Final = 0.25  # a sentence that has what its kind of question wants: a date, a number of a document…

GATE_PAIRS: Final = 0.3  # how much of the gate the neighbours make up
GATE_FIGURE: Final = 0.58  # share of the question's weight that must be found
GATE_SENTENCE: Final = 0.6
GATE_STRICTER: Final = 0.2  # more for a sentence that stands in for a figure
FUSION_DENSE: Final = 0.2  # weight of the dense score beside the lexical one when candidates are fused
CANDIDATES: Final = 60  # passages ranked for one report
