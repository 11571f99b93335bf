"""Every setting there is, in one frozen object, read once at the rim; and the limits, named."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import PositiveInt, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from index_store.errors import SettingError

DEFAULT_MODEL = Path(__file__).parent / "default_model"


class Settings(BaseSettings):
    """TRACUU_* in the environment, or the same names in lower case in `tracuu.toml`."""

    model_config = SettingsConfigDict(
        env_prefix="TRACUU_", toml_file="tracuu.toml", frozen=True, extra="forbid"
    )

    store: Path = Path("tracuu-data")  # SQLite, Chroma, tantivy and the original files live under it
    database_url: str = ""  # "" means SQLite inside the store
    chroma_url: str = ""  # "" means embedded Chroma inside the store
    embedding_model: str = str(DEFAULT_MODEL)  # name or path of any SentenceTransformer
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
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else "?"
        raise SettingError(
            f"TRACUU_{name.upper()}", first.get("input"), "Xem bảng cài đặt trong README.md rồi sửa lại."
        ) from error
