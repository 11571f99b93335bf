"""The page that holds the tabs: its look, its words, its server."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from index_store.errors import SettingError
from index_store.settings import Settings
from index_store.store import Store

MAX_UPLOAD = "50mb"
_LOOKS = sorted(Path(__file__).parent.glob("*.css"))  # each tab may bring its own


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


def serve(settings: Settings, store: Store, tabs: Mapping[str, Callable[[], None]]) -> int:
    """Serve the page until Ctrl-C. tabs: title → what lays the tab out."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio as gr

    from assistant.routes import app_settings

    theme = gr.themes.Base(
        primary_hue="teal",
        neutral_hue="slate",
        font=["system-ui", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
    )
    with gr.Blocks(title="Tra cứu báo cáo", analytics_enabled=False, fill_width=True) as page:
        gr.HTML("<header><h1>Tra cứu báo cáo</h1><p>Hỏi số liệu, có ngay câu trả lời kèm nguồn.</p></header>")
        with gr.Tabs():
            for title, build in tabs.items():
                with gr.Tab(title):
                    build()
    page.queue(default_concurrency_limit=8)
    page.launch(
        server_name=settings.host,
        server_port=settings.port,
        share=False,
        quiet=True,
        prevent_thread_lock=True,
        footer_links=[],
        allowed_paths=[],
        max_file_size=MAX_UPLOAD,
        theme=theme,
        css="\n".join(path.read_text("utf-8") for path in _LOOKS),
        i18n=gr.I18n(vi=_WORDS, en=_WORDS),
        ssr_mode=False,
        enable_monitoring=False,
        app_kwargs=app_settings(store),
    )
    print(
        f"Mở trình duyệt: http://{settings.host}:{settings.port}  (Ctrl-C để dừng)",
        file=sys.stderr,
        flush=True,
    )
    page.block_thread()
    return 0


# Gradio's own words, whatever language the browser asks for.
_WORDS = {
    "common.submit": "Gửi",
    "common.clear": "Xóa",
    "common.error": "Lỗi",
    "common.loading": "Đang tải",
    "common.or": "hoặc",
    "common.remove": "Bỏ",
    "common.download": "Tải về",
    "common.empty": "Trống",
    "common.progress": "Tiến độ",
    "upload_text.drop_file": "Thả tệp vào đây",
    "upload_text.click_to_upload": "Bấm để chọn tệp",
    "file.uploading": "Đang tải lên…",
    "status.queue_position": "Đang chờ: {position}/{size}",
}
