"""The exit codes of the program."""

from __future__ import annotations

from typing import Final

DONE: Final = 0
FAILED_CHECK: Final = 1
UNUSABLE: Final = 2
INTERRUPTED: Final = 130
