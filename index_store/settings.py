"""Every setting there is, in one frozen object, read once at the rim; and the limits, named."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, PositiveInt, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from index_store.errors import SettingError

DEFAULT_MODEL = Path(__file__).parent / "default_model"


class Embedding(BaseModel):
    """How the embedding model is used: the table [embedding] of `tracuu.toml`, TRACUU_EMBEDDING__* in the environment.

    None and "" leave a thing as the model says.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    query_prefix: str | None = None  # put before a question
    passage_prefix: str | None = None  # put before a passage
    pooling: Literal["", "cls", "mean", "max", "weightedmean", "lasttoken"] = ""
    dimension: PositiveInt | None = None  # a vector's first so many numbers (Matryoshka)
    backend: Literal["torch", "onnx", "openvino"] = "torch"
    file: str = ""  # of ONNX or OpenVINO within the model's folder: "onnx/model_qint8_avx512_vnni.onnx"
    batch: PositiveInt = 64  # texts encoded together
    device: str = "cpu"  # "cuda", "cuda:1", "mps": as torch names them

    @property
    def decides(self) -> dict[str, object]:
        """What changes the vectors and differs from the default; {} where nothing does."""
        return self.model_dump(exclude_defaults=True, exclude={"batch", "device"})


class Settings(BaseSettings):
    """TRACUU_* in the environment, or the same names in lower case in `tracuu.toml`."""

    model_config = SettingsConfigDict(
        env_prefix="TRACUU_",
        env_nested_delimiter="__",
        toml_file="tracuu.toml",
        frozen=True,
        extra="forbid",
    )

    store: Path = Path("tracuu-data")  # SQLite, Chroma, tantivy and the original files live under it
    database_url: str = ""  # "" means SQLite inside the store
    chroma_url: str = ""  # "" means embedded Chroma inside the store
    embedding_model: str = str(DEFAULT_MODEL)  # name or path of any SentenceTransformer
    embedding: Embedding = Embedding()
    reranker: str = ""  # name or path of a cross-encoder that puts what was found in order; "" for none
    llm_url: str = ""  # OpenAI-compatible; "" means answers without a model
    llm_model: str = ""
    llm_key: SecretStr = SecretStr("")
    default_unit: str = ""  # the unit meant when a question names none
    host: str = "127.0.0.1"
    port: PositiveInt = 7860
    log_level: Literal["debug", "info", "warning", "error"] = "warning"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls))


def read_settings(**given: object) -> Settings:
    """Settings from the environment and `tracuu.toml`, `given` first. Raises SettingError."""
    try:
        return Settings.model_validate({name: value for name, value in given.items() if value is not None})
    except SettingsError as error:  # a table given as a word: TRACUU_EMBEDDING=bge-m3
        raise SettingError(
            "trong môi trường", str(error), "Xem bảng cài đặt trong README.md rồi sửa lại."
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        name = "__".join(map(str, first["loc"])) or "?"
        raise SettingError(
            f"TRACUU_{name.upper()}", first.get("input"), "Xem bảng cài đặt trong README.md rồi sửa lại."
        ) from error
