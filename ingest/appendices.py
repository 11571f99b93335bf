"""Appendices that a report refers to, and whether they are attached. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index_store.language.text import fold, normalise, printed
from ingest.front_page import NUMBER

_APPENDIX = re.compile(
    r"\bphu\s+luc\s*(?:so\s*)?:?\s*(?P<n>\d{1,2}(?!\d|\.\d|/)|[ivx]{1,5}\b)?"
    r"(?P<more>(?:\s*(?:,|va)\s*(?:\d{2}(?![\d./]|,\d)|[ivx]{1,4}\b))*)"
)
_ATTACHED = re.compile(r"[\s,]*(?:dinh kem|kem theo|dinh|kem)")
# "Phụ lục 01. Kết quả …" above a table; not the end of a sentence that was wrapped: "… nêu tại / Phụ lục 01. Thu …".
_CAPTION = re.compile(r"\s*[.:–-]\s*[^\W\d_].*[^.;,:]\s*")
_LEADS_ON = re.compile(r"(?:[,(]|(?<!\w)(?:tai|theo|xem|o|trong|va|voi|cua|den|kem))\s*$")
_NOT_OURS = re.compile(
    r"[\s,]*(?:ban hanh )?(?:kem theo|cua|tai) (?:nghi dinh|quyet dinh|thong tu|nghi quyet|luat)"
)

# "(Kèm theo Báo cáo số 81/BC-UBND ngày … của UBND huyện …)", above the table of an appendix.
_BELONGS_TO = re.compile(
    rf"[Kk]èm(?: theo)? (?:[Bb]áo cáo|BC)(?: số)?\s*:?\s*(?P<number>{NUMBER.pattern})(?P<rest>[^);]*)"
)
_ATTACHED = re.compile(r"[Kk]èm theo")
_ABOVE = 12  # lines of an appendix's head


@dataclass(frozen=True, slots=True)
class Belonging:
    """The number of the report that an appendix belongs to, "" where none is named; said: what follows it; before:
    what stands before it, "UBND xã Bản Lềnh (kèm theo Báo cáo số 81/BC-UBND)".
    """

    number: str = ""
    said: str = ""
    before: str = ""


def belonging(lines: Sequence[str]) -> Belonging:
    """What the head of an appendix that is a file by itself says of its report."""
    head = [line for line in lines if line.strip()][:_ABOVE]
    found = _BELONGS_TO.search(normalise(" ".join(map(printed, head))))
    if found is None:
        return Belonging()
    lines_of_it = (normalise(printed(line)) for line in head)
    beside = (line[: said.start()] for line in lines_of_it if (said := _ATTACHED.search(line)))
    return Belonging(re.sub(r"\s", "", found["number"]).replace("–", "-"), found["rest"], next(beside, ""))


def absent_appendices(lines: Sequence[str]) -> tuple[str, ...]:
    """Appendices that the text refers to but that are not attached: ("Phụ lục 01",); () when all are
    there.
    """
    attached, named = set[str](), dict[str, None]()
    before = ""
    for line in lines:
        text = fold(printed(line))
        match = _APPENDIX.match(text)
        if match and len(text) < 150 and _is_caption(printed(line)[:7], text[match.end() :], before):
            attached.add(_appendix(match["n"] or ""))
        before = text
    whole = fold(" ".join(map(printed, lines)))
    for match in _APPENDIX.finditer(whole):
        if _NOT_OURS.match(whole, match.end()):
            continue
        if match["n"] or _ATTACHED.match(whole, match.end()):
            named[_appendix(match["n"] or "")] = None
            named.update(
                (_appendix(n), None) for n in re.findall(r"\d+|[ivx]+", match["more"].replace("va", " "))
            )
    absent = [name for name in named if name not in attached]
    return tuple(name for name in absent if name != "Phụ lục" or not attached)


def _is_caption(word: str, rest: str, before: str) -> bool:
    """Whether a line that begins with this word, "Phụ lục", is an appendix's title. rest, before: folded."""
    if word.isupper() or re.fullmatch(r"[\s:–-]*", rest):
        return True
    return _CAPTION.fullmatch(rest) is not None and not _LEADS_ON.search(before)


def _appendix(number: str) -> str:
    return f"Phụ lục {int(number):02d}" if number.isdigit() else f"Phụ lục {number.upper()}".strip()
