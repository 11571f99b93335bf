"""The project's own files agree with each other: what is imported is declared, what is declared is pinned."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("assistant", "eval", "index_store", "ingest", "prompts")
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT = SETTINGS["project"]


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> set[str]:
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    return {canonical(re.match(r"[\w.-]+", line)[0]) for line in wanted}  # type: ignore[index]


def imported() -> set[str]:
    """Top-level modules of others that the product imports."""
    names: set[str] = set()
    for file in [ROOT / "tracuu.py", *(f for folder in FOLDERS for f in (ROOT / folder).rglob("*.py"))]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - {*FOLDERS, "tracuu"}


def test_every_library_imported_is_a_declared_dependency() -> None:
    providers = packages_distributions()
    for module in imported():
        owners = {canonical(name) for name in providers[module]}
        assert owners & declared(), f"import {module}: add one of {owners} to pyproject.toml"


def test_every_dependency_is_pinned_in_the_constraints() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pinned = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    assert declared() <= {canonical(name) for name in pinned}
    assert pinned["torch"] == "2.13.0", "no local part: the build depends on the machine"


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_the_code_reads_beside_itself_goes_into_the_package(folder: str) -> None:
    globs = SETTINGS["tool"]["setuptools"]["package-data"].get(folder, [])
    packed = {file for glob in globs for file in (ROOT / folder).glob(glob)}
    beside = {f for f in (ROOT / folder).rglob("*.*") if f.suffix not in (".py", ".pyc") and f.is_file()}
    assert beside <= packed


def test_a_dependency_needs_no_licence_that_the_project_cannot_give() -> None:
    assert not {"pymupdf"} & declared(), "AGPL"
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")


@pytest.mark.parametrize("target", ["setup", "chat", "test", "eval"])
def test_the_makefile_knows_the_promised_targets(target: str, require_program: Callable[..., str]) -> None:
    make = require_program("make")
    run = subprocess.run([make, "-n", target], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr


def test_the_build_script_is_sound_shell(require_program: Callable[..., str]) -> None:
    run = subprocess.run([require_program("bash"), "-n", ".ci/run"], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert (ROOT / ".ci/run").stat().st_mode & 0o111


def test_the_changes_begin_with_this_version() -> None:
    heading = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert heading
    assert heading[1] == PROJECT["version"]
