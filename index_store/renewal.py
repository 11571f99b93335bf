"""Another embedding model set: the vectors made anew beside the answering, then taken into use at once.

A report at a time, each in one transaction, so that whatever ends the work leaves a whole store, and the next start
goes on where it ended. Until the last report is done questions are answered by words, and say so.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from index_store.errors import ReportsError, StoreLockedError
from index_store.store import ONLY_WORDS, Store

RETRY_S = 2.0  # while another process writes
_log = logging.getLogger(__name__)


def renew(store: Store, stop: Event) -> None:
    """Embed what another model embedded, until all is done or `stop` is set. Raises what the store raises."""
    if store.fits():
        return
    whole = len(store.outdated())
    try:
        while not stop.is_set():
            left = store.outdated()
            whole = max(whole, len(left))
            store.renewing = (
                f"Đang lập lại chỉ mục nghĩa bằng mô hình mới, xong {whole - len(left)}/{whole} báo cáo."
            )
            store.degraded = f"{store.renewing} {ONLY_WORDS}"
            try:
                if left:
                    store.embed_again(left[0])
                elif store.take_over():
                    _log.info("vectors of %d reports are of the new model", whole)
                    return
            except StoreLockedError:
                stop.wait(RETRY_S)
    finally:
        store.renewing = ""


@contextmanager
def renewed(store: Store) -> Iterator[None]:
    """Have it done by a thread for as long as the block lasts; what goes wrong is logged and told with the answers."""
    stop = Event()

    def work() -> None:
        try:
            renew(store, stop)
        except ReportsError as error:
            _log.error("%s", error)
            store.degraded = f"Chưa lập lại được chỉ mục nghĩa. {error} {ONLY_WORDS}"

    thread = Thread(target=work, name="renewal", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
