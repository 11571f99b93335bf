"""Any model by folder or name: a small transformer and a small cross-encoder, made here, through the real loading."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.retrieve import ReportRetriever
from index_store.embedding import Embedder, load_embedder
from index_store.errors import ModelError, SettingError
from index_store.reranking import load_reranker
from index_store.settings import DEFAULT_MODEL, Embedding, Settings, read_settings
from index_store.store import Store
from ingest.read import read_report
from tests.conftest import WriteReport

TEXTS = ["tổng thu ngân sách đạt kế hoạch", "diện tích lúa tăng", "hộ nghèo"]
PLAIN = Embedding()


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folders "bert" (a SentenceTransformer) and "judge" (a CrossEncoder), of random weights."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import BertConfig, BertForSequenceClassification, BertModel, PreTrainedTokenizerFast

    place = tmp_path_factory.mktemp("models")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "hỏi:", *sorted(set(" ".join(TEXTS).split()))]
    tokenizer = Tokenizer(models.WordLevel({word: n for n, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    names: dict[str, Any] = {
        "unk_token": "[UNK]",
        "pad_token": "[PAD]",
        "cls_token": "[CLS]",
        "sep_token": "[SEP]",
    }
    fast = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]  # the library leaves it untyped
        tokenizer_object=tokenizer, model_max_length=64, **names
    )
    sizes: dict[str, Any] = {
        "hidden_size": 16,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "intermediate_size": 32,
        "vocab_size": len(words),
        "max_position_embeddings": 64,
        "initializer_range": 0.6,  # or all texts look alike to it
    }
    torch.manual_seed(3)
    for kind, name, labels in ((BertModel, "plain", 2), (BertForSequenceClassification, "judge", 1)):
        kind(BertConfig(**(sizes | {"num_labels": labels}))).save_pretrained(str(place / name))
        fast.save_pretrained(str(place / name))
    whole = SentenceTransformer(modules=[Transformer(str(place / "plain")), Pooling(16)], device="cpu")
    whole.save_pretrained(str(place / "bert"), create_model_card=False)
    return place


def length_one(vectors: Any) -> Any:
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_a_transformer_gives_the_librarys_vectors_of_length_one(models: Path) -> None:
    from sentence_transformers import SentenceTransformer

    library = SentenceTransformer(str(models / "bert"), device="cpu", local_files_only=True)
    vectors = load_embedder(str(models / "bert"), Embedding(batch=2)).encode_passages(TEXTS)
    assert vectors.shape == (3, 16)
    np.testing.assert_allclose(vectors, length_one(library.encode(TEXTS)), atol=1e-5)


def test_a_folder_of_transformers_alone_is_pooled_by_its_mean(models: Path) -> None:
    plain, bert = load_embedder(str(models / "plain")), load_embedder(str(models / "bert"))
    np.testing.assert_allclose(plain.encode_passages(TEXTS), bert.encode_passages(TEXTS), atol=1e-5)


def test_prefixes_stand_before_questions_and_passages(models: Path) -> None:
    plain = load_embedder(str(models / "bert"))
    asked = load_embedder(str(models / "bert"), Embedding(query_prefix="hỏi: "))
    np.testing.assert_allclose(
        asked.encode_query(TEXTS[0]), plain.encode_query(f"hỏi: {TEXTS[0]}"), atol=1e-6
    )
    np.testing.assert_allclose(asked.encode_passages(TEXTS), plain.encode_passages(TEXTS), atol=1e-6)
    for name in ("bert", str(DEFAULT_MODEL)):
        folder = str(models / name)  # an absolute path stays itself
        said = load_embedder(folder, Embedding(passage_prefix="hộ nghèo "))
        wanted = load_embedder(folder).encode_passages([f"hộ nghèo {t}" for t in TEXTS])
        np.testing.assert_allclose(said.encode_passages(TEXTS), wanted, atol=1e-5)


def test_an_empty_prefix_takes_the_e5_words_away(models: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(models / "bert", tmp_path / "my-e5-small"))
    without = load_embedder(str(folder), Embedding(query_prefix="", passage_prefix=""))
    plain = load_embedder(str(models / "bert"))
    np.testing.assert_allclose(without.encode_query(TEXTS[0]), plain.encode_query(TEXTS[0]), atol=1e-6)
    assert not np.allclose(load_embedder(str(folder)).encode_query(TEXTS[0]), plain.encode_query(TEXTS[0]))


@pytest.mark.parametrize("name", ["bert", str(DEFAULT_MODEL)])
def test_a_cut_vector_is_the_first_part_at_length_one(models: Path, name: str) -> None:
    whole = load_embedder(str(models / name)).encode_passages(TEXTS)
    cut = load_embedder(str(models / name), Embedding(dimension=8))
    assert cut.dimension == 8
    np.testing.assert_allclose(cut.encode_passages(TEXTS), length_one(whole[:, :8]), atol=1e-5)


def test_no_vector_can_be_cut_to_more_than_it_has(models: Path) -> None:
    with pytest.raises(ModelError, match=r"16 chiều.*TRACUU_EMBEDDING__DIMENSION từ 1 đến 16"):
        load_embedder(str(models / "bert"), Embedding(dimension=17))


def test_pooling_can_be_set(models: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    first = SentenceTransformer(
        modules=[Transformer(str(models / "plain")), Pooling(16, "cls")], device="cpu"
    )
    vectors = load_embedder(str(models / "bert"), Embedding(pooling="cls")).encode_passages(TEXTS)
    np.testing.assert_allclose(vectors, length_one(first.encode(TEXTS)), atol=1e-5)
    with pytest.raises(ModelError, match="không nhận cách gộp"):
        load_embedder(str(DEFAULT_MODEL), Embedding(pooling="cls"))


@pytest.mark.parametrize(
    ("how", "same"),
    [
        (Embedding(batch=3, device="cpu"), True),
        (Embedding(query_prefix="hỏi: "), False),
        (Embedding(passage_prefix=""), False),
        (Embedding(dimension=8), False),
        (Embedding(pooling="cls"), False),
    ],
)
def test_the_fingerprint_holds_what_changes_the_vectors(models: Path, how: Embedding, same: bool) -> None:
    plain = load_embedder(str(models / "bert")).fingerprint
    assert (load_embedder(str(models / "bert"), how).fingerprint == plain) is same


@pytest.mark.parametrize("backend", ["onnx", "openvino"])
def test_a_backend_without_its_package_names_the_command_that_brings_it(models: Path, backend: str) -> None:
    if find_spec("optimum"):
        pytest.skip("the package is there")
    with pytest.raises(ModelError, match=rf"pip install 'sentence-transformers\[{backend}\]'"):
        load_embedder(str(models / "bert"), Embedding.model_validate({"backend": backend}))


def test_a_device_that_is_not_there_is_refused(models: Path) -> None:
    with pytest.raises(ModelError, match="TRACUU_EMBEDDING_MODEL"):
        load_embedder(str(models / "bert"), Embedding(device="khong-co"))


def test_every_models_cosines_are_put_on_one_scale() -> None:
    """Of a model to which all texts are much alike, as those of the e5 family are."""
    shipped = load_embedder(str(DEFAULT_MODEL))

    def alike(texts: list[str], asked: bool) -> Any:
        own = np.stack([shipped.encode_query(t) for t in texts])
        return np.hstack(
            [own, np.full((len(texts), 1), 3**0.5)]
        )  # its cosines: 0.75 + 0.25 × the shipped ones

    other = Embedder(alike, shipped.dimension + 1, "alike")
    cosines = [e.encode_passages(TEXTS) @ e.encode_query("thu ngân sách") for e in (shipped, other)]
    np.testing.assert_allclose(cosines[1], 0.75 + 0.25 * cosines[0], atol=1e-5)
    scaled = [e.scale[0] * c + e.scale[1] for e, c in zip((shipped, other), cosines, strict=True)]
    np.testing.assert_allclose(scaled[1], scaled[0], atol=1e-4)


def test_a_model_that_tells_nothing_apart_is_left_on_its_own_scale() -> None:
    assert Embedder(lambda texts, _: np.ones((len(texts), 3)), 3, "blind").scale == (1.0, 0.0)


def test_settings_are_one_table_and_every_part_can_be_given_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("tracuu.toml").write_text(
        'embedding_model = "m"\n[embedding]\nquery_prefix = "q: "\nbatch = 8\n', "utf-8"
    )
    monkeypatch.setenv("TRACUU_EMBEDDING__DIMENSION", "256")
    monkeypatch.setenv("TRACUU_EMBEDDING__BATCH", "16")
    settings = read_settings()
    assert settings.embedding_model == "m"
    assert settings.embedding == Embedding(query_prefix="q: ", batch=16, dimension=256)


@pytest.mark.parametrize(("name", "value"), [("DIMENSION", "0"), ("BACKEND", "jax"), ("KHONG_CO", "1")])
def test_a_part_that_cannot_work_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"TRACUU_EMBEDDING__{name}", value)
    with pytest.raises(SettingError, match=f"TRACUU_EMBEDDING__{name} = '{value}'"):
        read_settings()


def test_a_cross_encoder_gives_the_librarys_scores(models: Path) -> None:
    from sentence_transformers import CrossEncoder

    library = CrossEncoder(str(models / "judge"), device="cpu", local_files_only=True)
    scores = load_reranker(str(models / "judge"), PLAIN).scores("hộ nghèo", TEXTS)
    np.testing.assert_allclose(scores, library.predict([("hộ nghèo", t) for t in TEXTS]), atol=1e-6)
    assert load_reranker(str(models / "judge"), PLAIN).scores("hộ nghèo", []).shape == (0,)


@pytest.mark.parametrize("name", ["khong/co/dau", "rong"])
def test_a_cross_encoder_that_is_not_there_names_its_setting(models: Path, name: str) -> None:
    (models / "rong").mkdir(exist_ok=True)
    with pytest.raises(ModelError, match=r"mô hình xếp hạng lại.*TRACUU_RERANKER"):
        load_reranker(str(models / name) if name == "rong" else name, PLAIN)


def test_found_passages_stand_as_the_cross_encoder_orders_them(
    models: Path, settings: Settings, write_report: WriteReport
) -> None:
    question = "diện tích gieo trồng"
    with Store.open(settings) as store:
        store.publish(read_report(write_report("a.txt")))
        plain = ReportRetriever(store).retrieve(question)
    judged = settings.model_copy(update={"reranker": str(models / "judge")})
    with Store.open(judged) as store:
        found = ReportRetriever(store, question="diện tích lúa tăng bao nhiêu").retrieve(question)
        passages = {p.id: f"{p.context}. {p.text}" for p in store.passages([n.node.node_id for n in found])}
    assert {n.node.node_id for n in found} == {n.node.node_id for n in plain}
    scores = load_reranker(judged.reranker, PLAIN).scores(
        "diện tích lúa tăng bao nhiêu", [passages[n.node.node_id] for n in found]
    )
    assert scores.tolist() == sorted(scores.tolist(), reverse=True)
    assert [n.score for n in found] == [n.score for n in plain], "the scores of the places stay"
