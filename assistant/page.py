"""The page that holds the tabs: its look, its words, its server."""

from __future__ import annotations

import inspect
import os
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from starlette.routing import Route

from index_store.errors import SettingError
from index_store.settings import Settings
from index_store.store import Store

MAX_UPLOAD = "50mb"
QUEUE_TOLD_S = 10.0  # between two messages to those who wait for their turn
_HERE = Path(__file__).parent


def demand_free(host: str, port: int) -> None:
    """Raises SettingError when the chat cannot listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SettingError(
                "TRACUU_PORT",
                port,
                f"Cổng đang được dùng hoặc không mở được trên {host}. Chọn cổng khác: --port 7861.",
            ) from error


def serve(
    settings: Settings,
    store: Store,
    tabs: Mapping[str, Callable[[], None]],
    routes: Sequence[Route],
    served: Callable[[], None],
) -> int:
    """Serve the page until Ctrl-C.

    tabs: title → what lays the tab out; routes: those that the tabs need; served: called once the page is there.
    """
    # Gradio would keep a table of the last 10,000 events and sum it up after each: 1 ms at first, 12 in the end.
    kept = {"ENABLED": "False", "MAX_EVENTS": "1", "CACHE_FREQUENCY": str(10**9)}
    os.environ |= {f"GRADIO_ANALYTICS_{name}": value for name, value in kept.items()}
    import gradio as gr

    from assistant.gradio_words import LANGUAGES, WORDS
    from assistant.routes import app_settings

    with gr.Blocks(title="Tra cứu báo cáo", analytics_enabled=False, fill_width=True) as page:
        gr.HTML("<header><h1>Tra cứu báo cáo</h1><p>Hỏi số liệu, có ngay câu trả lời kèm nguồn.</p></header>")
        with gr.Tabs():
            for title, build in tabs.items():
                with gr.Tab(title):
                    build()
    _keep_signatures(page)
    # Nothing shows a place in the queue: told to all who wait at each start, it is half of the server's messages.
    page.queue(default_concurrency_limit=8, status_update_rate=QUEUE_TOLD_S)
    page.launch(
        server_name=settings.host,
        server_port=settings.port,
        share=False,
        quiet=True,
        prevent_thread_lock=True,
        footer_links=[],
        allowed_paths=[],
        max_file_size=MAX_UPLOAD,
        theme=_theme(),
        css="\n".join(path.read_text("utf-8") for path in sorted(_HERE.glob("*.css"))),
        head=f"<script>{(_HERE / 'page.js').read_text('utf-8')}</script>",
        i18n=gr.I18n(**dict.fromkeys(LANGUAGES, WORDS)),
        ssr_mode=False,
        enable_monitoring=False,
        run_history=False,  # else every browser keeps what was asked, and offers it to whoever sits there next
        show_error=True,  # without it a fault says nothing; page.js says it in Vietnamese
        app_kwargs=app_settings(store, routes),
    )
    print(
        f"Mở trình duyệt: http://{settings.host}:{settings.port}  (Ctrl-C để dừng)",
        file=sys.stderr,
        flush=True,
    )
    served()
    page.block_thread()
    return 0


def _keep_signatures(page: Any) -> None:
    """Gradio asks for the signature of each component's making, for each visitor; Python works it out anew each time,
    which was half of what a visitor costs, unless it is kept where `inspect` looks first."""
    for kind in set(map(type, page.blocks.values())):
        made: Any = kind.__init__  # type: ignore[misc]  # of the class itself, not of an instance
        made.__signature__ = inspect.signature(made)


def _theme() -> Any:
    import gradio as gr

    return gr.themes.Base(
        primary_hue="teal",
        neutral_hue="slate",
        radius_size="md",
        font=["system-ui", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
    ).set(
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_text_color="white",
        block_label_text_color="*neutral_700",
        block_title_text_color="*neutral_700",
        block_info_text_color="*neutral_600",
        input_placeholder_color="*neutral_500",
        body_text_color_subdued="*neutral_600",
        input_background_fill="white",
        input_background_fill_focus="white",
        input_border_color="*neutral_300",
        input_border_color_focus="*primary_700",
        input_border_width="1px",
        input_radius="*radius_lg",
        block_radius="*radius_lg",
        button_border_width="1px",
        button_secondary_background_fill="white",
        button_secondary_background_fill_hover="*primary_50",
        button_secondary_border_color="*neutral_300",
        button_secondary_border_color_hover="*primary_700",
        button_secondary_text_color="*primary_900",
        **{
            f"button_{size}_{what}": value
            for size in ("large", "medium", "small")
            for what, value in (
                ("radius", "*radius_lg"),
                ("text_size", "*text_md"),
                ("text_weight", "500"),
                ("padding", "*spacing_sm *spacing_xl"),
            )
        },
    )
