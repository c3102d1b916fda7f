"""Runs the program and looks at it from outside, as a person or a script does. It must not import the program."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = tuple(sorted((ROOT / "resources" / "samples").glob("*.json")))
PATIENCE = 30.0
"""Seconds to wait for something before the test fails."""


@dataclass(frozen=True)
class Program:
    """The program as a command, in an environment that holds nothing of the tester's own."""

    command: Sequence[str]
    home: Path
    path: str = "/usr/bin:/bin"
    surroundings: Mapping[str, str] = field(default_factory=dict)
    folder: Path = ROOT

    def environment(self, **more: str) -> dict[str, str]:
        """The environment variables the program gets."""
        return {"PATH": self.path, "HOME": str(self.home), "LC_ALL": "C.UTF-8", **self.surroundings, **more}

    def run(self, *arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
        """Run it to its end, with `more` in its environment; its output is returned unchanged, line ends included."""
        ended = subprocess.run(
            [*self.command, *map(str, arguments)],
            cwd=self.folder,
            env=self.environment(**more),
            capture_output=True,
            timeout=PATIENCE * 4,
            check=False,
        )
        return subprocess.CompletedProcess(ended.args, ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    @contextmanager
    def opened(self, *arguments: object, **more: str) -> Iterator[subprocess.Popen[str]]:
        """Keep it running for a while; killed if it still runs at the end."""
        process = subprocess.Popen(
            [*self.command, *map(str, arguments)],
            cwd=self.folder,
            env=self.environment(**more),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()
            process.communicate()

    def offline(self) -> Program:
        """The same program in a network namespace of its own, which leads nowhere."""
        return Program((*without_network(), *self.command), self.home, self.path, self.surroundings, self.folder)


def without_network() -> tuple[str, ...]:
    """What to put before a command to cut it off from every network."""
    return ("/usr/bin/unshare", "-n") if os.geteuid() == 0 else ("/usr/bin/unshare", "-rn")


def from_source(home: Path) -> Program:
    """The program of this source tree, run by the Python that runs the tests."""
    return Program((sys.executable, "-m", "app"), home, surroundings={"PYTHONWARNINGS": "error"})


@dataclass(frozen=True)
class Screen:
    """An X server of its own, without window manager."""

    display: str

    def ask(self, *command: object) -> str:
        """The output of a tool that looks at this screen; empty when it found nothing."""
        found = subprocess.run(
            [*map(str, command)],
            env={**os.environ, "DISPLAY": self.display},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
        return found.stdout

    def windows(self, title: str) -> list[str]:
        """The windows a person sees whose title holds a text."""
        return self.ask("xdotool", "search", "--onlyvisible", "--name", title).split()

    def titles(self) -> list[str]:
        """The titles of all windows a person sees."""
        return [self.ask("xdotool", "getwindowname", window).strip() for window in self.windows(".")]

    def window(self, title: str) -> str:
        """The window with a title, once it is there; AssertionError when it never comes."""
        wait_until(lambda: self.windows(title), lambda: f"no window named {title!r}, only {self.titles()}")
        return self.windows(title)[0]

    def press(self, window: str, *keys: str) -> None:
        """Press keys, one after the other, in a window."""
        self.ask("xdotool", "windowfocus", "--sync", window)
        for key in keys:
            self.ask("xdotool", "key", "--clearmodifiers", key)

    def type(self, window: str, text: str) -> None:
        """Type a text into what has the focus in a window."""
        self.ask("xdotool", "windowfocus", "--sync", window)
        self.ask("xdotool", "type", "--delay", "20", text)

    def picture(self, file: Path) -> QImage:
        """What the screen shows, once it has come to rest."""
        before = b""
        for _ in range(int(PATIENCE)):
            self.ask("import", "-window", "root", file)
            picture = QImage(str(file))
            assert not picture.isNull(), f"{file}: no picture of the screen"
            if bytes(picture.constBits()) == before:
                break
            before = bytes(picture.constBits())
        return picture


@contextmanager
def screen(width: int = 1366, height: int = 768) -> Iterator[Screen]:
    """An X server that nobody else uses, ended at the end."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=(writing,),
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        assert number, f"Xvfb did not start: {server.stderr.read() if server.stderr else ''}"
        yield Screen(f":{number}")
    finally:
        server.terminate()
        server.communicate(timeout=PATIENCE)


def wait_until(holds: Callable[[], object], otherwise: Callable[[], str], patience: float = PATIENCE) -> None:
    """Wait until something holds; AssertionError when it never does."""
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end, otherwise()
        time.sleep(0.1)


def colours(picture: QImage) -> int:
    """How many colours a coarse grid of points of a picture has; 1 for a blank one."""
    points = ((x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3))
    return len({picture.pixel(x, y) for x, y in points})
