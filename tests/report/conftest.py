from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Extracted = Callable[[bytes], list[str]]


def poppler(name: str) -> str:
    """Where a tool of poppler-utils is; under CI its absence is a failure."""
    tool = shutil.which(name)
    if tool is None:
        missing = f"{name} is missing: apt-get install poppler-utils"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    return tool


@pytest.fixture
def extracted(tmp_path: Path) -> Extracted:
    """What a reader copies out of a PDF, page by page, in the order of printing."""
    tool = poppler("pdftotext")

    def read(pdf: bytes) -> list[str]:
        file = tmp_path / "paper.pdf"
        file.write_bytes(pdf)
        done = subprocess.run([tool, "-raw", "-enc", "UTF-8", str(file), "-"], check=True, capture_output=True)
        return done.stdout.decode("utf-8").split("\f")[:-1]

    return read


@pytest.fixture
def fonts_of(tmp_path: Path) -> Extracted:
    """The rows of the table of fonts of a PDF."""
    tool = poppler("pdffonts")

    def read(pdf: bytes) -> list[str]:
        file = tmp_path / "paper.pdf"
        file.write_bytes(pdf)
        return subprocess.run([tool, str(file)], check=True, capture_output=True, text=True).stdout.splitlines()[2:]

    return read
