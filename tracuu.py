"""The composition root: puts together the commands and tabs that each folder offers. Decides nothing itself."""

from __future__ import annotations

import argparse
import logging
import os
import re
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import assistant.commands
import eval.commands
import ingest.commands
from index_store.errors import ReportsError
from index_store.settings import Settings, read_settings

SAMPLES = Path(__file__).parent / "samples" / "reports"  # of a checkout; an installed package has none

# What argparse says, and how we say it.
_MISUSES = (
    (r"the following arguments are required: (.+)", r"thiếu \1"),
    (r"unrecognized arguments: (.+)", r"không có tham số \1"),
    (r"argument LỆNH: invalid choice: (\S+) .*", r"không có lệnh \1"),
    (
        r"argument (\S+): invalid choice: (\S+) \(choose from (.+)\)",
        r"\1 phải là một trong \3, không phải \2",
    ),
    (r"argument (\S+): invalid (?:int|float) value: (.+)", r"\1 phải là số, không phải \2"),
    (r"argument (\S+): expected (?:at least )?one argument", r"\1 cần một giá trị"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 không đi cùng \2"),
    (r"argument (\S+): ignored explicit argument (.+)", r"\1 không nhận giá trị \2"),
)


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """argparse in Vietnamese; what is wrong is said in one line."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, add_help=False, allow_abbrev=False, formatter_class=_Formatter)
        self._positionals.title, self._optionals.title = "Tham số", "Tùy chọn"
        self.add_argument("-h", "--help", action="help", help="in hướng dẫn này")

    def error(self, message: str) -> NoReturn:
        message = " ".join(message.split())
        for pattern, ours in _MISUSES:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, ours, message)
        self.exit(2, f"{self.prog}: {message}. Xem `{self.prog} --help`.\n")


def build_parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="tracuu", description="Tra cứu số liệu trong báo cáo, có dẫn nguồn.")
    place: dict[str, Any] = {"metavar": "THƯ_MỤC", "help": "kho (mặc định: TRACUU_STORE hoặc ./tracuu-data)"}
    parser.add_argument("--store", **place)
    commands = parser.add_subparsers(dest="command", required=True, metavar="LỆNH", title="Các lệnh")
    ingest.commands.add_commands(commands)
    assistant.commands.add_commands(commands)
    eval.commands.add_commands(commands)
    chat = commands.add_parser("chat", help="mở trang hỏi đáp trên trình duyệt")
    chat.add_argument("--host", metavar="ĐỊA_CHỈ", help="địa chỉ phục vụ (mặc định 127.0.0.1)")
    chat.add_argument("--port", type=int, metavar="CỔNG", help="cổng (mặc định 7860)")
    chat.set_defaults(run=run_chat)
    for command in commands.choices.values():  # --store may stand before or after the command
        command.add_argument("--store", default=argparse.SUPPRESS, **place)
    return parser


def run_chat(_: argparse.Namespace, settings: Settings) -> int:
    """Serve the page until Ctrl-C."""
    from assistant.ask import open_engine
    from assistant.examples import Examples
    from assistant.export_routes import export_routes
    from assistant.figure_index import FigureIndex
    from assistant.figures_tab import Figures
    from assistant.figures_tab import build_tab as figures_tab
    from assistant.meeting import Meeting
    from assistant.page import demand_free, serve
    from assistant.routes import person
    from assistant.screen import build_guide
    from assistant.screen import build_tab as questions_tab
    from assistant.sheets import pin_answer
    from assistant.sheets_tab import build_tab as sheets_tab
    from assistant.talk import Given, Talk
    from eval.run_routes import run_routes
    from eval.screen import build_tab as evaluation_tab
    from index_store.renewal import renewed
    from index_store.store import Store
    from ingest.load import ingest
    from ingest.screen import build_tab as reports_tab

    demand_free(settings.host, settings.port)
    with Store.open(settings) as store, renewed(store):
        engine, index = open_engine(store, settings), FigureIndex(store)
        examples = Examples(engine)
        take_samples = (lambda: ingest([SAMPLES], store)) if SAMPLES.is_dir() else None
        pin = partial(pin_answer, store.desk)
        talk = Talk(examples, Given(take_samples=take_samples, pin=pin))
        tabs = {
            "Hỏi đáp": lambda: questions_tab(talk),
            "Số liệu": lambda: figures_tab(Figures(index)),
            "Chuẩn bị họp": lambda: sheets_tab(Meeting(engine)),
            "Báo cáo": lambda: reports_tab(store, person),
            "Đánh giá": lambda: evaluation_tab(engine),
            "Hướng dẫn": lambda: build_guide(talk),
        }

        def warm_up() -> None:
            examples.warm_up()
            index.warm_up()

        routes = [*export_routes(index), *run_routes(store)]
        return serve(settings, store, tabs, routes, served=warm_up)


def main(argv: Sequence[str] | None = None) -> int:
    """Exit status: 0 all done, 1 done in part, 2 wrong use or setting (said in one line on stderr)."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # LANG=C consoles
    arguments = build_parser().parse_args(argv)
    given = {name: value for name, value in vars(arguments).items() if name in Settings.model_fields}
    try:
        settings = read_settings(**given)
        logging.basicConfig(stream=sys.stderr, level=settings.log_level.upper())
        status: int = arguments.run(arguments, settings)
        sys.stdout.flush()
    except ReportsError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of a pipe left: `tracuu reports | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # or Python complains when it flushes at exit
        return 0
    return status


if __name__ == "__main__":
    sys.exit(main())
