"""Word text set in legacy fonts → Unicode, in the parts of a DOCX, before anything is read from them."""

from __future__ import annotations

from lxml import etree

from ingest.legacy_fonts import Encoding, encoding_of, guess_encoding, in_unicode
from ingest.word_parts import Parts, W


def unicode_parts(parts: Parts) -> str:
    """Rewrites every text in place; a warning in Vietnamese, "" where nothing was to be done."""
    styles = _style_fonts(parts.styles)
    roots = [root for root in (parts.body, parts.footnotes, parts.endnotes) if root is not None]
    paragraphs = [_pieces(p, styles) for root in roots for p in root.iter(W + "p")]
    plain = " ".join(
        text.text or "" for pieces in paragraphs for text, font in pieces if encoding_of(font) is None
    )
    otherwise = guess_encoding(plain)
    found: set[Encoding] = {otherwise} if otherwise else set()
    for pieces in paragraphs:
        told = {encoding for _, font in pieces if (encoding := encoding_of(font))}
        if not told and otherwise is None:
            continue
        found |= told
        shown = in_unicode([(text.text or "", font) for text, font in pieces], otherwise)
        for (text, _), words in zip(pieces, shown, strict=True):
            text.text = words
    names = " và ".join("TCVN3 (ABC)" if name == "tcvn3" else "VNI" for name in sorted(found))
    return f"Tệp dùng phông chữ {names}; chữ đã được chuyển sang Unicode." if found else ""


def _pieces(paragraph: etree._Element, styles: dict[str, str]) -> list[tuple[etree._Element, str]]:
    """The texts of a paragraph (not of paragraphs inside it, as in text boxes) with their fonts."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    own = styles.get(str(style.get(W + "val")) if style is not None else "", styles.get("", ""))
    pieces = []
    for text in paragraph.iter(W + "t"):
        run = text.getparent()
        if next(text.iterancestors(W + "p")) is paragraph and run is not None:
            pieces.append((text, _font(run.find(W + "rPr"), styles) or own))
    return pieces


def _font(properties: etree._Element | None, styles: dict[str, str]) -> str:
    """The font that the properties of a run name, themselves or by a character style; "" for none."""
    if properties is None:
        return ""
    fonts, style = properties.find(W + "rFonts"), properties.find(W + "rStyle")
    if fonts is not None:
        if named := fonts.get(W + "hAnsi") or fonts.get(W + "ascii"):
            return str(named)
        if fonts.get(W + "hAnsiTheme") or fonts.get(W + "asciiTheme"):
            return "theme"
    return styles.get(str(style.get(W + "val")), "") if style is not None else ""


def _style_fonts(root: etree._Element | None) -> dict[str, str]:
    """Style id → its font, its own or that of the style it is based on; "" → the default paragraph's."""
    if root is None:
        return {}
    default = _font(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"), {})
    styles = {str(style.get(W + "styleId")): style for style in root.iter(W + "style")}
    fonts: dict[str, str] = {}
    for name in styles:
        font, at = "", name
        for _ in styles:  # no longer than there are styles, should they be based on each other in a ring
            font = _font(styles[at].find(W + "rPr"), {}) if at in styles else ""
            based = styles[at].find(W + "basedOn") if at in styles else None
            if font or based is None:
                break
            at = str(based.get(W + "val"))
        fonts[name] = font or default
    usual = (
        n
        for n, s in styles.items()
        if s.get(W + "type") == "paragraph" and s.get(W + "default") in ("1", "true")
    )
    fonts[""] = fonts.get(next(usual, ""), default)
    return fonts
