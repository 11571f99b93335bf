"""Questions over several reports, and questions that go on from earlier ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from random import Random

from eval.shelf.ask import plain_question, role_ways
from eval.shelf.asking import Row, Shelf, joined, level_ways, row
from eval.shelf.table import Indicator, read_table
from eval.shelf.wording import period_words, unit_words
from eval.shelf.write import Written
from index_store.language.period_finder import months

_TWO_PERIODS = (
    "So sánh {x} của {u} {p} với {r}", "{x} của {u} {p} và {r} là bao nhiêu?",
    "{x} {p} so với {r} ở {u} ra sao?",
)  # fmt: skip
_TWO_UNITS = (
    "So sánh {x} {p} của {u} và {v}", "{x} {p} của {u} và {v} là bao nhiêu?",
    "{p}, {u} với {v} nơi nào có {x} lớn hơn?",
)  # fmt: skip
_EXTREME = (
    "{p}, {l} nào có {x} {e}?", "{x} {p}: {l} nào {e}?", "Trong các {l}, nơi nào có {x} {p} {e}?",
)  # fmt: skip


def _shared(ws: Sequence[Written], random: Random) -> Indicator | None:
    """An indicator whose value all of the reports give."""
    keys = set.intersection(*({k for k in w.figures if "." not in k and "/" not in k} for w in ws))
    return read_table().indicators[random.choice(sorted(keys))] if keys else None


def _level_row(shelf: Shelf, w: Written, indicator: Indicator) -> Row:
    return row("compare", "-", w, indicator.key, [level_ways(w, indicator)], shelf)


def compare(shelf: Shelf) -> Row | None:
    """One unit in two periods of a kind, or two units in one period."""
    random, first = shelf.random, shelf.some()
    report = first.report
    singles = {
        p: ws[0] for (place, p), ws in shelf.of_period.items() if place == report.place and len(ws) == 1
    }
    if shelf.two_issuers(first):
        return None
    if random.random() < 0.5:
        others = [
            w for p, w in singles.items()
            if p.kind == report.period.kind and p.start.month == report.period.start.month and p != report.period
        ]  # fmt: skip
    else:
        others = [
            w for w in shelf.by_period[report.period]
            if w is not first and not shelf.two_issuers(w) and w.report.place.letter == report.place.letter
        ]  # fmt: skip
    if not others:
        return None
    other = random.choice(others)
    indicator = _shared((first, other), random)
    if indicator is None or first.value(indicator.key) == other.value(indicator.key):
        return None
    units = [unit_words(w.report.place, shelf.places, random) for w in (first, other)]
    forms = _TWO_PERIODS if other.report.place == report.place else _TWO_UNITS
    question = random.choice(forms).format(
        x=indicator.name, u=units[0], v=units[1], p=period_words(report.period, random),
        r=period_words(other.report.period, random),
    )  # fmt: skip
    return joined("compare", question, [_level_row(shelf, w, indicator) for w in (first, other)])


def rank(shelf: Shelf) -> Row | None:
    """Which unit of a level has the most or the least, among those whose report gives the figure."""
    random = shelf.random
    period = random.choice(list(shelf.by_period))
    levels = defaultdict(list)
    for w in shelf.by_period[period]:
        levels[w.report.place.level].append(w)
    pools = [ws for ws in levels.values() if len(ws) >= 2 and not any(map(shelf.two_issuers, ws))]
    if not pools:
        return None
    pool = random.choice(pools)
    indicator = shelf.figure(random.choice(pool))
    if indicator is None:
        return None
    stated = [w for w in pool if indicator.key in w.figures]
    most = random.random() < 0.65
    order = sorted(stated, key=lambda w: w.value(indicator.key), reverse=most)
    values = [w.value(indicator.key) for w in order[:4]]
    if len(order) < 2 or len(set(values)) < len(values):
        return None
    level, extreme = pool[0].report.place.level, "cao nhất" if most else "thấp nhất"
    many = 3 if len(order) > 4 and random.random() < 0.3 else 1
    form = random.choice(_EXTREME) if many == 1 else "Ba {l} có {x} {p} {e} là những {l} nào?"
    question = form.format(p=period_words(period, random), l=level, x=indicator.name, e=extreme)
    parts = []
    for w in order[:many]:
        part = _level_row(shelf, w, indicator)
        parts.append(part | {"expect": [[w.report.place.name], *part["expect"]]})
    found = joined("rank", question, parts)
    return found | {"pool": [w.report.stem for w in order]}


def series(shelf: Shelf) -> Row | None:
    """One indicator of one unit over three or more years."""
    random, first = shelf.random, shelf.some()
    period, place = first.report.period, first.report.place
    ws = sorted(
        (w for (p, other), [w, *more] in shelf.of_period.items()
         if p == place and other.kind == period.kind and other.start.month == period.start.month and not more),
        key=lambda w: w.report.period.year,
    )  # fmt: skip
    if len(ws) < 3:
        return None
    indicator = _shared(ws, random)
    if indicator is None or len({w.value(indicator.key) for w in ws}) < len(ws):
        return None
    span = period.label.rsplit(str(period.year), 1)[0].rstrip(" /")
    span = "" if period.kind == "nam" else span
    form = random.choice((
        "{x} {s} qua các năm của {u}", "Diễn biến {x} {s} từ năm {a} đến năm {b} ở {u}?",
        "{u}: {x} {s} các năm {a} - {b} thay đổi thế nào?",
    ))  # fmt: skip
    question = form.format(
        x=indicator.name, s=span, u=unit_words(place, shelf.places, random), a=ws[0].report.period.year,
        b=ws[-1].report.period.year,
    )  # fmt: skip
    return joined("series", question, [_level_row(shelf, w, indicator) for w in ws])


def followup(shelf: Shelf) -> Row | None:
    """The last turn leaves out what the turns before have said; up to three of them."""
    random, w = shelf.random, shelf.some()
    indicator = shelf.figure(w)
    if indicator is None or shelf.two_issuers(w):
        return None
    turns = [plain_question(shelf, w, indicator)]
    for _ in range(random.choice((0, 0, 0, 1, 1, 2))):  # the topic goes on before the question that counts
        following = shelf.figure(w)
        if following is None or following == indicator:
            return None
        turns.append(
            random.choice(("còn {x} thì sao?", "thế {x}?", "{x} bao nhiêu?")).format(x=following.name)
        )
        indicator = following
    changed = random.choice(("period", "unit", "indicator", "role", "topic"))
    last = _CHANGES[changed](shelf, w, indicator)
    if last is None:
        return None
    return last | {
        "category": "followup",
        "history": [{"role": "user", "content": turn} for turn in turns],
        "changed": changed,
        "tags": [*last["tags"], changed, f"turns-{len(turns)}"],
    }


def _other_period(shelf: Shelf, w: Written, indicator: Indicator) -> Row | None:
    found = [
        ws[0] for (place, period), ws in shelf.of_period.items()
        if place == w.report.place and period != w.report.period and len(ws) == 1 and indicator.key in ws[0].figures
    ]  # fmt: skip
    if not found:
        return None
    other, random = shelf.random.choice(found), shelf.random
    period, before = other.report.period, w.report.period
    # "còn năm 2023?" after half a year means that half, so the whole year is called "cả năm"
    whole = period.kind == "nam" and before.kind != "nam"
    words = f"cả năm {period.year}" if whole else period_words(period, random)
    question = random.choice(("còn {p}?", "thế {p} thì sao?", "vậy {p}?")).format(p=words)
    same = (period.start.month, period.end.month) == (before.start.month, before.end.month)
    years_report = (w.report.place, months(period.year, 1, 12))
    if same and years_report not in shelf.of_period and random.random() < 0.4:
        question = f"còn năm {period.year}?"
    return row("followup", question, other, indicator.key, [level_ways(other, indicator)], shelf)


def _other_unit(shelf: Shelf, w: Written, indicator: Indicator) -> Row | None:
    found = [
        o for o in shelf.by_period[w.report.period]
        if o is not w and indicator.key in o.figures and not shelf.two_issuers(o)
    ]  # fmt: skip
    if not found:
        return None
    other = shelf.random.choice(found)
    unit = unit_words(other.report.place, shelf.places, shelf.random)
    question = shelf.random.choice(("còn {u}?", "{u} thì sao?", "thế ở {u}?", "vậy {u} bao nhiêu?")).format(
        u=unit
    )
    return row("followup", question, other, indicator.key, [level_ways(other, indicator)], shelf)


def _other_indicator(shelf: Shelf, w: Written, indicator: Indicator) -> Row | None:
    topics = {i.key: t.key for t in read_table().topics for i in t.indicators}
    near = [
        i for i in read_table().indicators.values()
        if i.key in w.figures and i != indicator and topics[i.key] == topics[indicator.key]
    ]  # fmt: skip
    return _named(shelf, w, shelf.random.choice(near)) if near else None


def _other_topic(shelf: Shelf, w: Written, indicator: Indicator) -> Row | None:
    other = shelf.figure(w)
    return _named(shelf, w, other) if other and other != indicator else None


def _named(shelf: Shelf, w: Written, indicator: Indicator) -> Row:
    form = shelf.random.choice(("còn {x}?", "thế {q}?", "{x} thì sao?", "{q}?"))
    question = form.format(x=indicator.name, q=shelf.random.choice(indicator.plain))
    return row("followup", question, w, indicator.key, [level_ways(w, indicator)], shelf)


_ROLE_TURNS = {
    "kh": ("đạt bao nhiêu phần trăm kế hoạch?", "thế so với kế hoạch thì đạt mấy phần trăm?"),
    "giao": ("kế hoạch năm là bao nhiêu?", "chỉ tiêu giao bao nhiêu?"),
    "truoc": ("cùng kỳ năm trước là bao nhiêu?", "cùng kỳ thì sao?"),
    "tang": ("tăng hay giảm bao nhiêu phần trăm so với cùng kỳ?", "so với cùng kỳ tăng giảm thế nào?"),
    "hon": ("so với cùng kỳ tăng hay giảm bao nhiêu?", "nhiều hơn hay ít hơn cùng kỳ?"),
}


def _other_role(shelf: Shelf, w: Written, indicator: Indicator) -> Row | None:
    forms = [form for form in _ROLE_TURNS if f"{indicator.key}.{form}" in w.figures]
    if not forms:
        return None
    form = shelf.random.choice(forms)
    expect = role_ways(w, indicator.key, form)
    if expect is None:
        return None
    question = shelf.random.choice(_ROLE_TURNS[form])
    return row("followup", question, w, f"{indicator.key}.{form}", expect, shelf)


_CHANGES = {
    "period": _other_period,
    "unit": _other_unit,
    "indicator": _other_indicator,
    "role": _other_role,
    "topic": _other_topic,
}
