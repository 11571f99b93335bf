"""The weights that were set by hand, from what reports print, and checked on the development questions.

Those that rank figures, and say how sure the best of them is, are trained: ranker.json, by eval/train_ranker.py. The
gate of sentences was fitted by logistic regression and rounded, on 165 questions asked in words with the right
sentence on top against 350 asked of reports that do not hold the answer.
"""

from __future__ import annotations

from typing import Final

# How much a term of the question counts where it is found; zones as in Figure.indicator.
OWN: Final = 1.0  # the figure's own words, or the sentence itself
CLAUSE: Final = 0.85  # the rest of its clause
HEAD: Final = 0.7  # the beginning of its sentence
SENTENCE: Final = 0.55  # anywhere in its sentence
ANCHOR: Final = 0.7  # the sentence that carries the footnote's mark
HEADING: Final = 0.4  # the headings above
ZONES: Final = (OWN, CLAUSE, HEAD, ANCHOR, HEADING, SENTENCE)
RELATED: Final = 0.6  # another word that often stands for it
PART_NAMED = 3.0  # a part is as good as a whole once this times the share that only it holds reaches 1
FOLDED: Final = 0.5  # typed with marks, equal only without them
FOLDED_UNMARKED: Final = 0.9  # typed without: the restored marks may be wrong
WEAK: Final = 0.3  # terms outside the asking clause
LIGHT: Final = 0.3  # terms that only name a measure: "tỷ lệ", "số lượng"
BESIDE: Final = 0.5  # terms of another quantity's part of the question
APART: Final = 0.25  # terms of another item of a list of quantities

# Which sentence: weights of rank_sentences.SIGNALS. SENTENCE_RANK was set by hand, SENTENCE_GATE fitted and rounded.
IN_PASSAGE: Final = 0.6  # where a term stands elsewhere in its passage
SENTENCE_FIRST: Final = {
    "covered": 1.0,
    "pairs": 0.35,
    "dense": 0.5,
    "lexical": 0.1,
}  # to choose whose clauses are read
SENTENCE_RANK: Final = {
    "covered": 0.7, "clause": 0.3, "pairs": 0.3, "lexical": 0.2, "dense": 0.6, "fit": 0.45, "long": -0.05,
}  # fmt: skip
SENTENCE_GATE: Final = {
    "own": 1.9, "covered": 2.9, "pairs": 1.2, "dense": 1.3, "fit": 1.9, "clause": 0.1, "long": -0.4, "known_cause": 1.8,
}  # fmt: skip
SENTENCE_GATE_BIAS: Final = -6.8
SENTENCE_AHEAD: Final = 2.6  # more for each point of score ahead of every other sentence
OPEN_KINDS: Final = ("text", "yes_no")  # which want nothing that can be seen in a sentence
OPEN_KIND: Final = 0.9  # so that they are not held to it
NO_FIT: Final = -0.5  # of the kind of question: at most this, and a sentence cannot answer it
UNFIT: Final = 0.5  # of its sureness that is left then
THING_NAMED: Final = (
    0.2  # share of a question for a part of a thing (who, when, where) that names the thing at all
)
THING_MEANT: Final = 0.6  # the same in other words, and around the sentence
UNNAMED: Final = 0.3  # of its sureness that is left otherwise
SURE: Final = 0.8  # sureness of a sentence beyond which no other report is looked into
SURER: Final = 0.15  # by how much another report's must be surer than that of the report meant
NEAR: Final = 0.7  # score of a sentence that is at all about what is asked
PART_FIT: Final = 0.4  # what the kind of question wants, beside the words of it, when clauses are compared
PART_ALONE: Final = 0.15  # how far ahead of the other clauses one is that may be shown alone
NEXT_CLAUSE: Final = 0.3  # less for what another clause of the sentence has of it

MOST_AHEAD: Final = 8.0  # score that one sentence's best figure counts as being ahead of the others
OTHER_ROLE: Final = 4.0  # score that a figure loses whose role cannot answer
NO_KIND: Final = 2.0  # how much more than an opposite it counts that nothing is of the kind asked for
NO_SUM: Final = 3.0  # how much more another unit counts where money, an area or a weight is asked for
GATE_FIGURE: Final = 0.16  # least sureness of a figure
GATE_SENTENCE: Final = 0.26  # least sureness of a sentence
GATE_STRICTER: Final = 0.22  # more for a sentence that stands in for a figure
FUSION_DENSE: Final = 0.2  # weight of the dense score beside the lexical one when candidates are fused
RERANKED: Final = 20  # candidates that a cross-encoder puts in order, where one is set
CANDIDATES: Final = 60  # passages ranked for one report
TIME_ASKED: Final = (
    3.0  # how much more a figure of another time is out of place where one is asked for by its name
)
