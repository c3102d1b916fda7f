"""Finds the program's own files: beside the source, in an installed package, or in a bundle."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_ROOT = next((root for root in (_PACKAGE.parent, _PACKAGE / "data") if (root / "policies").is_dir()), _PACKAGE.parent)


def resource(*parts: str) -> Path:
    """A file or folder under `resources/`."""
    return _ROOT.joinpath("resources", *parts)


def shipped_policies() -> Path:
    """The folder of the policy packs that come with the program."""
    return _ROOT / "policies"
