"""A paper as Typst sets it: real footnotes, which run on over pages as they must."""

from __future__ import annotations

from collections.abc import Sequence

from eval.parsing.paper import MARK, Paper, Paragraph

_FACES = ("Libertinus Serif", "New Computer Modern", "Libertinus Serif", "DejaVu Sans Mono")
_SYMBOLS = (
    '(..n) => { let k = n.pos().first() - 1; ("*", "†", "‡", "§").at(calc.rem(k, 4)) * (calc.quo(k, 4) + 1) }'
)


def as_typst(paper: Paper) -> bytes:
    """The PDF. Raises typst.TypstError, which is a fault of ours."""
    import typst  # a developer's tool: measuring needs it, the product does not

    data = typst.compile(_source(paper).encode(), ignore_system_fonts=True)
    if not isinstance(data, bytes):
        raise TypeError("typst gave no single PDF")
    return data


def _source(paper: Paper) -> str:
    style = paper.style
    number = {"1": '"1"', "(1)": '"(1)"', "*": _SYMBOLS}[style.number]
    head = (
        "align(center, text(size: 9pt)[Báo cáo của đơn vị hư cấu - tài liệu minh họa])"
        if style.running_head
        else "none"
    )
    restart = "counter(footnote).update(0); " if style.restart == "page" else ""
    out = [
        f'#set page(paper: "a4", margin: 2.2cm, header: context {{ {restart}{head} }}, '
        f'numbering: "1", number-align: center + {style.page_number})'
        if style.page_number == "bottom"
        else '#set page(paper: "a4", margin: 2.2cm, footer: none, header: context { '
        f"{restart}align(center)[#counter(page).display()]; {head} }})",
        f'#set text(font: "{_FACES[style.variant % 2]}", size: {style.body_pt}pt, lang: "vi")',
        f"#set super(typographic: {'true' if style.variant % 2 else 'false'})",
        f"#show footnote.entry: set text(size: {style.note_pt}pt)",
        f"#set footnote(numbering: {number})",
        f"#set par(justify: {'true' if style.variant < 3 else 'false'}, leading: 0.8em)",
        *(_columns(part) if isinstance(part, list) else _paragraph(paper, part) for part in paper.parts()),
    ]
    if style.place == "end":
        notes = (f"#super[{k}] {_lit(note)}" for k, note in enumerate(paper.notes, 1))
        out += ["#strong[Chú thích]", *(f"#text(size: {style.note_pt}pt)[{note}]" for note in notes)]
    return "\n\n".join(out)


def _columns(rows: Sequence[tuple[str, str]]) -> str:
    cells = ", ".join(f"[{_lit(cell)}]" for row in rows for cell in row)
    return (
        f"#block(breakable: false, text(size: 12pt, grid(columns: (1fr, 1.2fr), row-gutter: 0.6em, {cells})))"
    )


def _paragraph(paper: Paper, paragraph: Paragraph) -> str:
    inside = "".join(
        _mark(paper, int(part)) if at % 2 else _lit(part)
        for at, part in enumerate(MARK.split(paragraph.text))
    )
    if paragraph.kind == "title":
        return f"#align(center)[#strong[{inside}]]"
    if paragraph.kind == "heading":
        restart = "#counter(footnote).update(0)" if paper.style.restart == "section" else ""
        return f"{restart}#block(sticky: true)[#strong[{inside}]]"
    return f"#par[{inside}]"


def _mark(paper: Paper, k: int) -> str:
    return f"#super[{k}]" if paper.style.place == "end" else f"#footnote[{_lit(paper.notes[k - 1])}]"


def _lit(text: str) -> str:
    """A literal in markup: nothing in it is read as markup."""
    return '#"' + text.replace("\\", "\\\\").replace('"', '\\"') + '";' if text else ""
