"""Pure: text typed for fonts of the TCVN3 (ABC) and VNI encodings → Unicode.

Such text holds Latin-1 letters that only those fonts show as Vietnamese: "Céng hßa" is "Cộng hòa" in
.VnTime, "Coäng hoøa" in VNI-Times. Sources: TCVN 5712:1993 (VN3), and the table of VNI's own manual.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

Encoding = Literal["tcvn3", "vni"]
FONT_NAMES: dict[Encoding, str] = {"tcvn3": "phông TCVN3 (ABC)", "vni": "phông VNI"}

_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
# Base letter and what is typed behind it; the tones come in the order of _TONES.
_TONES = "\u0301\u0300\u0309\u0303\u0323"  # sắc, huyền, hỏi, ngã, nặng
_VNI_TAILS = {"": "ùøûõï", "\u0302": "áàåãä", "\u0306": "éèúüë"}  # â is "aâ", ă is "aê"
_VNI_BASES = {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ô": "ơ", "ö": "ư"}
_VNI_SINGLE = dict(zip("íìæóòîñôö", "íìỉĩịỵđơư", strict=True))
_VNI_CARRIED = {"\u0302": ("â", "aeo"), "\u0306": ("ê", "a")}

_PUNCTUATION_LOOKALIKES = str.maketrans("\u03bc\u2219\u22c5\u2011", "\u00b5\u00b7\u00b7\u00ad")
_CAPITALS_FONT = re.compile(r"H(?:[,-]|$)")  # ".VnTimeH", ".VnTimeH,Bold"
_WORD = re.compile(r"(?:[A-Za-z]|[^\x00-\x7f\s\u2010-\u203a\u00a0])+")
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
    r"(?:iêu|yêu|ươu|ươi|uôi|uyê|uya|uyu|uây|oai|oay|oeo|iê|yê|ươ|uô|ia|ưa|ua|oa|oă|oe|uê|uy|uơ|uâ|oo|ai|ao|au|ay"
    r"|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|[iyeêuưoôơaăâ])(?:ch|ng|nh|[cmnpt])?"
)
_ANY_TONE = re.compile(f"[{_TONES}]")
_UNICODE = re.compile("[\u1ea0-\u1ef9ăĂđĐơƠưƯĩĨũŨ]")  # beyond Latin-1: no legacy font shows them
_SYMBOL_FONT = re.compile("symbol|dings", re.I)
_SOME = 0.05  # of the letters; a Vietnamese text has three times as many
_BETWEEN = "\x1e"  # white space that no document holds
_LEAST_WORDS = 5  # with letters that are not ASCII, for a guess
_MOSTLY = 0.8


def _vni_table() -> dict[str, str]:
    """What is typed → the letter, both cases: "aù" → "á", "Aù" and "AÙ" → "Á"."""
    table = dict(_VNI_SINGLE)
    for typed, base in _VNI_BASES.items():
        for mark, tails in _VNI_TAILS.items():
            if mark and typed not in _VNI_CARRIED[mark][1]:
                continue
            if mark:
                table[typed + _VNI_CARRIED[mark][0]] = _composed(base + mark)
            for tail, tone in zip(tails, _TONES, strict=True):
                table[typed + tail] = _composed(base + mark + tone)
    for typed, letter in list(table.items()):
        table[typed.upper()] = table[typed[0].upper() + typed[1:]] = letter.upper()
    return table


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


_VNI = _vni_table()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_VNI_TAIL = re.compile("[" + "".join({typed[1] for typed in _VNI if len(typed) == 2}) + "]")
_VNI_BASE = re.compile("[" + "".join({typed[0] for typed in _VNI if len(typed) == 2}) + "]$")


@lru_cache(maxsize=1024)
def encoding_of(font: str) -> Encoding | None:
    """The encoding that a font's name tells: ".VnTimeH" is TCVN3, "ABCDEF+VNI-Times" is VNI; None for others."""
    name = font.lstrip("/").rpartition("+")[2].lower()
    if name.startswith((".vn", "_vn")):
        return "tcvn3"
    return "vni" if name.startswith(("vni-", "vni ", "vni_")) else None


def decoded(text: str, encoding: Encoding, *, capitals: bool = False) -> str:
    """The text in Unicode. capitals: it is set in a font of capitals (.VnTimeH), which shows "µ" as "À"."""
    if encoding == "vni":
        return _VNI_PATTERN.sub(lambda found: _VNI[found.group()], text)
    text = text.translate(_PUNCTUATION_LOOKALIKES)
    shown = "".join(_TCVN3.get(letter, letter) for letter in text)
    return shown.upper() if capitals else shown


