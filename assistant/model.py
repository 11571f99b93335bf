"""An OpenAI-compatible language model, when the office has one; what it says is checked before it is shown."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from index_store.errors import ModelError
from index_store.settings import Settings
from prompts import sentence

SILENT_S = 30.0  # without a word, then the model is given up
TIMEOUT_S = 60.0  # for a whole answer
LONGEST_REPLY = 2_000  # characters; it is asked for two sentences
_TOKENS = 800  # as many as these characters may need


def model_words(question: str, passages: Sequence[str], settings: Settings) -> Iterator[str]:
    """The model's answer as it grows, whole each time, with [n] marks for passages[n - 1].

    Raises ModelError when none comes, when it comes too slowly or does not end.
    """
    from httpx import HTTPError
    from llama_index.core.llms import ChatMessage
    from llama_index.llms.openai_like import OpenAILike
    from openai import OpenAIError

    model = OpenAILike(
        model=settings.llm_model,
        api_base=settings.llm_url,
        api_key=settings.llm_key.get_secret_value() or "none",
        is_chat_model=True,
        temperature=0.0,
        max_tokens=_TOKENS,
        timeout=SILENT_S,
        max_retries=0,
    )
    shown = "\n".join(f"[{n}] {passage}" for n, passage in enumerate(passages, 1))
    messages = [
        ChatMessage(role="system", content=sentence("llm_system")),
        ChatMessage(role="user", content=sentence("llm_question", passages=shown, question=question)),
    ]
    text, started = "", time.monotonic()
    try:
        for piece in model.stream_chat(messages):
            text += piece.delta or ""
            if len(text) > LONGEST_REPLY:
                raise ModelError(
                    f"Mô hình {settings.llm_model} viết quá {LONGEST_REPLY} chữ cái mà chưa xong."
                )
            if time.monotonic() - started > TIMEOUT_S:
                raise ModelError(f"Mô hình {settings.llm_model} viết quá {TIMEOUT_S:.0f} giây mà chưa xong.")
            yield text.strip()
    except (OpenAIError, HTTPError, OSError, ValueError) as error:
        raise ModelError(
            f"Không gọi được mô hình ở {settings.llm_url} ({type(error).__name__}). "
            "Kiểm tra TRACUU_LLM_URL, TRACUU_LLM_MODEL và TRACUU_LLM_KEY."
        ) from error
    if not text.strip():
        raise ModelError(
            f"Mô hình {settings.llm_model} trả về câu rỗng. Hãy thử lại hoặc đổi TRACUU_LLM_MODEL."
        )


def reachable(settings: Settings) -> str | None:
    """None when no model is set or the one set answers; else what is wrong, in Vietnamese."""
    if not settings.llm_url:
        return None
    try:
        for _ in model_words("1 + 1 = ?", (), settings):
            pass
    except ModelError as error:
        return str(error)
    return None
