"""The composition root: puts together the commands and tabs that each folder offers. Decides nothing itself."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from typing import NoReturn

import structlog

import assistant.commands
import eval.commands
import ingest.commands
from index_store.errors import ReportsError
from index_store.settings import Settings, read_settings


class _Parser(argparse.ArgumentParser):
    """argparse that says what is wrong in one Vietnamese line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: sai cách dùng ({message}). Xem `{self.prog} --help`.\n")


def build_parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="tracuu", description="Tra cứu số liệu trong báo cáo, có dẫn nguồn.")
    parser.add_argument("--store", help="thư mục kho (mặc định: TRACUU_STORE hoặc ./tracuu-data)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="LỆNH", parser_class=_Parser)
    ingest.commands.add_commands(commands)
    assistant.commands.add_commands(commands)
    eval.commands.add_commands(commands)
    chat = commands.add_parser("chat", help="mở trang hỏi đáp trên trình duyệt")
    chat.add_argument("--host", help="địa chỉ (mặc định 127.0.0.1)")
    chat.add_argument("--port", type=int, help="cổng (mặc định 7860)")
    chat.set_defaults(run=run_chat)
    for command in commands.choices.values():  # --store may stand before or after the command
        command.add_argument("--store", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return parser


def run_chat(arguments: argparse.Namespace, settings: Settings) -> int:
    """Serve the page until Ctrl-C."""
    from assistant.ask import open_engine
    from assistant.page import serve
    from assistant.screen import build_tab as questions_tab
    from assistant.screen import warm_up
    from index_store.store import Store
    from ingest.screen import build_tab as reports_tab

    settings = settings.model_copy(
        update={"host": arguments.host or settings.host, "port": arguments.port or settings.port}
    )
    with Store.open(settings) as store:
        engine = open_engine(store, settings)
        warm_up(engine)
        tabs = {"Hỏi đáp": lambda: questions_tab(engine), "Báo cáo": lambda: reports_tab(store)}
        return serve(settings, tabs)


def _configure_logging(level: str) -> None:
    """Our log and the libraries', all to stderr."""
    threshold = getattr(logging, level.upper())
    logging.basicConfig(stream=sys.stderr, level=threshold)
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Exit status: 0 all done, 1 done in part, 2 wrong use or setting (said in one line on stderr)."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # LANG=C consoles
    arguments = build_parser().parse_args(argv)
    try:
        settings = read_settings(store=arguments.store)
        _configure_logging(settings.log_level)
        status: int = arguments.run(arguments, settings)
    except ReportsError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of a pipe left: `tracuu reports | head`
        sys.stderr.close()
        return 0
    return status


if __name__ == "__main__":
    sys.exit(main())
