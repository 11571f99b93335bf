"""What tabs have in common: how their events run, and how they learn that they are looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import gradio as gr
from gradio.context import Context

Shown = dict[Any, Any]  # component → its new value
# Quick events: nothing turns meanwhile, and one person does not wait for another.
QUIET: Final[dict[str, Any]] = {
    "show_progress": "hidden",
    "api_visibility": "private",
    "concurrency_limit": 16,
}


def on_shown(does: Callable[..., Any], inputs: list[Any], outputs: list[Any]) -> None:
    """Do it each time that the tab being laid out is opened: other tabs may have changed what it shows."""
    tab = Context.block
    assert isinstance(tab, gr.Tab), "a tab is laid out inside its gr.Tab"
    tab.select(does, inputs, outputs, **QUIET)
