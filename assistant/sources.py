"""How a citation is named to a person: the report it is of, and the place in it. Pure."""

from __future__ import annotations

from datetime import date

from assistant.answer import Citation
from index_store.language.places import RANKS


def office_name(issuer: str, unit: str) -> str:
    """ "UBND huyện" of "huyện Đức Trọng" → "UBND huyện Đức Trọng"; "Huyện ủy" → "Huyện ủy Đức Trọng"."""
    if not issuer:
        return unit
    level = next((name for name in RANKS if name and unit.lower().startswith(f"{name} ")), "")
    if level and issuer.lower().endswith(f" {level}"):
        return f"{issuer[: -len(level)]}{unit}"
    if level and issuer.lower().endswith(f"{level.split()[0]} ủy"):  # "Thị ủy" of a thị xã
        return f"{issuer} {unit[len(level) + 1 :]}"
    return f"{issuer}, {unit}"


def report_name(citation: Citation) -> str:
    """ "Báo cáo số 189/BC-UBND ngày 20/6/2023 của UBND huyện Đức Trọng"; the period where it has no number."""
    known = f"số {citation.number}" if citation.number else citation.period
    dated = f"ngày {day_name(citation.date)}" if citation.date else ""
    return " ".join(
        part
        for part in ("Báo cáo", known, dated, f"của {office_name(citation.issuer, citation.unit)}")
        if part
    )


def day_name(iso: str) -> str:
    """ "2023-06-05" → "05/6/2023", as papers of offices write it: a zero before days, none before months from 3."""
    day = date.fromisoformat(iso)
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def place_parts(citation: Citation) -> list[str]:
    """Where in its report a quote stands: ["mục 2.1 Ngân sách", "trang 3", "chú thích 4", "dòng Tổng thu, cột …"]."""
    heading = f"{citation.section} {citation.section_heading}".strip()
    return [
        *([f"mục {heading}"] if heading else ()),
        citation.page_name,
        *([f"chú thích {citation.footnote}"] if citation.footnote is not None else ()),
        *([citation.table.place] if citation.table is not None else ()),
    ]
