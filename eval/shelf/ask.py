"""Questions about one report: figures in every wording, their roles, facts, yes or no."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from eval.shelf.asking import Item, Row, Shelf, fact_row, figure_ways, level_ways, row
from eval.shelf.reports import next_period
from eval.shelf.table import Indicator, read_table
from eval.shelf.wording import (
    ABOUT,
    ORDERS,
    abbreviated,
    clipped_period,
    mistyped,
    said,
    unit_words,
    without_diacritics,
)
from eval.shelf.write import Written

_HAPPENS = {"vụ", "ca", "trường hợp", "cơ sở", "cuộc", "doanh nghiệp"}
Asker = Callable[[Shelf], Row | None]  # None: this draw gave nothing to ask
UP, DOWN = ["tăng", "cao hơn", "nhiều hơn"], ["giảm", "thấp hơn", "ít hơn"]


def plain_question(shelf: Shelf, w: Written, indicator: Indicator, words: tuple[str, ...] = ()) -> str:
    """In one of many orders. words: to choose from in place of the plain wordings."""
    unit, period = shelf.scope(w)
    if not words and shelf.random.random() < 0.3:
        return shelf.random.choice(ABOUT).format(u=unit, p=period, x=indicator.name)
    asked = shelf.random.choice(words or indicator.plain)
    return shelf.random.choice(ORDERS).format(u=unit, p=period, q=asked)


def _level(shelf: Shelf, category: str, *, everyday: bool = False) -> Row | None:
    w = shelf.some()
    indicator = shelf.figure(w)
    if indicator is None:
        return None
    question = plain_question(shelf, w, indicator, indicator.everyday if everyday else ())
    return row(category, question, w, indicator.key, [level_ways(w, indicator)], shelf)


def direct(shelf: Shelf) -> Row | None:
    """Now and then by the number of a report that has been replaced: then its own figure is right."""
    numbers = Counter((w.report.place, w.report.number) for w in shelf.written)
    old = [w for w in shelf.written if w.report.replaced_by and numbers[w.report.place, w.report.number] == 1]
    if not old or shelf.random.random() > 0.05:
        return _level(shelf, "direct")
    w = shelf.random.choice(old)
    indicator = shelf.figure(w)
    if indicator is None or w.printed(indicator.key) == shelf.by_stem[w.report.replaced_by].printed(
        indicator.key
    ):
        return None
    unit = unit_words(w.report.place, shelf.places, shelf.random)
    asked = shelf.random.choice(indicator.plain)
    question = f"Theo Báo cáo số {w.report.number} của {w.report.issuer}, {unit} {asked}?"
    found = row("direct", question, w, indicator.key, [level_ways(w, indicator)], shelf)
    return found | {"tags": [*found["tags"], "replaced"]}


def nodiac(shelf: Shelf) -> Row | None:
    found = _level(shelf, "nodiac")
    return found and found | {"question": without_diacritics(found["question"])}


def abbr(shelf: Shelf) -> Row | None:
    found = _level(shelf, "abbr")
    if found is None:
        return None
    question = said(abbreviated(found["question"], shelf.random))
    return found | {"question": question} if question != found["question"] else None


def typo(shelf: Shelf) -> Row | None:
    found = _level(shelf, "typo")
    return found and found | {"question": mistyped(found["question"], shelf.random)}


def paraphrase(shelf: Shelf) -> Row | None:
    return _level(shelf, "paraphrase", everyday=True)


def short(shelf: Shelf) -> Row | None:
    w = shelf.some()
    indicator = shelf.figure(w)
    if indicator is None:
        return None
    unit = unit_words(w.report.place, shelf.places, shelf.random)
    question = f"{indicator.clipped} {unit} {clipped_period(w.report.period)}"
    if shelf.two_issuers(w):
        question += f" {w.report.issuer}"
    if shelf.random.random() < 0.4:
        question = question.lower()
    return row("short", question, w, indicator.key, [level_ways(w, indicator)], shelf)


_ROLES: dict[str, tuple[str, ...]] = {  # {y} the report's year, {n} the next period, {m} the measure of a change
    "kh": ("{x} {p} của {u} đạt bao nhiêu phần trăm kế hoạch?", "{u} {p} hoàn thành mấy phần trăm kế hoạch về {x}?"),
    "giao": ("Kế hoạch năm {y} về {x} của {u} trong báo cáo {p} là bao nhiêu?",
             "Theo báo cáo {p}, {u} được giao chỉ tiêu {x} cả năm bao nhiêu?"),
    "truoc": ("Theo báo cáo {p} của {u}, {x} cùng kỳ năm trước là bao nhiêu?",
              "So với {p}, cùng kỳ năm trước {x} ở {u} là bao nhiêu?"),
    "tang": ("{x} {p} của {u} tăng hay giảm bao nhiêu {m} so với cùng kỳ?",
             "So với cùng kỳ, {x} {p} ở {u} thay đổi bao nhiêu {m}?"),
    "hon": ("{x} {p} của {u} tăng hay giảm bao nhiêu {m} so với cùng kỳ?",
            "{u} {p}: {x} nhiều hơn hay ít hơn cùng kỳ bao nhiêu {m}?"),
    "ck": ("{x} {p} của {u} bằng bao nhiêu phần trăm so với cùng kỳ?",),
    "dich": ("Mục tiêu {x} mà {u} đặt ra trong báo cáo {p} cho kỳ tới là bao nhiêu?",
             "Nhiệm vụ {n} của {u}: {x} phấn đấu đạt bao nhiêu?"),
}  # fmt: skip


def role(shelf: Shelf) -> Row | None:
    w, form = shelf.some(), shelf.random.choice(tuple(_ROLES))
    indicator = shelf.figure(w, form)
    expect = role_ways(w, indicator.key, form) if indicator else None
    if indicator is None or expect is None:
        return None
    unit, period = shelf.scope(w)
    measure = "phần trăm" if form == "tang" else "tiền" if indicator.unit == "tiền" else indicator.unit
    measure = "điểm phần trăm" if indicator.unit == "%" else measure
    words = {"u": unit, "p": period, "x": indicator.name, "y": w.report.period.year, "m": measure}
    question = shelf.random.choice(_ROLES[form]).format(**words, n=next_period(w.report.period))
    found = row("role", question, w, f"{indicator.key}.{form}", expect, shelf)
    return found | {"tags": [*found["tags"], form]}


def role_ways(w: Written, key: str, form: str) -> list[Item] | None:
    """What an answer about this role must hold; None where the figure did not change."""
    indicator, gap = read_table().indicators[key], f"{key}.{form}"
    match form:
        case "giao":
            return [figure_ways(w, gap, w.plan(key))]
        case "dich":
            return [figure_ways(w, gap, w.target(key))]
        case "truoc":
            return [figure_ways(w, gap, w.value(key, -1))]
    printed = w.printed(gap)
    if printed.startswith("không"):
        return None
    if form not in ("tang", "hon"):
        return [[printed.removesuffix("%") if w.figures[gap].kind == "table" else printed]]
    amount = printed.removeprefix("tăng ").removeprefix("giảm ")
    shown = amount.split(" ")[0]
    money_ways = (
        [f"{shown} {amount.split(' ')[1]}"] if indicator.unit == "tiền" and form == "hon" else [shown]
    )
    return [money_ways, UP if "tăng" in printed else DOWN]


def text(shelf: Shelf) -> Row | None:
    w = shelf.some()
    told = shelf.random.choice(w.facts)
    unit, period = shelf.scope(w)
    if told.spot.kind == "header":
        question = f"{told.ask} {period} của {unit}?".replace("của báo cáo là gì", "báo cáo").replace(
            "báo cáo được ban hành ngày nào", "ngày ban hành báo cáo"
        )
        if w.report.replaces:
            return None  # either version has a signer and a number
    else:
        question = shelf.random.choice(
            ("{u} {p}, {q}?", "Báo cáo {p} của {u}: {q}?", "{q} ở {u} {p}?", "{p} tại {u} thì {q}?")
        ).format(u=unit, p=period, q=told.ask)
    return fact_row("text", question, w, told, shelf)


def yesno(shelf: Shelf) -> Row | None:
    """Rose or fell; is the plan reached; did it happen at all: the answer must hold the figure too."""
    w, form = shelf.some(), shelf.random.choice(("tang", "hon", "kh", ""))
    indicator = shelf.figure(w, form)
    if indicator is None or (not form and indicator.unit not in _HAPPENS):
        return None
    unit, period = shelf.scope(w)
    if form == "":
        question = f"{unit} {period} có {indicator.name.removeprefix('số ')} nào không?"
        return row("yesno", question, w, indicator.key, [level_ways(w, indicator)], shelf)
    expect = role_ways(w, indicator.key, form)
    if expect is None:
        return None
    if form == "kh":
        question = f"{indicator.name} {period} của {unit} đã đạt kế hoạch năm chưa?"
    else:
        word = shelf.random.choice(("tăng", "giảm"))
        question = f"{indicator.name} {period} của {unit} có {word} so với cùng kỳ không?"
    return row("yesno", question, w, f"{indicator.key}.{form}", expect, shelf)
