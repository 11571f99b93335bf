"""The words of the field: abbreviations, synonyms and related words say the same on both sides."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index_store.language import lexicon
from index_store.language.sentences import sentence_spans
from index_store.language.spelling import is_syllable
from index_store.language.terms import related, spell_out, terms
from index_store.language.text import fold, syllables

TEXTS = Path(__file__).resolve().parents[2] / "samples" / "texts"
SYNONYMS = sorted(lexicon.synonyms())
PHRASES = sorted({phrase.strip() for phrase in lexicon.vocabulary()})
FILLERS = [
    "có",
    "bao nhiêu",
    "trong",
    "số",
    "hộ",
    "vụ",
    "người",
    "đất",
    "xã",
    "3",
    "36.340",
    "ha",
    ",",
    "và",
    "BHYT",
]


@pytest.mark.parametrize(
    ("asked", "printed"),
    [
        ("có bao nhiêu con heo", "có bao nhiêu con lợn"),
        ("cấp được mấy sổ đỏ", "cấp được mấy giấy chứng nhận quyền sử dụng đất"),
        ("đàn gà, vịt", "đàn gia cầm"),
        ("mấy vụ hỏa hoạn", "mấy vụ cháy"),
        ("sản lượng thóc, ngô", "sản lượng lương thực có hạt"),
        ("mấy cây số đường bê tông nông thôn", "mấy km đường giao thông nông thôn"),
        ("bao nhiêu phần quà Tết", "bao nhiêu suất quà"),
        ("số người xuất cảnh theo hợp đồng", "số người đi làm việc ở nước ngoài"),
        ("bao nhiêu thanh niên đi bộ đội", "bao nhiêu thanh niên nhập ngũ"),
        ("lấn chiếm đất rừng", "lấn chiếm đất lâm nghiệp"),
        ("đền bù giải tỏa", "bồi thường, giải phóng mặt bằng"),
        ("khám bệnh, chữa bệnh", "khám, chữa bệnh"),
        ("cong tac den bu giai toa", "cong tac giai phong mat bang"),
        ("KT-XH", "kinh tế - xã hội"),
        ("Phòng GD&ĐT", "phòng giáo dục đào tạo"),
        ("Sở LĐ-TB&XH", "sở lao động thương binh xã hội"),
        ("mấy vụ tngt", "mấy vụ tai nạn giao thông"),
    ],
)
def test_the_everyday_word_and_the_official_one_are_the_same(asked: str, printed: str) -> None:
    assert terms(asked) == terms(printed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kiểm tra", "thanh tra"),
        ("tạm ngừng", "giải thể"),
        ("hộ nghèo", "hộ cận nghèo"),
        ("nông thôn mới nâng cao", "nông thôn mới kiểu mẫu"),
        ("người chết", "người bị thương"),
        ("thủ tục hành chính", "hồ sơ thủ tục hành chính"),
        ("nhà tình nghĩa", "nhà đại đoàn kết"),
        ("cao cấp lý luận chính trị", "trung cấp lý luận chính trị"),
        ("thu ngân sách", "chi ngân sách"),
    ],
)
def test_indicators_that_stand_beside_each_other_stay_apart(one: str, other: str) -> None:
    assert terms(one) != terms(other)
    assert terms(fold(one)) != terms(fold(other))


@pytest.mark.parametrize("whole", ["căn cước công dân", "thẻ căn cước công dân", "mắt camera an ninh"])
def test_a_variant_within_its_own_official_form_adds_nothing(whole: str) -> None:
    words = terms(whole)
    assert len(words) == len(set(words))


def test_every_variant_leads_to_what_its_row_says() -> None:
    for variant, form in SYNONYMS:
        spelled, wanted = (lexicon.split(phrase, False) for phrase in (variant, form))
        assert lexicon.canonical(spelled, False) == lexicon.canonical(wanted, False), variant


def test_a_phrase_stands_in_one_row() -> None:
    rows = Counter(lexicon.split(variant, False) for variant, _ in SYNONYMS)
    rows.update({lexicon.split(form, False) for _, form in SYNONYMS})
    assert not [" ".join(words) for words, times in rows.items() if times > 1]


def test_an_abbreviation_spells_out_to_words_that_stay() -> None:
    for short, full in lexicon.pairs("abbreviations.tsv"):
        assert terms(" ".join(terms(full))) == terms(full), short


def test_an_abbreviation_with_two_readings_says_nothing() -> None:
    assert spell_out("DT gieo trồng") == ["gieo", "trồng"]


def test_abbreviations_alone_have_their_diacritics_and_those_among_bare_words_have_none() -> None:
    assert terms("BHYT (%)") == ("bảo", "hiểm", "y", "tế")
    assert terms("so the BHYT") == ("so", "the", "bao", "hiem", "y", "te")


@given(st.lists(st.sampled_from(PHRASES + FILLERS), min_size=1, max_size=8), st.booleans())
def test_doing_it_twice_is_doing_it_once(phrases: list[str], bare: bool) -> None:
    text = " ".join(phrases)
    once = terms(fold(text) if bare else text)
    assert terms(" ".join(once)) == once


@given(st.text(alphabet="abcdđeêghiklmnoôơpqrstuưvxyáàảãạấầếềộợự ABCĐGHKNTUVX0123456789.,;-&/()"))
def test_any_text_is_read_and_what_comes_out_is_final(text: str) -> None:
    once = terms(text)
    assert terms(" ".join(once)) == once


@pytest.mark.parametrize(
    "typed",
    [
        "lanh dao la ai",
        "huyen di linh",
        "cong an cap xa",
        "trong so do",
        "phong quan ly do thi",
        "cay so voi cung ky",
        "dan heo",
        "ban",
    ],
)
def test_a_bare_phrase_that_may_mean_something_else_stays(typed: str) -> None:
    kept = terms(typed)
    assert kept == (("dan", "lon") if typed == "dan heo" else tuple(typed.split()))


def test_no_bare_variant_is_a_phrase_of_ordinary_reports_meaning_otherwise() -> None:
    meant: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    table = lexicon.synonym_table(False)
    for words, target in table.rows.items():
        if words != target:
            meant.setdefault(tuple(map(fold, words)), set()).add(words)
    bare = lexicon.synonym_table(True).rows
    seen: Counter[tuple[str, ...]] = Counter()
    for file in TEXTS.glob("*.txt"):
        text = re.sub(r"\{[^}]*\}", "", file.read_text("utf-8"))  # names of figures
        for start, end in sentence_spans(text):
            for pair in pairwise(syllables(text[start:end])):
                short = tuple(map(fold, pair))
                if short != pair and bare.get(short, short) != short and pair not in meant.get(short, {pair}):
                    seen[pair] += 1
    # "quản lý đô thị" is a phrase of its own, met before "lý do"
    assert {" ".join(pair) for pair, times in seen.items() if times > 1} <= {"lý đô"}


def test_related_words_are_told_with_where_they_stand() -> None:
    words = terms("triệt phá 3 tụ điểm ma túy")
    found = {(start, end): others for start, end, others in related(words, folded=False)}
    assert ("bắt", "giữ") in found[0, 2]
    assert all(words[start:end] not in others for (start, end), others in found.items())


def test_related_words_are_told_for_bare_words_too() -> None:
    words = terms("da triet pha may to diem")
    assert any(("bat", "giu") in others for _, _, others in related(words, folded=True))
    assert related((), folded=True) == []


@given(st.lists(st.sampled_from(PHRASES + FILLERS), max_size=6), st.booleans())
def test_related_phrases_lie_within_the_text_and_not_within_each_other(
    phrases: list[str], bare: bool
) -> None:
    words = terms(fold(" ".join(phrases)) if bare else " ".join(phrases))
    found = related(words, folded=bare)
    assert all(0 <= start < end <= len(words) for start, end, _ in found)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(found))


def test_a_part_of_a_longer_phrase_says_nothing_of_its_own() -> None:
    assert [(a, b) for a, b, _ in related(terms("tai nạn giao thông"), folded=False)] == [(0, 4)]


def test_what_is_checked_apart_is_not_related() -> None:
    for start, end, others in related(("kiểm", "tra"), folded=False):
        assert ("thanh", "tra") not in others, (start, end)


@pytest.mark.parametrize("folded", [False, True])
def test_related_words_are_canonical_and_go_both_ways_but_for_those_read_one_way(folded: bool) -> None:
    rows = lexicon.related_table(folded).rows
    assert len(rows) > 1000
    one_way = {
        lexicon.canonical(lexicon.split(phrase, folded), folded)
        for asked, meant in lexicon.related_groups()
        if asked != meant
        for phrase in asked
    }
    for words, others in rows.items():
        assert words not in others
        for other in others:
            assert lexicon.canonical(other, folded) == other
            assert words in rows.get(other, ()) or words in one_way
            assert not folded or len(other) > 1 or not is_syllable(other[0])


def test_an_everyday_word_finds_what_reports_say_and_is_not_found_for_it() -> None:
    [(_, _, others)] = related(("kiếm",), folded=False)
    assert ("thu", "nhập") in others
    assert all(("kiếm",) not in others for _, _, others in related(("thu", "nhập"), folded=False))


def test_a_phrase_of_its_own_keeps_what_it_holds_from_being_read_alone() -> None:
    assert related(("tiêu",), folded=False)
    assert related(("chỉ", "tiêu"), folded=False) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hộ nghèo", "hộ cận nghèo"),
        ("đoàn viên", "đảng viên"),
        ("thành lập mới", "giải thể"),
        ("giải thể", "tạm ngừng"),
        ("người chết", "bị thương"),
        ("thu ngân sách", "chi ngân sách"),
        ("kim ngạch xuất khẩu", "kim ngạch nhập khẩu"),
        ("thoát nghèo", "tái nghèo"),
        ("nhập ngũ", "xuất ngũ"),
        ("khai sinh", "khai tử"),
        ("không phép", "sai phép"),
        ("xây dựng không phép", "xây dựng sai phép"),
        ("đúng hạn", "trễ hạn"),
        ("đạt chuẩn nông thôn mới", "đạt chuẩn nông thôn mới nâng cao"),
        ("hòa giải thành", "hòa giải không thành"),
        ("kết nạp đảng viên", "kết nạp đoàn viên"),
    ],
)
def test_what_excludes_one_another_is_neither_one_nor_related(one: str, other: str) -> None:
    first, second = terms(one, written=True), terms(other, written=True)
    rows = lexicon.related_table(False).rows
    assert first != second
    assert second not in rows.get(first, ())
    assert first not in rows.get(second, ())


def test_related_phrases_are_found_without_the_words_that_say_nothing() -> None:
    left = ("hòa", "giải", "cơ", "sở")  # of "hòa giải ở cơ sở"
    assert any(("hòa", "giải", "thành") in others for _, _, others in related(left, folded=False))


def test_sorts_of_a_thing_are_related_to_it_and_not_to_one_another() -> None:
    [(_, _, others)] = related(("khai", "trừ"), folded=False)
    assert ("kỷ", "luật") in others
    assert ("cảnh", "cáo") not in others


def test_an_abbreviation_typed_without_marks_is_known_by_its_letters() -> None:
    assert terms("giải ngân vốn dtc") == terms("giải ngân vốn ĐTC")
