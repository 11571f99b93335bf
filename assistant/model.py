"""An OpenAI-compatible language model, when the office has one; what it says is checked before it is shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from index_store.errors import ModelError
from index_store.language.numbers import parse_number
from index_store.records import Candidate
from index_store.settings import Settings
from prompts import sentence

PASSAGES_SHOWN = 8
TIMEOUT_S = 60.0
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MARK = re.compile(r"\[\s*(\d+)\s*\]")
NO_ANSWER = "KHÔNG CÓ"


def numbers_in(text: str) -> set[Decimal]:
    """Every number of a text by value; citation marks left out."""
    return {parse_number(n) for n in _NUMBER.findall(_MARK.sub(" ", text))}


def cited(text: str) -> list[int]:
    """The passage numbers that an answer cites, in order of first use."""
    return list(dict.fromkeys(int(n) for n in _MARK.findall(text)))


def verified(text: str, passages: Sequence[str]) -> bool:
    """True when the answer cites something, only passages that were given, and every number stands in them."""
    marks = cited(text)
    if not marks or any(not 1 <= n <= len(passages) for n in marks):
        return False
    held = set().union(*(numbers_in(passages[n - 1]) for n in marks))
    return numbers_in(text) <= held


def ask_model(question: str, candidates: Sequence[Candidate], settings: Settings) -> str:
    """The model's answer with [n] marks for candidates[n - 1]. Raises ModelError when it gives none."""
    from llama_index.core.llms import ChatMessage
    from llama_index.llms.openai_like import OpenAILike
    from openai import OpenAIError

    model = OpenAILike(
        model=settings.llm_model,
        api_base=settings.llm_url,
        api_key=settings.llm_key.get_secret_value() or "none",
        is_chat_model=True,
        temperature=0.0,
        timeout=TIMEOUT_S,
        max_retries=0,
    )
    shown = "\n".join(f"[{n}] {c.passage.text}" for n, c in enumerate(candidates, 1))
    messages = [
        ChatMessage(role="system", content=sentence("llm_system")),
        ChatMessage(role="user", content=sentence("llm_question", passages=shown, question=question)),
    ]
    try:
        reply = model.chat(messages).message.content
    except (OpenAIError, OSError, ValueError) as error:
        raise ModelError(
            f"Không gọi được mô hình ở {settings.llm_url} ({type(error).__name__}). "
            "Kiểm tra TRACUU_LLM_URL, TRACUU_LLM_MODEL và TRACUU_LLM_KEY."
        ) from error
    if not reply or not reply.strip():
        raise ModelError(
            f"Mô hình {settings.llm_model} trả về câu rỗng. Hãy thử lại hoặc đổi TRACUU_LLM_MODEL."
        )
    return str(reply).strip()


def reachable(settings: Settings) -> str | None:
    """None when no model is set or the one set answers; else what is wrong, in Vietnamese."""
    if not settings.llm_url:
        return None
    try:
        ask_model("1 + 1 = ?", (), settings)
    except ModelError as error:
        return str(error)
    return None
