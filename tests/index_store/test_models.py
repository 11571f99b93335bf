"""Any model by folder or name: a small transformer and a small cross-encoder, made here, through the real loading."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import warnings
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.retrieve import ReportRetriever
from index_store.embedding import Embedder, load_embedder
from index_store.errors import ModelError, SettingError
from index_store.onnx_model import pooled
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


@pytest.fixture(scope="module")
def exported(models: Path) -> Path:
    """The model "bert" once more, with its ONNX files: onnx/model.onnx and onnx/model_qint8.onnx."""
    pytest.importorskip("onnx", reason="the package onnx, which exports the model, is not installed")
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from transformers import AutoModel

    class Tokens(torch.nn.Module):
        """Its vectors of tokens alone, with inputs by place."""

        def __init__(self) -> None:
            super().__init__()
            self.inner = AutoModel.from_pretrained(str(models / "bert"), attn_implementation="eager").eval()

        def forward(self, ids: Any, mask: Any, types: Any) -> Any:
            return self.inner(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state

    folder = Path(shutil.copytree(models / "bert", models / "exported"))
    (folder / "onnx").mkdir()
    inputs, output = ["input_ids", "attention_mask", "token_type_ids"], "last_hidden_state"
    ones = torch.ones((2, 7), dtype=torch.long)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the exporter, and of the model while it is traced
        torch.onnx.export(
            Tokens(),
            (ones, ones, ones * 0),
            str(folder / "onnx" / "model.onnx"),
            dynamo=False,
            input_names=inputs,
            output_names=[output],
            dynamic_axes={name: {0: "texts", 1: "tokens"} for name in (*inputs, output)},
        )
        quantize_dynamic(
            folder / "onnx" / "model.onnx", folder / "onnx" / "model_qint8.onnx", weight_type=QuantType.QInt8
        )
    return folder


@pytest.mark.parametrize("pooling", ["", "cls", "mean", "max", "weightedmean", "lasttoken"])
def test_an_onnx_file_gives_the_vectors_that_torch_gives(models: Path, exported: Path, pooling: str) -> None:
    how = Embedding.model_validate({"pooling": pooling, "query_prefix": "hỏi: ", "dimension": 12})
    by_torch = load_embedder(str(models / "bert"), how)
    onnx = load_embedder(str(exported), how.model_copy(update={"backend": "onnx", "batch": 2}))
    np.testing.assert_allclose(onnx.encode_passages(TEXTS), by_torch.encode_passages(TEXTS), atol=1e-4)
    np.testing.assert_allclose(onnx.encode_query(TEXTS[1]), by_torch.encode_query(TEXTS[1]), atol=1e-4)
    assert onnx.fingerprint != by_torch.fingerprint


@pytest.mark.parametrize("file", ["onnx/model_qint8.onnx", "model_qint8.onnx"])
def test_an_int8_file_gives_nearly_the_same_vectors(models: Path, exported: Path, file: str) -> None:
    whole = load_embedder(str(models / "bert")).encode_passages(TEXTS)
    small = load_embedder(str(exported), Embedding(backend="onnx", file=file)).encode_passages(TEXTS)
    assert (np.sum(whole * small, axis=1) > 0.99).all()
    assert not np.allclose(whole, small, atol=1e-4), "it is another file"


def test_a_text_longer_than_the_model_reads_is_cut_as_torch_cuts_it(models: Path, exported: Path) -> None:
    long = " ".join(TEXTS * 20)
    onnx = load_embedder(str(exported), Embedding(backend="onnx"))
    wanted = load_embedder(str(models / "bert")).encode_query(long)
    np.testing.assert_allclose(onnx.encode_query(long), wanted, atol=1e-4)


def test_an_onnx_file_is_run_without_torch(exported: Path) -> None:
    program = (
        "import sys; from index_store.embedding import load_embedder as load; "
        "from index_store.settings import Embedding; "
        "load(sys.argv[1], Embedding(backend='onnx')).encode_query('thuế'); print('torch' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(exported)], capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout.strip() == "False"


def test_a_copy_from_the_hub_that_is_kept_here_needs_no_network(
    exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")  # a port where nothing listens
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    kept = tmp_path / "models--nobody--tiny"
    (kept / "refs").mkdir(parents=True)
    (kept / "refs" / "main").write_text("a" * 40)
    shutil.copytree(exported, kept / "snapshots" / ("a" * 40))
    onnx = load_embedder("nobody/tiny", Embedding(backend="onnx"))
    here = load_embedder(str(exported), Embedding(backend="onnx"))
    np.testing.assert_array_equal(onnx.encode_passages(TEXTS), here.encode_passages(TEXTS))
    with pytest.raises(ModelError, match=r"không kết nối được 127\.0\.0\.1"):
        load_embedder("nobody/tiny", Embedding(backend="onnx", file="onnx/model_O4.onnx"))


def test_an_onnx_file_that_is_not_there_is_named_with_those_that_are(models: Path) -> None:
    with pytest.raises(ModelError, match=r"“model\.onnx”.*TRACUU_EMBEDDING__BACKEND=torch"):
        load_embedder(str(models / "bert"), Embedding(backend="onnx"))
    assert not (models / "bert" / "onnx").exists()


def test_what_onnx_cannot_do_is_refused_before_it_is_tried(models: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(models / "bert", tmp_path / "dense"))
    modules = json.loads((folder / "modules.json").read_text("utf-8"))
    dense = {"idx": 2, "name": "2", "path": "2_Dense", "type": "sentence_transformers.models.Dense"}
    (folder / "modules.json").write_text(json.dumps([*modules, dense]), "utf-8")
    with pytest.raises(ModelError, match=r"“dense” bằng onnx: .*bước Dense"):
        load_embedder(str(folder), Embedding(backend="onnx"))
    with pytest.raises(ModelError, match="không chạy được trên “khong-co”"):
        load_embedder(str(models / "bert"), Embedding(backend="onnx", device="khong-co"))
    (folder / "modules.json").write_text(json.dumps(modules), "utf-8")
    old = {"pooling_mode_mean_tokens": True, "pooling_mode_max_tokens": True}  # as saved before version 5.4
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(old), "utf-8")
    with pytest.raises(ModelError, match=r"cách gộp “max\+mean”"):
        load_embedder(str(folder), Embedding(backend="onnx"))


def test_tokens_are_pooled_without_the_padding() -> None:
    tokens = np.array([[[1, 8], [3, 2], [9, 9]], [[5, 5], [9, 9], [9, 9]]], dtype=np.float32)
    mask = np.array([[1, 1, 0], [1, 0, 0]])
    wanted = {"cls": (1, 8), "mean": (2, 5), "max": (3, 8), "weightedmean": (7 / 3, 4), "lasttoken": (3, 2)}
    for mode, first in wanted.items():
        np.testing.assert_allclose(pooled(tokens, mask, mode), np.array([first, (5, 5)]), rtol=1e-6)


def test_openvino_gives_the_vectors_that_torch_gives(models: Path) -> None:
    pytest.importorskip("optimum.intel", reason="sentence-transformers[openvino] is not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the exporter
        openvino = load_embedder(str(models / "bert"), Embedding(backend="openvino"))
        vectors = openvino.encode_passages(TEXTS)
    np.testing.assert_allclose(vectors, load_embedder(str(models / "bert")).encode_passages(TEXTS), atol=1e-4)


def test_openvino_without_its_package_names_the_command_that_brings_it(models: Path) -> None:
    if find_spec("optimum"):
        pytest.skip("the package is there")
    with pytest.raises(ModelError, match=r"pip install 'sentence-transformers\[openvino\]'"):
        load_embedder(str(models / "bert"), Embedding(backend="openvino"))


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
