"""The embedding: the shipped model, one trained here on invented lines, and what happens when none can be loaded."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index_store.embedding import Embedder, load_embedder
from index_store.errors import ModelError
from index_store.language.text import fold
from index_store.settings import DEFAULT_MODEL

MEGABYTE = 10**6
TEXTS = {
    "Thu ngân sách": "Tổng thu ngân sách trên địa bàn đạt kế hoạch, thu thuế và phí tăng so với cùng kỳ, "
    "chi ngân sách bảo đảm tiết kiệm, các khoản thu từ đất chậm hơn dự toán.",
    "Gieo trồng lúa": "Diện tích gieo trồng lúa vụ đông xuân tăng, năng suất lúa khá, nông dân gieo trồng đúng "
    "lịch thời vụ, sâu bệnh trên lúa được phòng trừ kịp thời.",
    "Khám chữa bệnh": "Trạm y tế tổ chức khám chữa bệnh cho người dân, tiêm chủng đầy đủ cho trẻ em, dịch bệnh "
    "được giám sát, số lượt khám chữa bệnh bảo hiểm y tế tăng.",
    "Giao thông nông thôn": "Làm mới nhiều tuyến đường giao thông nông thôn, nhân dân hiến đất mở đường, cầu và "
    "cống được sửa chữa, tai nạn giao thông giảm.",
}


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that the real script trained on invented lines, half of them packed."""
    from index_store.train_embedding import main

    place = tmp_path_factory.mktemp("trained")
    rows = [
        json.dumps(
            {"topic": title, "title": f"{title} xã {n}", "text": f"Tháng {n}. {text}"}, ensure_ascii=False
        )
        for n in range(6)
        for title, text in TEXTS.items()
    ]
    (place / "a.jsonl").write_text("\n".join(rows[:12]), "utf-8")
    with gzip.open(place / "b.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join(rows[12:]))
    files = [str(place / "a.jsonl"), str(place / "b.jsonl.gz")]
    sizes = ["--vocabulary", "400", "--dimension", "32", "--steps", "60", "--batch", "24", "--threads", "1"]
    assert main(["--texts", *files, "--out", str(place / "model"), *sizes]) == 0
    return place / "model"


@pytest.fixture(scope="module")
def tiny(trained: Path) -> Embedder:
    return load_embedder(str(trained))


@pytest.fixture(scope="module")
def shipped() -> Embedder:
    return load_embedder(str(DEFAULT_MODEL))


def test_vectors_are_float32_of_length_one(tiny: Embedder) -> None:
    vectors = tiny.encode_passages(list(TEXTS.values()))
    assert vectors.shape == (4, tiny.dimension) == (4, 32)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert tiny.encode_query("thu ngân sách").shape == (32,)


def test_a_question_is_nearest_to_its_own_passage(tiny: Embedder) -> None:
    passages = tiny.encode_passages(list(TEXTS.values()))
    for n, title in enumerate(TEXTS):
        assert int(np.argmax(passages @ tiny.encode_query(f"{title} là bao nhiêu?"))) == n


def test_a_question_without_diacritics_finds_the_same_passage(tiny: Embedder) -> None:
    passages = tiny.encode_passages(list(TEXTS.values()))
    for n, title in enumerate(TEXTS):
        assert int(np.argmax(passages @ tiny.encode_query(fold(title)))) == n


def test_no_texts_give_no_rows_and_a_text_without_words_gives_zeros(tiny: Embedder) -> None:
    assert tiny.encode_passages([]).shape == (0, 32)
    assert not tiny.encode_passages(["", " ", "1.234,5 | 67 %"]).any()


def test_composed_letters_capitals_and_tone_marks_make_no_difference(shipped: Embedder) -> None:
    wanted = shipped.encode_query("phòng cháy, hòa giải, ủy ban")
    for same in ("Phòng Cháy, HÒA GIẢI, Ủy ban", "phòng cháy, hoà giải, uỷ ban"):
        np.testing.assert_allclose(shipped.encode_query(same), wanted, atol=1e-6)
        np.testing.assert_allclose(
            shipped.encode_query(unicodedata.normalize("NFD", same)), wanted, atol=1e-6
        )


@given(st.lists(st.text(max_size=60), max_size=5))
def test_any_text_gives_finite_vectors_in_order(texts: list[str]) -> None:
    embedder = load_embedder(str(DEFAULT_MODEL)) if not _KEPT else _KEPT[0]
    _KEPT[:] = [embedder]
    together = embedder.encode_passages(texts)
    assert np.isfinite(together).all()
    for text, vector in zip(texts, together, strict=True):
        np.testing.assert_allclose(embedder.encode_passages([text])[0], vector, atol=1e-6)


_KEPT: list[Embedder] = []


def test_many_threads_get_what_one_gets(shipped: Embedder) -> None:
    texts = list(TEXTS) * 20
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(shipped.encode_query, texts))
    np.testing.assert_array_equal(np.stack(found), np.stack([shipped.encode_query(t) for t in texts]))


def test_the_library_reads_the_same_vectors_from_the_folder(trained: Path, tiny: Embedder) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(trained), device="cpu", local_files_only=True).float()
    texts = [*TEXTS.values(), "thu ngan sach", "12", ""]
    np.testing.assert_allclose(model.encode(texts), tiny.encode_passages(texts), atol=1e-5)


