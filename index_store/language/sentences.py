"""Where sentences and clauses begin and end, without stumbling over numbers and abbreviations."""

from __future__ import annotations

import re

Span = tuple[int, int]

# A full stop ends a sentence when a capital, a quote, a bullet or the end follows, and no abbreviation precedes.
_END = re.compile(r"[.!?…]+[”\"’)]?(?=\s+[“\"(]?(?P<next>[^\W_]|[-+])|\s*$)")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:TP|TX|TT|H|X|P|Q|T|TS|ThS|BS|GS|PGS|Đ|Tr|tr|v\.v|NXB|St)$")
_NUMBERED = re.compile(r"(?:^|[\s(])[Ss]ố$")  # "số. 12"; "chuyển đổi số." ends a sentence
_CLAUSE_END = re.compile(r";\s*")


def sentence_spans(text: str) -> list[Span]:
    """Start and end of each sentence, blanks trimmed, in order; [] for an empty text."""
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        before = text[start : match.start()]
        following = match["next"]
        if following and following.islower():
            continue
        numbered = following is not None and following.isdigit() and _NUMBERED.search(before)
        if (
            numbered
            or _ABBREVIATION.search(before)
            or (match.group() == "." and re.fullmatch(r"\s*\d{1,2}", before))
        ):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    trimmed = []
    for a, b in spans:
        body = text[a:b]
        a, b = a + len(body) - len(body.lstrip()), b - (len(body) - len(body.rstrip()))
        if a < b:
            trimmed.append((a, b))
    return trimmed


def clause_spans(text: str, start: int, end: int) -> list[Span]:
    """The clauses of text[start:end], cut at semicolons; at least one span."""
    spans: list[Span] = []
    at = start
    for match in _CLAUSE_END.finditer(text, start, end):
        spans.append((at, match.start()))
        at = match.end()
    if at < end:
        spans.append((at, end))
    return spans or [(start, end)]
