"""A model of sentence-transformers, by folder or by name on the hub; or an error that says which setting to change.

Importing this imports no torch.
"""

from __future__ import annotations

import hashlib
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit
from urllib.request import getproxies

from index_store.errors import ModelError

HUB_TIMEOUT_S = 5.0
HASHED = (".safetensors", ".bin", ".json", ".txt", ".model", ".onnx", ".xml")  # what decides a model's output
OPENVINO = "optimum.intel", "sentence-transformers[openvino]"  # the package needed, and what pip brings it by
# Otherwise it rounds to bfloat16 where the processor can, and a store's vectors would be those of its machine.
_PRECISE = {"ov_config": {"INFERENCE_PRECISION_HINT": "f32"}}
_Kept = TypeVar("_Kept")
_PATH = re.compile(r"[/~.]|[a-zA-Z]:|.*\\|.*/.*/")  # a name on the hub is "model" or "owner/model"


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a model is for."""

    words: str  # for people: "mô hình nhúng"
    setting: str  # that names the model
    kind: Literal["SentenceTransformer", "CrossEncoder"]  # class of sentence_transformers
    without: str  # what happens where the setting is left out

    def refusal(self, name: str, fact: str) -> ModelError:
        return ModelError(
            f"Không nạp được {self.words} “{name}”: {fact.rstrip('.')}. Hãy sửa {self.setting} thành một thư mục "
            f"chứa {self.kind} hoặc tên một mô hình tải được, hoặc bỏ cài đặt này để {self.without}."
        )

    @contextmanager
    def refusing(self, name: str) -> Iterator[None]:
        """Whatever the library raises becomes ModelError."""
        try:
            yield
        except ModelError:
            raise
        except Exception as error:  # tokenizers, safetensors and optimum raise plain Exception
            raise self.refusal(name, f"{type(error).__name__}: {error}".splitlines()[0]) from error


def model_folder(purpose: Purpose, name_or_path: str) -> Path | None:
    """The folder meant; None for a name on the hub. Raises ModelError for a path that is not there."""
    folder = Path(name_or_path).expanduser()
    if folder.is_dir():
        return folder
    if _PATH.match(name_or_path):
        raise purpose.refusal(name_or_path, "không có thư mục này")
    return None


def open_model(
    purpose: Purpose, name_or_path: str, device: str, backend: str = "torch", file: str = ""
) -> tuple[Any, str]:
    """The model as the library loads it, and what tells this state of it from others ("" when unknown).

    backend: torch or openvino; file: which of the exported files within the model's folder. Raises ModelError.
    """
    module, package = OPENVINO
    if backend == "openvino" and not _installed(module):
        fact = f"chạy bằng {backend} cần thêm gói. Cài bằng lệnh: pip install '{package}'"
        raise ModelError(
            f"Không nạp được {purpose.words} “{name_or_path}”: {fact}, hoặc đặt TRACUU_EMBEDDING__BACKEND=torch."
        )
    options: dict[str, Any] = {"device": device, "backend": backend}
    if backend == "openvino":
        options["model_kwargs"] = _PRECISE | ({"file_name": file} if file else {})
    folder = model_folder(purpose, name_or_path)
    import sentence_transformers

    kind = getattr(sentence_transformers, purpose.kind)
    with purpose.refusing(name_or_path):
        if folder is not None:
            return kind(str(folder), local_files_only=True, **options), digest(folder)
        model = _from_hub(purpose, name_or_path, partial(kind, name_or_path, **options))
        return model, _revision(name_or_path)


def exported_folder(purpose: Purpose, name_or_path: str, file: str) -> tuple[Path, str]:
    """The folder with a model's exported file and what stands beside it, and what tells this state of it.

    Of a model on the hub only these are fetched. Raises ModelError.
    """
    folder = model_folder(purpose, name_or_path)
    with purpose.refusing(name_or_path):
        if folder is not None:
            return folder, digest(folder)
        folder = _from_hub(purpose, name_or_path, partial(_fetched, name_or_path, file))
        return folder, _revision(name_or_path)


def _fetched(name: str, file: str, local_files_only: bool = False) -> Path:
    """file: its name alone or below its folder. Raises FileNotFoundError where no copy has it."""
    from huggingface_hub import snapshot_download

    wanted = ["*.json", f"*{file}*"]  # weights of 2 GB and more stand in a second file: model.onnx_data
    folder = Path(snapshot_download(name, allow_patterns=wanted, local_files_only=local_files_only))
    if local_files_only and not any(folder.rglob(Path(file).name)):
        raise FileNotFoundError(file)
    return folder


def _installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # the package around it is missing
        return False


def _from_hub(purpose: Purpose, name: str, fetch: Callable[..., _Kept]) -> _Kept:
    """The copy kept on this machine, else from the hub; asked once first, since the library tries for a minute."""
    from huggingface_hub import constants

    try:
        return fetch(local_files_only=True)
    except (OSError, ValueError):  # no copy, or half of one
        address = urlsplit(constants.ENDPOINT)
        try:
            if not getproxies():  # behind a proxy the hub's own name may be unknown here
                socket.create_connection((address.hostname, address.port or 443), HUB_TIMEOUT_S).close()
        except OSError as error:
            fact = f"máy này chưa có mô hình và không kết nối được {address.hostname}"
            raise purpose.refusal(name, fact) from error
        return fetch()


def _revision(name: str) -> str:
    """12 digits of the commit that the kept copy is of."""
    from huggingface_hub import try_to_load_from_cache

    found = try_to_load_from_cache(name, "config.json")
    return Path(found).parent.name[:12] if isinstance(found, str) else ""


def digest(folder: Path) -> str:
    """12 hexadecimal digits over everything that decides the vectors."""
    found = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.suffix in HASHED:
            with file.open("rb") as content:
                while part := content.read(1 << 20):
                    found.update(part)
    return found.hexdigest()[:12]
