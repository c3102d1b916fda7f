"""What was made for people to download: what it asks of a system, and the life of the Windows installer under wine.

Making it takes long and needs root, so these tests run where it was made before, and say what they need elsewhere.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from installers.linux.needs import depends, needs
from tests.acceptance.outside import ROOT

pytestmark = pytest.mark.acceptance

MADE = os.environ.get("XUBAOTONG_INSTALLERS")
WINE = os.environ.get("XUBAOTONG_WINE")
NEWEST_GLIBC = {"x86_64": (2, 28), "aarch64": (2, 31)}
NEWEST_GLIBCXX = {"x86_64": (3, 4, 25), "aarch64": (3, 4, 28)}  # UOS 20 has the first, Kylin V10 SP1 the second


def bundles() -> list[Path]:
    return sorted(Path(MADE).glob("work/bundle-*/xubaotong")) if MADE else []


@pytest.mark.skipif(not bundles(), reason="XUBAOTONG_INSTALLERS: the folder that installers/linux/make.sh has filled")
@pytest.mark.parametrize("bundle", bundles(), ids=lambda path: path.parent.name)
def test_a_bundle_asks_for_no_newer_glibc_than_it_says_and_for_known_packages(bundle: Path) -> None:
    found = needs(bundle)
    arch = bundle.parent.name.removeprefix("bundle-")
    assert found.newest["GLIBC"] <= NEWEST_GLIBC[arch]
    assert found.newest["GLIBCXX"] <= NEWEST_GLIBCXX[arch]
    assert depends(found)
    assert not [path for path in bundle.rglob("*") if path.is_symlink()]


@pytest.mark.skipif(
    not WINE, reason="XUBAOTONG_WINE: the root of installers/windows/wine_root.sh, and XUBAOTONG_INSTALLERS"
)
def test_the_windows_installer_lives_its_whole_life_under_wine() -> None:
    (setup,) = Path(MADE or "").glob("*-setup.exe")
    trial = [ROOT / "installers" / "windows" / "wine_trial.sh", WINE, setup]
    ran = subprocess.run(list(map(str, trial)), check=False, capture_output=True, text=True, timeout=3600)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "FAIL" not in ran.stdout
