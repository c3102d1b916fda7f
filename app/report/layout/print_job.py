"""Pages on their way to a printer, which another process of this program sends there."""

from __future__ import annotations

import pickle

from app.report.layout.marks import Page
from app.rules.value_type import value_type


@value_type
class PrintJob:
    """Pages for a printer. `title` is shown in its queue, so it must not name the person; `folded`: on both sides."""

    printer: str
    pages: tuple[Page, ...]
    title: str
    copies: int = 1
    folded: bool = False

    def packed(self) -> bytes:
        """The job for another process of this program."""
        return pickle.dumps(self)

    @classmethod
    def unpacked(cls, packed: bytes) -> PrintJob:
        """The job that this program's own window has packed; TypeError for anything else."""
        job = pickle.loads(packed)  # noqa: S301  over a pipe from this program's own window
        if not isinstance(job, cls):
            raise TypeError("no print job")
        return job
