"""DOCX from its XML: footnotes, list numbers, tables, breaks; bombs are refused."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest_docx import para, run, table

from ingest import word_parts
from ingest.footnotes import place_marks
from ingest.lines import without_marks
from ingest.read_docx import read_docx
from ingest.structure import outline
from ingest.word_parts import BrokenDocxError
