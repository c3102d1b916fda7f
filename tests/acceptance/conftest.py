"""Fixtures of the acceptance tests: system tools, and the program as source tree and as bundle."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.acceptance.outside import ROOT, Program, Screen, from_source, screen, without_network


@pytest.fixture(scope="session")
def tool() -> Callable[[str, str], str]:
    """Finds a tool of the system; on a machine that must have it (CI=true) its absence is a failure, else a skip."""

    def find(name: str, package: str) -> str:
        found = shutil.which(name)
        if found is None:
            absent(f"{name} is missing: apt-get install -y {package}")
        return str(found)

    return find


def absent(what: str) -> None:
    """Skip the test, or fail it where everything must be there."""
    if os.environ.get("CI") == "true":
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program of the source tree, with a home of its own that the tests share."""
    return from_source(tmp_path_factory.mktemp("home"))


@pytest.fixture
def a_screen(tool: Callable[[str, str], str]) -> Iterator[Screen]:
    """A screen nobody else uses."""
    tool("Xvfb", "xvfb")
    tool("xdotool", "xdotool")
    tool("import", "imagemagick")
    with screen() as found:
        yield found


@pytest.fixture(scope="session")
def offline() -> None:
    """Asks that a network namespace can be made here."""
    if subprocess.run([*without_network(), "true"], capture_output=True, check=False).returncode:
        absent("no network namespace can be made here: run as root, or allow unprivileged user namespaces")


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory, tool: Callable[[str, str], str]) -> Path:
    """The one-folder program, built once; its folder is all there is of it."""
    tool("objdump", "binutils")
    made, work = tmp_path_factory.mktemp("dist"), tmp_path_factory.mktemp("build")
    built = subprocess.run(
        [sys.executable, "-m", "PyInstaller", "build.spec", "--noconfirm", "--distpath", made, "--workpath", work],
        cwd=ROOT,
        env={**os.environ, "PYINSTALLER_CONFIG_DIR": str(work)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr[-4000:]
    return made / "xubaotong"
