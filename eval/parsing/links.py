"""How many footnotes stand with the right sentence: of each gold note, was the link right, wrong or missing?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from eval.parsing.paper import Paper
from index_store.language.text import normalise
from index_store.records import Footnote, Header


@dataclass(slots=True)
class Tally:
    """Counts over papers. faults: one line for every note that is not right."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def add(self, paper: Paper, form: str, footnotes: Sequence[Footnote], header: Header) -> None:
        """What a reading of the paper gave. A note that is found but cut, or with words of another, is
        counted under "text"; one without a sentence is missing, one with any other sentence is wrong.
        """
        left = list(footnotes)
        for note, anchor in zip(paper.notes, paper.anchors, strict=True):
            found = _found(left, note, anchor)
            if found is not None:
                left.remove(found)
            kind = (
                "missing" if found is None or not found.anchor
                else "right" if bare(found.anchor) == bare(anchor)
                else "wrong"
            )  # fmt: skip
            self.counts.update(("notes", kind))
            self.counts["text"] += found is not None and bare(found.text) == bare(note)
            if kind != "right" or (found and bare(found.text) != bare(note)):
                got = (found.n, found.page, found.text[:60], found.anchor[:90]) if found else None
                self.faults.append(f"{paper.stem}.{form} {kind}: {note[:60]!r} @ {anchor[:60]!r} -> {got}")
        self.counts["more"] += len(left)
        right = header_facts(paper, header)
        self.counts.update(headers=1, header=all(right.values()))
        if wrong := [name for name, ok in right.items() if not ok]:
            self.faults.append(f"{paper.stem}.{form} header: {wrong} {header}")


def bare(text: str) -> str:
    """Letters and digits alone: blanks and the last full stop are not what is measured."""
    return re.sub(r"\W+", "", normalise(text)).lower()


def _found(left: Sequence[Footnote], note: str, anchor: str) -> Footnote | None:
    """The reading's note with these words; of several alike the one with this sentence, else the first."""
    alike = [f for f in left if bare(f.text) == bare(note)]
    begin = bare(note)[:25]
    alike = (
        alike
        or [f for f in left if bare(f.text).startswith(begin)]
        or [f for f in left if begin in bare(f.text)]
    )
    return next((f for f in alike if bare(f.anchor) == bare(anchor)), alike[0] if alike else None)


def header_facts(paper: Paper, header: Header) -> dict[str, bool]:
    report = paper.report
    return {
        "unit": header.unit.full_name.lower() == report.place.full_name.lower(),
        "issuer": header.issuer.endswith(report.issuer),
        "period": header.period is not None and header.period.label == report.period.label,
        "number": header.number == report.number,
        "date": header.date == report.date,
        "signer": header.signer == report.signer,
    }