def test_another_kind_of_sentence_transformer_is_loaded_by_the_library(trained: Path, tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    whole = SentenceTransformer(str(trained), device="cpu", local_files_only=True)
    SentenceTransformer(modules=[whole[0]], device="cpu").save_pretrained(str(tmp_path / "bare"))
    bare, tiny = load_embedder(str(tmp_path / "bare")), load_embedder(str(trained))
    texts = list(TEXTS.values())
    np.testing.assert_allclose(bare.encode_passages(texts), tiny.encode_passages(texts), atol=1e-3)
    assert bare.fingerprint.startswith("bare:32:")


def test_the_e5_family_gets_the_words_it_was_trained_with(trained: Path, tmp_path: Path) -> None:
    plain = load_embedder(str(shutil.copytree(trained, tmp_path / "some-e5x")))
    e5 = load_embedder(str(shutil.copytree(trained, tmp_path / "multilingual-e5-small")))
    np.testing.assert_array_equal(e5.encode_query("thuế"), plain.encode_query("query: thuế"))
    np.testing.assert_array_equal(e5.encode_passages(["thuế"]), plain.encode_passages(["passage: thuế"]))


def test_a_models_own_prompts_are_used(trained: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(trained, tmp_path / "prompted"))
    config = folder / "config_sentence_transformers.json"
    prompts = {"query": "thu ngân sách ", "document": "giao thông "}
    config.write_text(json.dumps(json.loads(config.read_text("utf-8")) | {"prompts": prompts}), "utf-8")
    prompted, plain = load_embedder(str(folder)), load_embedder(str(trained))
    np.testing.assert_array_equal(prompted.encode_query("lúa"), plain.encode_query("thu ngân sách lúa"))
    np.testing.assert_array_equal(
        prompted.encode_passages(["lúa"]), plain.encode_passages(["giao thông lúa"])
    )


def test_the_fingerprint_changes_with_the_weights_alone(trained: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(trained, tmp_path / "model"))
    (folder / "README.md").write_text("words", "utf-8")
    assert load_embedder(str(folder)).fingerprint == load_embedder(str(trained)).fingerprint
    from safetensors.numpy import load_file, save_file

    file = folder / "model.safetensors"
    save_file({name: -array for name, array in load_file(file).items()}, file)
    assert load_embedder(str(folder)).fingerprint != load_embedder(str(trained)).fingerprint


@pytest.mark.parametrize("name", ["/khong/co/thu-muc", "./khong-co", "mo/hinh/khong-co"])
def test_a_missing_folder_names_the_setting_to_change(name: str) -> None:
    with pytest.raises(ModelError, match=f"“{name}”: không có thư mục này.*TRACUU_EMBEDDING_MODEL"):
        load_embedder(name)


def test_a_damaged_model_is_refused(trained: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(trained, tmp_path / "hong"))
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:100])
    with pytest.raises(ModelError, match="TRACUU_EMBEDDING_MODEL"):
        load_embedder(str(folder))


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="TRACUU_EMBEDDING_MODEL"):
        load_embedder(str(tmp_path))


def test_a_name_is_refused_at_once_where_the_hub_cannot_be_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    from huggingface_hub import constants

    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")  # a port where nothing listens
    with pytest.raises(ModelError, match=r"không kết nối được 127\.0\.0\.1.*TRACUU_EMBEDDING_MODEL"):
        load_embedder("nobody/no-such-model")


def test_loading_the_shipped_model_imports_no_torch() -> None:
    program = (
        "import sys; from index_store.embedding import load_embedder as load; "
        "load(sys.argv[1]).encode_query('thuế'); print('torch' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(DEFAULT_MODEL)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert run.stdout.strip() == "False"


def test_the_shipped_model_is_small_and_has_its_card() -> None:
    files = [file for file in DEFAULT_MODEL.rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) < 15 * MEGABYTE
    assert "Wikipedia" in (DEFAULT_MODEL / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        (
            "bệnh viện, trạm xá",
            "Cơ sở y tế khám chữa bệnh cho người dân",
            "Xây dựng đường giao thông nông thôn",
        ),
        ("trồng lúa nước", "Diện tích gieo cấy vụ mùa, năng suất lúa", "Số học sinh đến trường trung học"),
        ("học trò nghỉ học", "Tỷ lệ học sinh bỏ học", "Thu thuế của doanh nghiệp"),
    ],
)
def test_the_shipped_model_knows_other_words_for_the_same(
    shipped: Embedder, question: str, right: str, wrong: str
) -> None:
    near, far = shipped.encode_passages([right, wrong]) @ shipped.encode_query(question)
    assert near > far + 0.1


def test_the_products_own_words_ask_for_one_another() -> None:
    from index_store.train_embedding import same_words

    rows = {(row.title, row.text) for row in same_words()}
    assert {("NSNN", "ngân sách nhà nước"), ("ngân sách nhà nước", "NSNN")} <= rows
    assert {("tỷ lệ", "tỉ lệ"), ("tỉ lệ", "tỷ lệ")} <= rows


def test_training_says_what_it_lacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from index_store.train_embedding import main

    few = tmp_path / "few.jsonl"
    few.write_text('{"topic": "a", "title": "Thu thuế", "text": "Thu thuế đạt."}\n', "utf-8")
    with pytest.raises(SystemExit):
        main(["--texts", str(few), "--out", str(tmp_path / "out")])
    assert "at least 4 usable texts" in capsys.readouterr().err
