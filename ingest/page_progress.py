"""How far into a file reading is: readers say it page by page, whoever runs them may listen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

_APART_S = 0.3  # between two words about the same file


@dataclass(frozen=True, slots=True)
class PagesRead:
    """page of pages; scanned: these are pages that are recognised, which takes seconds each."""

    page: int
    pages: int
    scanned: bool = False


_listener: ContextVar[Callable[[PagesRead], None] | None] = ContextVar("listener", default=None)


def page_read(page: int, pages: int, *, scanned: bool = False) -> None:
    """Called by a reader after each page; nothing happens where nobody listens."""
    if listen := _listener.get():
        listen(PagesRead(page, pages, scanned))


@contextmanager
def listening(listen: Callable[[PagesRead], None]) -> Iterator[None]:
    """Hear of the pages read inside, not oftener than a person can follow."""
    last = 0.0

    def seldom(read: PagesRead) -> None:
        nonlocal last
        if read.scanned or time.monotonic() - last >= _APART_S:
            last = time.monotonic()
            listen(read)

    token = _listener.set(seldom)
    try:
        yield
    finally:
        _listener.reset(token)