def in_unicode(pieces: Sequence[tuple[str, str]], otherwise: Encoding | None) -> list[str]:
    """The texts of neighbouring pieces (text, font) in Unicode. otherwise: the encoding where no font tells one.

    A VNI letter may be cut in two: "a" ends one piece, "ù" begins the next; it goes to the first.
    """
    encodings = [_encoding(text, font, otherwise) for text, font in pieces]
    if not any(encodings):
        return [text for text, _ in pieces]
    texts = [
        _from_symbols(text) if encoding else text
        for (text, _), encoding in zip(pieces, encodings, strict=True)
    ]
    for at in range(1, len(texts)):
        if encodings[at] == encodings[at - 1] == "vni" and _VNI_BASE.search(texts[at - 1]):
            if _VNI_TAIL.match(texts[at]):
                texts[at - 1], texts[at] = texts[at - 1] + texts[at][0], texts[at][1:]
    shown = []
    uneven = []  # whose font is not known
    for at, (text, encoding, (_, font)) in enumerate(zip(texts, encodings, pieces, strict=True)):
        named = encoding_of(font) is not None
        capitals = named and _CAPITALS_FONT.search(font) is not None
        shown.append(decoded(text, encoding, capitals=capitals) if encoding else text)
        if encoding == "tcvn3" and not named:
            uneven.append(at)
    if uneven:
        even = _with_even_capitals(_BETWEEN.join(shown[at] for at in uneven)).split(_BETWEEN)
        for at, text in zip(uneven, even, strict=True):
            shown[at] = text
    return shown


def _encoding(text: str, font: str, otherwise: Encoding | None) -> Encoding | None:
    """None for Unicode, and for the bullets of symbol fonts."""
    encoding = encoding_of(font) or otherwise
    return None if encoding is None or _SYMBOL_FONT.search(font) or _UNICODE.search(text) else encoding


def guess_encoding(text: str) -> Encoding | None:
    """The encoding that the letters tell; None for Unicode, and for text that is too short to tell."""
    if len(_UNICODE.findall(text)) > _SOME * len(text):
        return None
    if len(_foreign_words(text)) < _LEAST_WORDS or share_of_syllables(text) >= 1 - _MOSTLY:
        return None
    shares: dict[Encoding, float] = {
        "tcvn3": share_of_syllables(decoded(text, "tcvn3")),
        "vni": share_of_syllables(decoded(text, "vni")),
    }
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] >= _MOSTLY else None


def share_of_syllables(text: str) -> float:
    """How many of the words with letters beyond ASCII are Vietnamese syllables, 0 to 1; 0.0 for none."""
    words = _foreign_words(text)
    return sum(map(_is_syllable, words)) / len(words) if words else 0.0


def _foreign_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(_composed(text)) if not word.isascii()]


def _is_syllable(word: str) -> bool:
    apart = unicodedata.normalize("NFD", word.lower())
    bare = _composed(_ANY_TONE.sub("", apart))
    return len(_ANY_TONE.findall(apart)) <= 1 and _SYLLABLE.fullmatch(bare) is not None


def _from_symbols(text: str) -> str:
    """Letters that Word keeps in the private area of symbol fonts, as Latin-1: U+F0B5 is "µ"."""
    return "".join(chr(ord(c) - 0xF000) if "\uf020" <= c <= "\uf0ff" else c for c in text)


def _with_even_capitals(text: str) -> str:
    """Words in capitals made even: the fonts of capitals show "CéNG HßA X· HéI", and no font is known here."""
    pieces = re.split(r"(\s+)", text)
    capital = [_capitals(word) for word in pieces[::2]]
    for at, word in enumerate(pieces[::2]):
        beside = capital[max(0, at - 1) : at] + capital[at + 1 : at + 2]
        if capital[at] == 2 or (capital[at] == 1 and beside and min(beside) == 2):
            pieces[2 * at] = word.upper()
    return "".join(pieces)


def _capitals(word: str) -> int:
    """2 for a word with two plain capitals and no plain small letter, 1 with one, 0 for any other."""
    if re.search("[a-z]", word):
        return 0
    return min(2, len(re.findall("[A-ZĂÂÊÔƠƯĐ]", word)))
