"""The sentences that answers are made of: one Vietnamese text file each, with named gaps in braces."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def _template(name: str) -> str:
    return (_FOLDER / f"{name}.txt").read_text("utf-8").strip()


def sentence(name: str, **gaps: object) -> str:
    """The text of `prompts/<name>.txt` with its gaps filled. Raises KeyError for a gap not given."""
    return _template(name).format_map(gaps)
