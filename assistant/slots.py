"""The quantities that a question asks for: each with what is counted, its unit's class, and its role. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant import cues
from assistant.cues import cue_text
from assistant.listed import Item, listed
from index_store.language.numbers import Quantity, find_quantities, unit_class
from index_store.language.terms import stop_words, terms
from index_store.language.text import fold, has_diacritics
from index_store.records import Role

_OF_A_RATE: frozenset[Role] = frozenset({"level", "part"})
_OF_A_SHARE: frozenset[Role] = _OF_A_RATE | {"pct_plan"}
CHANGES: frozenset[Role] = frozenset({"change", "pct_change", "pct_of_earlier"})


_CLASSES = (
    ("percent", cues.GROWTH_ASKED),
    ("person", cues.HURT),
    ("percent", cues.RATE),
    ("mass", cues.MASS),
    ("area", cues.AREA),
    ("money", cues.MONEY),
)
# A further quantity begins at a comma or at "và" before a question word.
_PART = re.compile(
    r"[,;]\s*|\s+và\s+(?=[^,;]*(?:bao nhiêu|mấy|tỷ lệ))|\s+va\s+(?=[^,;]*(?:bao nhieu|may|ty le))"
)


_SAID = re.compile(r"\((?:tính |tinh )?(?:số|so) (?!liệu|lieu|với|voi)(?P<noun>[^)\d]+)\)")


@dataclass(frozen=True, slots=True)
class Slot:
    """One quantity asked for: "đã giải quyết được mấy đơn" has noun ("đơn",) and terms ("giải", "quyết", "đơn")."""

    noun: tuple[str, ...] = ()
    unit_class: str = ""
    roles: frozenset[Role] = frozenset()
    terms: frozenset[str] = frozenset()  # of its own part of the question; empty: all of it
    apart: bool = False  # an item of a list, whole by itself: the other items' terms say little of it
    item: str = ""  # of a list: how it is asked for

    @property
    def is_measure(self) -> bool:
        return self.unit_class in MEASURED


def asked_roles(folded: str) -> frozenset[Role]:
    """The roles that the words of a question, or of a part of it, ask for; empty for the thing itself."""
    if cues.EARLIER.search(folded):
        return frozenset({"earlier"})
    if cues.SHARE_OF_PLAN.search(folded) and cues.PERCENT_ASKED.search(folded):
        return frozenset({"pct_plan"})
    if cues.COMPARED.search(folded):
        return frozenset({"pct_of_earlier"}) if cues.SHARE_OF_EARLIER.search(folded) else CHANGES
    if aimed := cues.TARGET.search(folded):
        planned = cues.PLAN.search(folded)
        if planned is None or aimed.start() <= planned.start():
            return frozenset({"target", "plan"})
    if cues.PLAN.search(folded):  # capital that is planned is what was allotted, a figure of its own
        return frozenset({"plan", "level"}) if "ke hoach von" in folded else frozenset({"plan"})
    if cues.THEN.search(folded):
        return frozenset({"earlier"})
    return frozenset({"level", "part"}) if cues.PART.search(folded) else frozenset()


MEASURED = frozenset({"area", "money", "percent", "mass", "length", "volume"})


def _measure(rest: str) -> str:
    """The class of the measure right after "bao nhiêu": "triệu đồng" → "money"; "" for a thing that is counted."""
    found = find_quantities(f"1 {rest.lstrip()}")
    kind = unit_class(found[0].unit) if found and found[0].start == 0 else ""
    return kind if kind in MEASURED else ""


def without_measures(text: str) -> str:
    """The text without the measures asked in: "bao nhiêu ki-lô-mét đường" asks for roads, not for kilometres."""
    for match in reversed(list(cues.HOW_MANY.finditer(cue_text(text)))):
        rest = text[match.end() :].lstrip()
        if _measure(rest):
            end = find_quantities(f"1 {rest}")[0].end - 2
            text = f"{text[: match.end()]} {rest[end:]}"
    return text


def _noun(rest: str, folded: bool) -> tuple[str, ...]:
    """The words counted, right after "bao nhiêu": up to the first word that says nothing, or as brackets say it:
    "mấy trường hợp (số giấy phép)"."""
    said = _SAID.search(rest)
    rest = said["noun"] if said else rest
    words = terms(re.split(r"[,;?(]", rest)[0])[:5]
    stopped = stop_words(words, folded=folded)
    size = stopped.index(True) if True in stopped else len(words)
    noun = words[: min(size, 4)]
    return noun[:-1] if len(noun) > 1 and noun[-1] in ("mới", "moi") else noun  # "hội viên mới"


def _class_of(noun: Sequence[str]) -> str:
    """The class of what is counted: ("đảng", "viên", "mới") → "person"; "" for a thing of no class. "Bao nhiêu đất"
    asks for an area."""
    if noun and fold(noun[0]) == "dat":
        return "area"
    classes = (unit_class(" ".join(noun[:size])) for size in (3, 2, 1) if len(noun) >= size)
    return next((kind for kind in classes if kind != "count"), "")


def _leading_noun(shown: str) -> tuple[str, ...]:
    """The noun counted that a clipped question begins with: "học viên bồi dưỡng" → ("học", "viên")."""
    shown = shown.strip(" ,.?")
    if cues.NO_NOUN.match(cue_text(shown)):
        return ()
    found = find_quantities(f"1 {shown}")
    unit = found[0].unit if found and found[0].start == 0 else ""
    return terms(unit) if unit and unit_class(unit) not in MEASURED else ()


def read_slots(shown: str, whole_roles: frozenset[Role]) -> tuple[Slot, ...]:
    """The quantities that a question asks for, in its order; one empty slot when it only names a thing."""
    if items := listed(shown):
        return tuple(_slot_of_item(item, items) for item in items)
    folded_text = not has_diacritics(shown)
    slots: list[Slot] = []
    parts = [p for p in _PART.split(shown) if p.strip()]
    numbered = [p for p in parts if cues.NUMBER_OF.search(cue_text(p))]
    asking = [
        p
        for p in parts
        if cues.HOW_MANY.search(cue_text(p))
        or cues.RATE_ASKED.search(cue_text(p))
        or (len(numbered) > 1 and p in numbered)
    ]
    for part in asking:
        folded = cue_text(part)
        own = content(part)
        found = list(cues.HOW_MANY.finditer(folded))
        for match in found:
            rest = part[match.end() : match.end() + 60]
            unit = _measure(rest)
            percent = unit == "percent"
            noun = () if unit else _noun(rest, folded_text)
            roles = asked_roles(folded)
            if not roles and len(asking) == 1:
                roles = whole_roles
            elif not roles and slots and match.start() < 3:  # "giảm bao nhiêu vụ, bao nhiêu người chết"
                roles = slots[-1].roles
            if percent and not cues.COMPARED.search(folded) and cues.SHARE_OF_PLAN.search(folded):
                # "phấn đấu … đạt bao nhiêu % kế hoạch" asks for what is meant to be
                roles = frozenset[Role]({"target" if "target" in roles else "pct_plan"})
            elif percent and not roles and cues.OF_A_PLAN_UNSAID.search(folded):
                roles = _OF_A_SHARE
            unit = unit or ("percent" if not noun and cues.PERCENT_OF.search(folded) else _class_of(noun))
            noun = () if unit in MEASURED else noun
            slots.append(Slot(noun, unit, roles, frozenset(own)))
        number = cues.NUMBER_OF.search(folded)
        if not found and number and part in numbered:
            noun = _noun(part[number.end() :], folded_text)
            slots.append(Slot(noun, _class_of(noun), asked_roles(folded), frozenset(own)))
        elif not found:
            unsaid = _OF_A_SHARE if cues.OF_A_PLAN_UNSAID.search(folded) else _OF_A_RATE
            slots.append(Slot((), "percent", whole_roles or unsaid, frozenset(own)))
    folded = cue_text(shown)
    if not slots:
        percent = bool(cues.PERCENT_ASKED.search(folded))
        roles = whole_roles
        if percent and not roles and cues.SHARE_OF_PLAN.search(folded):
            roles = frozenset({"pct_plan"})
        if percent and not roles and cues.OF_A_PLAN_UNSAID.search(folded):
            roles = _OF_A_SHARE
        slots = [Slot((), "percent" if percent else "", roles)]
    if len(slots) == 1:
        slots[0] = replace(slots[0], terms=frozenset())
    first = slots[0]
    if not first.unit_class and not first.noun:
        number = cues.COUNT_OF.search(folded)  # "số người chết do tai nạn là bao nhiêu"
        rate = cues.RATE.search(folded)
        if rate and (number is None or rate.start() < number.start()):
            number = None
        noun = _noun(shown[number.end() :], folded_text) if number else () if rate else _leading_noun(shown)
        asked = cue_text(asking[0]) if len(slots) > 1 and asking else folded
        named = next((name for name, pattern in _CLASSES if pattern.search(asked)), "")
        kind = _class_of(noun) if noun else named
        roles = _OF_A_RATE if kind == "percent" and not first.roles else first.roles
        slots[0] = replace(first, noun=noun, unit_class=kind, roles=roles)
    return tuple(slots)


def _slot_of_item(item: Item, items: Sequence[Item]) -> Slot:
    """An item of one word, "số vụ" of "số vụ và số người chết do tai nạn", is told by the words of the others too."""
    own = content(item.text)
    roles = frozenset({item.role}) if item.role not in (None, "level") else frozenset[Role]()
    slot = read_slots(item.text, roles)[0] if own else Slot(roles=roles)
    if item.role:
        unit = "percent" if item.role.startswith("pct") else "" if slot.is_measure else slot.unit_class
        return replace(slot, unit_class=unit, roles=roles)
    return replace(slot, terms=frozenset((*own, *content(item.topic))), apart=len(own) > 1, item=item.text)


_NUMBER_SAID = re.compile(r"(?:con số|con so|mức|muc|ngưỡng|nguong)(?= \d)", re.IGNORECASE)


def threshold_of(bare: str) -> Quantity | None:
    """The quantity that a yes-or-no question compares with; None when it names none."""
    plain = _NUMBER_SAID.sub(lambda said: " " * len(said.group()), bare)  # "vượt con số 32"
    for quantity in find_quantities(plain):
        said = cues.THRESHOLD.search(f"{cue_text(plain[: quantity.start]).rstrip()} ")
        if said:
            return replace(quantity, start=said.start())
    return None


def slot_of(threshold: Quantity) -> Slot:
    """What is compared with a threshold is of its unit."""
    kind = unit_class(threshold.unit)
    return (
        Slot((), kind) if kind in MEASURED else Slot(terms(threshold.unit), "" if kind == "count" else kind)
    )


def content(text: str) -> list[str]:
    """The terms of a text that say something."""
    words = terms(text)
    stopped = stop_words(words, folded=not has_diacritics(text))
    return [
        w
        for w, stop in zip(words, stopped, strict=True)
        if not stop and (len(w) > 1 or w.isdigit() or w == "y" or not w.isascii())  # "ổ dịch", "ô nhiễm"
    ]
