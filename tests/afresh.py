"""Loads another copy of a module, with none of the state of the one in use."""

from __future__ import annotations

from importlib.util import find_spec, module_from_spec
from types import ModuleType


def afresh(name: str) -> ModuleType:
    """Another copy of a module, as in a program that has just started."""
    spec = find_spec(name)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
