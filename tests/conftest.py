"""What every test may ask for: the reference material, the samples, a program that may not be installed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def reference() -> Path:
    """The reference reports and questions, which are no part of the project; skips where there are none."""
    place = Path(os.environ.get("TRACUU_REFERENCE") or ROOT.parent / "shared")
    if not (place / "reports").is_dir():
        pytest.skip(f"no reference material in {place} (set TRACUU_REFERENCE)")
    return place


@pytest.fixture(scope="session")
def samples() -> Path:
    """The invented reports that ship with the project."""
    place = ROOT / "samples" / "reports"
    if not place.is_dir():
        pytest.skip(f"no sample reports in {place}")
    return place


@pytest.fixture(scope="session")
def require_program() -> RequireProgram:
    """Call it with a program's names: the path of the first one installed."""
    return RequireProgram()


class RequireProgram:
    """Skips the test that needs a missing program; fails it where TRACUU_REQUIRE_PROGRAMS=1."""

    def __call__(self, *names: str) -> str:
        for name in names:
            found = shutil.which(name)
            if found:
                return found
        message = f"program not installed: {' or '.join(names)}"
        if os.environ.get("TRACUU_REQUIRE_PROGRAMS") == "1":
            pytest.fail(message)
        pytest.skip(message)
