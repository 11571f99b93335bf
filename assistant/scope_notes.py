"""What has to be said about the choice of reports, as sentences that go with the answer. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.holdings import Holdings
from assistant.picking import Pick
from assistant.scope_reader import Named
from index_store.identity import plain_number
from index_store.language.places import RANKS
from index_store.records import Period, Unit
from prompts import sentence

NAMED = 6  # reports named one by one in a note


def notes(
    named: Named,
    picks: Sequence[Pick],
    held: Holdings,
    missing: Sequence[tuple[Unit, Period]] = (),
    most: int = 0,
    left_out: Sequence[Pick] = (),
    series: bool = False,
) -> tuple[str, ...]:
    """missing: units and periods that were named and have no report, beside others that have; most: how many
    reports are looked into at all, 0 for all; left_out: of a ranking those that do not stand beside the others.
    """
    said = [
        *(sentence("notice_guessed_unit", typed=typed, unit=unit.full_name) for typed, unit in named.guessed),
        *_absent(named, missing),
        *_partial(picks),
        *_predecessors(picks),
        *_mergers(picks, held),
        *_replaced(named, picks, held),
        *_not_ranked(left_out),
        *(_not_in_series(picks, held) if series and not named.kinds else ()),
    ]
    if most and len(picks) > most:
        said.append(sentence("notice_units_cut", shown=most, all=len(picks)))
    return tuple(dict.fromkeys(said))


def _absent(named: Named, missing: Sequence[tuple[Unit, Period]]) -> list[str]:
    """A unit beside a known one, or a period beside another, that no report is of."""
    ranks = {RANKS.get(unit.level) for unit in named.units}
    names = [
        u.full_name for u in named.foreign if named.units and (not u.level or RANKS.get(u.level) in ranks)
    ]
    found = [sentence("notice_no_unit", units=", ".join(names))] if names else []
    gaps = [f"{p.label} ({u.full_name})" for u, p in missing if p.kind != "giai_doan"]
    return [*found, sentence("notice_no_period", periods="; ".join(gaps))] if gaps else found


def _partial(picks: Sequence[Pick]) -> list[str]:
    """Of several reports: those that cover only a part of the year. (Of one, the answer itself says so.)"""
    parts = [p for p in picks if p.partial and p.asked and p.report.header.period]
    if len(picks) < 2 or not parts:
        return []
    used = dict.fromkeys(p.report.header.period.label for p in parts if p.report.header.period)
    asked = dict.fromkeys(p.asked.label for p in parts if p.asked)
    return [sentence("notice_period_within", asked=", ".join(asked), used=", ".join(used))]


def _predecessors(picks: Sequence[Pick]) -> list[str]:
    found: dict[Unit, list[str]] = {}
    for pick in picks:
        if pick.merged_into:
            found.setdefault(pick.merged_into, []).append(pick.report.header.unit.full_name)
    return [
        sentence("as_of_predecessor", unit=", ".join(dict.fromkeys(names)), new=new.full_name)
        for new, names in found.items()
    ]


def _mergers(picks: Sequence[Pick], held: Holdings) -> list[str]:
    """A warning where reports from before and after a merger stand side by side, or a part is asked of the whole."""
    found = []
    for merger in held.mergers:
        inside = after = before = False
        for pick in picks:
            unit = pick.report.header.unit
            inside |= pick.inside == merger.old and unit == merger.new
            after |= unit == merger.new and pick.merged_into is None
            before |= pick.merged_into == merger.new or (unit == merger.old and unit != merger.new)
        if inside or (after and before):
            olds = [m.old.full_name for m in held.mergers if m.new == merger.new]
            new, since = merger.new.full_name, f"{merger.since:%d/%m/%Y}"
            found.append(sentence("notice_merger", new=new, olds=", ".join(olds), since=since))
    return found


def _replaced(named: Named, picks: Sequence[Pick], held: Holdings) -> list[str]:
    """An older version, answered from because its number was named, says what replaced it."""
    found = []
    for pick in picks if named.numbers else ():
        old = pick.report.header.number
        newer = [
            r.header.number
            for r in held
            if r.current and plain_number(r.header.replaces) == plain_number(old)
        ]
        if newer and not pick.report.current:
            found.append(sentence("notice_replaced", number=old, by=newer[0]))
    return found


def _not_in_series(picks: Sequence[Pick], held: Holdings) -> list[str]:
    """The periods that a series leaves out, for they do not stand beside the others: a year among half years."""
    taken = {pick.report.header.period for pick in picks}
    own = [r for unit in {p.report.header.unit for p in picks} for r in held.by_unit.get(unit, ())]
    rest = dict.fromkeys(p.label for r in own if (p := r.header.period) and p not in taken)
    return [sentence("notice_not_in_series", periods=", ".join(list(rest)[:NAMED]))] if rest else []


def _not_ranked(left_out: Sequence[Pick]) -> list[str]:
    names = [_whose(pick) for pick in left_out]
    rest = f" và {len(names) - NAMED} nơi khác" if len(names) > NAMED else ""
    return [sentence("notice_not_ranked", reports="; ".join(names[:NAMED]) + rest)] if names else []


def _whose(pick: Pick) -> str:
    header = pick.report.header
    return f"{header.unit.full_name} ({header.period.label})" if header.period else header.unit.full_name
