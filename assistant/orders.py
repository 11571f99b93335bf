"""Sentences of a report that speak to whoever reads it instead of telling something: no source for a language model.

A figure in such an order stands in the report, so a model that obeys could cite it. Known forms only: what is put as
a plain statement cannot be told from one.
"""

from __future__ import annotations

import re

from assistant.unanswerable import UNSAFE
from index_store.language.sentences import sentence_spans
from index_store.language.text import fold

_ORDER = re.compile(
    r"^\W*(?:he thong|system|assistant|tro ly|chatbot|nguoi dung|user)\s*:"  # as if it were a turn of a conversation
    r"|(?<!\w)(?:tro ly|chatbot|assistant)(?: \w+){0,4} (?:phai|hay|khong duoc|chi duoc)(?!\w)"
    r"|cau tra loi (?:dung|duy nhat|chinh xac|la(?!\w))|cau tra loi\s*:"
    r"|(?:khi|neu) (?:duoc )?(?:ai )?hoi (?:ve|den|toi)(?!\w)"
    r"|tu (?:cau|day|dong) (?:nay )?tro di"
)


def without_orders(text: str) -> str:
    """The other sentences of a passage, as printed; "" where all of it is an order."""
    spans = sentence_spans(text)
    if not any(_is_order(text[start:end]) for start, end in spans):
        return text
    return " ".join(text[start:end] for start, end in spans if not _is_order(text[start:end]))


def _is_order(sentence: str) -> bool:
    folded = fold(sentence)
    return bool(_ORDER.search(folded) or UNSAFE.search(folded))
