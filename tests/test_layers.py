"""Imports point one way, and reading a file stays light: the arrows that keep the folders apart."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAY_IMPORT: dict[str, set[str]] = {
    "prompts": set(),
    "samples": set(),
    "index_store": set(),
    "ingest": {"index_store"},
    "assistant": {"index_store", "prompts"},
    "eval": {"index_store", "prompts", "ingest", "assistant"},
    "tracuu.py": {"index_store", "prompts", "ingest", "assistant", "eval"},
}
OURS = {name.removesuffix(".py") for name in MAY_IMPORT}
HEAVY = {"torch", "chromadb", "sentence_transformers", "gradio", "llama_index"}


def imported(file: Path) -> set[str]:
    """Top-level names that a file imports anywhere, inside functions too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import; name the folder instead"
            names.add((node.module or "").split(".")[0])
    return names


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_imports_point_one_way(layer: str) -> None:
    place = ROOT / layer
    files = [place] if place.is_file() else sorted(place.rglob("*.py"))
    assert files
    for file in files:
        wrong = (imported(file) & OURS) - MAY_IMPORT[layer] - {layer}
        assert not wrong, f"{file} leans on {wrong}; move the shared part to index_store"


def test_every_folder_of_code_has_its_arrows() -> None:
    folders = {file.parent.name for file in ROOT.glob("*/__init__.py")}
    assert folders == {name for name in MAY_IMPORT if not name.endswith(".py")}


def loaded_by(statement: str) -> set[str]:
    """Top-level modules that a fresh interpreter has loaded after the statement."""
    words = f"{statement}; import sys; print(*{{m.split('.')[0] for m in sys.modules}})"
    run = subprocess.run(
        [sys.executable, "-c", words], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    return set(run.stdout.split())


@pytest.mark.parametrize(
    "statement",
    [
        "import ingest.load",  # what each reading process starts with
        "import tracuu; tracuu.build_parser()",  # `tracuu --help`
        "import index_store.embedding",
    ],
)
def test_what_must_start_fast_loads_no_model_library(statement: str) -> None:
    assert not loaded_by(statement) & HEAVY
