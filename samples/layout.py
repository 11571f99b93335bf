"""A report's source text with its figures filled in: blocks, numbered notes, and where each figure stands.

The source is plain text, a line per block: "# " a part, "## " and deeper a heading, "| a | b |" a table row,
"=== " a table's caption, "@appendix" what follows the signature, anything else a paragraph. "[[…]]" is a
footnote, "{key.form}" a figure of the shared table (see `printed_figure`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Literal

from samples.sources import INDICATORS, SampleReport

TEXTS = Path(__file__).parent / "texts"
_FIELD = re.compile(r"\{([a-z0-9_/]+)(?:\.([a-z]+))?\}")
_NOTE = re.compile(r"\[\[(.+?)\]\]")
_SECTION = re.compile(r"(Phần thứ \w+|[IVX]+(?=\. )|\d+(?:\.\d+)*(?=\. ))")
_SENTENCE_END = re.compile(r"(?<=[.;])\s+(?=\S)")


@dataclass(frozen=True)
class Run:
    text: str
    note: int = 0  # the footnote whose mark follows the text; 0 for none


@dataclass(frozen=True)
class Block:
    kind: Literal["part", "heading", "paragraph", "caption", "table"]
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Place:
    """Where something stands: the sentence as printed, its section, its footnote or None."""

    sentence: str
    section: str
    footnote: int | None
    kind: str  # "body", "footnote", "table"


@dataclass
class Laid:
    report: SampleReport
    body: list[Block] = field(default_factory=list)
    appendix: list[Block] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    places: list[tuple[Place, frozenset[str]]] = field(default_factory=list)  # and the fields that it prints

    def place(self, wanted: str) -> Place:
        """Where the figure "key" or "key.form", or these very words, stand first. Raises LookupError."""
        for place, fields in self.places:
            if wanted in fields or (" " in wanted and wanted in place.sentence):
                return place
        raise LookupError(f"{self.report.stem}: {wanted} stands nowhere")


def lay_out(report: SampleReport) -> Laid:
    """The blocks of a report, its figures taken from the shared table."""
    laid, section = Laid(report), ""
    blocks = laid.body
    for line in _lines(report):
        if line == "@appendix":
            blocks = laid.appendix
        elif line.startswith("|"):
            row = tuple(_filled(report, cell.strip()) for cell in line.strip("|").split("|"))
            laid.places.append((Place(" | ".join(row), "", None, "table"), _fields(line)))
            if blocks and blocks[-1].kind == "table":
                blocks[-1] = Block("table", rows=(*blocks[-1].rows, row))
            else:
                blocks.append(Block("table", rows=(row,)))
        elif line.startswith("==="):
            blocks.append(Block("caption", (Run(_filled(report, line[4:])),)))
        else:
            marks, _, text = line.partition(" ") if line.startswith("#") else ("", "", line)
            if marks and (found := _SECTION.match(text)):
                section = found[1]
            kind: Literal["part", "heading", "paragraph"] = (
                "part" if marks == "#" else "heading" if marks else "paragraph"
            )
            blocks.append(Block(kind, _runs(laid, text, section)))
    return laid


def _lines(report: SampleReport) -> list[str]:
    lines = [x.strip() for x in (TEXTS / f"{report.text}.txt").read_text(encoding="utf-8").splitlines()]
    if report.replaces:
        at = next(i for i, line in enumerate(lines) if line.startswith("## "))
        lines.insert(at, f"Báo cáo này thay thế Báo cáo số {report.replaces}; {report.why_replaced}")
    return [line for line in lines if line]


def _runs(laid: Laid, text: str, section: str) -> tuple[Run, ...]:
    body = _NOTE.sub("", text)
    _note_places(laid, body, section, None)
    runs: list[Run] = []
    end = 0
    for match in _NOTE.finditer(text):
        laid.notes.append(_filled(laid.report, match[1]))
        runs.append(Run(_filled(laid.report, text[end : match.start()]), len(laid.notes)))
        _note_places(laid, match[1], section, len(laid.notes))
        end = match.end()
    return (*runs, Run(_filled(laid.report, text[end:])))


def _note_places(laid: Laid, template: str, section: str, footnote: int | None) -> None:
    for sentence in _SENTENCE_END.split(template.removeprefix("- ")):
        words = _filled(laid.report, sentence).rstrip(".;")
        place = Place(words, section, footnote, "body" if footnote is None else "footnote")
        laid.places.append((place, _fields(sentence)))


def _fields(template: str) -> frozenset[str]:
    return frozenset(".".join(part for part in match if part) for match in _FIELD.findall(template))


def _filled(report: SampleReport, template: str) -> str:
    return _FIELD.sub(lambda match: printed_figure(report, match[1], match[2] or ""), template)


def printed_figure(report: SampleReport, key: str, form: str = "") -> str:
    """A figure of the table as a report prints it.

    "" the value with its unit; so: without; giao: the year's plan; sau: next year's plan; kh: per cent of the
    plan; truoc: a year before; ck: per cent of that; tang: the change in per cent, in words; hon: the change
    in units, in words. "a/b": the share of a in b. For table cells giaoso, truocso, khso, ckso: without unit.
    """
    if "/" in key:
        part, whole = (report.value(k) for k in key.split("/"))
        return _percent(part / whole * 100)
    unit, places = INDICATORS[key]
    value = report.value(key)
    match form:
        case "":
            return _with_unit(value, unit, places)
        case "so":
            return _number(value, places)
        case "giao":
            return _with_unit(report.plan(key), unit, places)
        case "sau":
            return _with_unit(report.plan(key, later=1), unit, places)
        case "giaoso":
            return _number(report.plan(key), places)
        case "truocso":
            return _number(report.earlier(key), places)
        case "khso" | "ckso":
            return printed_figure(report, key, form.removesuffix("so")).removesuffix("%")
        case "kh":
            return _percent(value / report.plan(key) * 100)
        case "truoc":
            return _with_unit(report.earlier(key), unit, places)
        case "ck":
            return _percent(value / report.earlier(key) * 100)
        case "tang" | "hon":
            before = report.earlier(key)
            if value == before:
                raise ValueError(f"{report.stem}: {key} did not change")
            word = "tăng" if value > before else "giảm"
            change = _percent(abs(value / before * 100 - 100)) if form == "tang" else ""
            return f"{word} {change or _with_unit(abs(value - before), unit, places)}"
    raise ValueError(f"unknown form {form!r} of {key}")


def _with_unit(value: Decimal, unit: str, places: int) -> str:
    number = _number(value, places)
    return f"{number}%" if unit == "%" else f"{number} {unit}"


def _number(value: Decimal, places: int) -> str:
    """1234.5 → "1.234,5"; counts below ten get the office's leading nought: "05"."""
    if places == 0 and value == int(value):
        return f"{int(value):02d}" if value < 10 else f"{int(value):,}".replace(",", ".")
    text = f"{value:,.{places}f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def _percent(value: Decimal) -> str:
    rounded = value.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{rounded.normalize():f}%".replace(".", ",")
