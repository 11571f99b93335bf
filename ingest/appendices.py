"""Appendices that a report refers to, and whether they are attached. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index_store.language.text import fold, printed

_APPENDIX = re.compile(
    r"\bphu\s+luc\s*(?:so\s*)?:?\s*(?P<n>\d{1,2}(?!\d|\.\d|/)|[ivx]{1,5}\b)?"
    r"(?P<more>(?:\s*(?:,|va)\s*(?:\d{2}(?![\d./]|,\d)|[ivx]{1,4}\b))*)"
)
_ATTACHED = re.compile(r"[\s,]*(?:dinh kem|kem theo|dinh|kem)")
_NOT_OURS = re.compile(
    r"[\s,]*(?:ban hanh )?(?:kem theo|cua|tai) (?:nghi dinh|quyet dinh|thong tu|nghi quyet|luat)"
)


def absent_appendices(lines: Sequence[str]) -> tuple[str, ...]:
    """Appendices that the text refers to but that are not attached: ("Phụ lục 01",); () when all are
    there.
    """
    attached, named = set[str](), dict[str, None]()
    for line in lines:
        text = fold(printed(line))
        match = _APPENDIX.match(text)
        alone = match and re.fullmatch(r"[\s:–-]*", text[match.end() :])
        if match and (alone or (printed(line)[:7].isupper() and len(text) < 150)):
            attached.add(_appendix(match["n"] or ""))
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


def _appendix(number: str) -> str:
    return f"Phụ lục {int(number):02d}" if number.isdigit() else f"Phụ lục {number.upper()}".strip()
