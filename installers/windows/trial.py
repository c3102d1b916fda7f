"""Tries the installer on a Windows, real or wine: installs, answers, prints, opens a case by its file, and removes all.

usage: trial.py expect FOLDER       on any system, from source: what the program answers and prints there
       trial.py SETUP.exe FOLDER    on Windows: the same from what was installed, and everything around it
Each thing tried is a line; exit code 1 when one failed. Needs pypdfium2, of the pinned wheels.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pypdfium2

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "installers"))
import files  # noqa: E402

if sys.platform == "win32":
    import winreg

SAMPLES: Final = ROOT / "resources" / "samples"
CASE: Final = SAMPLES / "zhang-xiansheng.json"
LEAST_FONT_FILES: Final = 1
UNINSTALL: Final = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\xubaotong"
failed: list[str] = []


def tried(what: str, went_well: object, more: object = "") -> None:
    """Tell how one thing went."""
    print(f"{'ok  ' if went_well else 'FAIL'} {what} {more}", flush=True)
    if not went_well:
        failed.append(what)


def text_of(pdf: Path) -> str:
    """The text of a PDF, page after page."""
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document).replace("\r\n", "\n")


def expect(folder: Path) -> None:
    """Write what the program answers and prints from source."""
    folder.mkdir(parents=True, exist_ok=True)
    program = [sys.executable, "-m", "app"]
    answer = subprocess.run([*program, "assess", CASE], cwd=ROOT, check=True, capture_output=True).stdout
    (folder / "answer.json").write_bytes(answer)
    subprocess.run([*program, "report", CASE, "-o", folder / "notice.pdf"], cwd=ROOT, check=True)
    (folder / "notice.txt").write_text(text_of(folder / "notice.pdf"), encoding="utf-8", newline="\n")
    files.make(folder / "files")


def run(*command: object, **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run a program to its end."""
    return subprocess.run([str(part) for part in command], check=False, capture_output=True, timeout=600, **options)  # type: ignore[call-overload]


def value(key: str, name: str = "") -> str | None:
    """A text of the person's part of the registry; None where there is none."""
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
            return str(winreg.QueryValueEx(opened, name)[0])
    except OSError:
        return None


def is_key(key: str) -> bool:
    """True when the person's part of the registry has a key."""
    try:
        winreg.OpenKey(winreg.HKEY_CURRENT_USER, key).Close()
    except OSError:
        return False
    return True


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a file open as another program does, so that it cannot be replaced."""
    read, share_read, existing = 0x80000000, 1, 3
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined]  # Windows only
    kernel.CreateFileW.restype = ctypes.c_void_p
    handle = kernel.CreateFileW(str(path), read, share_read, None, existing, 0, None)
    try:
        yield
    finally:
        kernel.CloseHandle(ctypes.c_void_p(handle))


def try_installed(setup: Path, expected: Path) -> None:
    """Install, use and remove."""
    work = Path(os.environ["TEMP"]) / "续保通 试用"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    case = work / "张先生.xbt"
    shutil.copyfile(CASE, case)
    folder, link = install(setup)
    try_command_line(folder / "xubaotong-console.exe", work, expected)
    try_window(folder, case)
    remove(folder, link)
    tried("but the case", case.is_file())
    shutil.rmtree(work)


def install(setup: Path) -> tuple[Path, Path]:
    """The folder of the program, once it is installed, and its link in the start menu."""
    began = time.monotonic()
    tried("installs without a question", run(setup, "/S").returncode == 0, f"{time.monotonic() - began:.0f} s")
    folder = Path(value(r"Software\xubaotong", "Folder") or "")
    name = value(r"Software\xubaotong", "Name") or ""
    link = Path(os.environ["APPDATA"], r"Microsoft\Windows\Start Menu\Programs", f"{name}.lnk")
    tried("stands in the start menu", link.is_file(), link)
    tried("can be removed by the system's settings", value(UNINSTALL, "QuietUninstallString"))
    return folder, link


def try_command_line(console: Path, work: Path, expected: Path) -> None:
    """Answer and print a case."""
    answer = run(console, "assess", CASE)
    tried(
        "answers as Linux does, byte for byte", answer.stdout == (expected / "answer.json").read_bytes(), answer.stderr
    )
    pdf = work / "张先生 告知单.pdf"
    report = run(console, "report", CASE, "-o", pdf)
    same = pdf.is_file() and text_of(pdf) == (expected / "notice.txt").read_text(encoding="utf-8")
    tried("prints the text that Linux prints", same, report.stderr.decode("utf-8", "replace"))
    tried("with fonts in the paper", pdf.is_file() and pdf.read_bytes().count(b"/FontFile") >= LEAST_FONT_FILES)
    with held(pdf):
        began = time.monotonic()
        refused = run(console, "report", CASE, "-o", pdf)
        waited = time.monotonic() - began
    told = refused.stderr.decode("utf-8", "replace")
    tried("tells of a file that another program holds", "打开着" in told and refused.returncode != 0, told)
    tried("after waiting a second for it", waited >= 1)
    made, theirs = work / "文件", expected / "files"
    made.mkdir()
    for command in files.commands(f"{theirs}\\case.json", f"{theirs}\\", f"{made}\\"):
        run(console, *command)
    others = files.others(theirs, made)
    tried("reads statements and writes files as Linux does", not others, others or "")
    checked = run(console, "selftest")
    tried("works every example of the rules", checked.returncode == 0, checked.stdout[-60:].decode("utf-8", "replace"))
    painted = run(console, "--quit-after-first-paint")
    tried("paints its window", painted.returncode == 0, painted.stdout.strip() + painted.stderr)


def try_window(folder: Path, case: Path) -> None:
    """Open the window by itself, by a case, with presets, and from a stick."""
    window = folder / "xubaotong.exe"
    tried("knows its own file type", value(r"Software\Classes\.xbt") == "xubaotong.case")
    command = value(r"Software\Classes\xubaotong.case\shell\open\command") or ""
    tried("with an icon for it", Path(value(r"Software\Classes\xubaotong.case\DefaultIcon") or "").is_file())
    tried("opens a case by its file", titled(command.replace("%1", str(case)), "张先生"))
    (folder / "presets.json").write_text('{"counter": true, "language": "en"}', encoding="utf-8")
    tried("begins as the office has it preset", titled(f'"{window}"', "Xubaotong"))
    (folder / "presets.json").unlink()
    (folder / "portable.txt").touch()
    tried("opens from a stick", titled(f'"{window}" "{case}"', "张先生"))
    tried("and keeps its settings there", (folder / "data").is_dir())
    shutil.rmtree(folder / "data", ignore_errors=True)
    (folder / "portable.txt").unlink()


def remove(folder: Path, link: Path) -> None:
    """Remove the program, and look for what it leaves."""
    removed = run(folder / "uninstall.exe", "/S")
    for _ in range(100):  # it goes on in a copy of itself
        if not folder.exists() and not is_key(UNINSTALL):
            break
        time.sleep(0.3)
    tried("is removed without a question", removed.returncode == 0)
    tried("and leaves no folder", not folder.exists(), list(folder.rglob("*"))[:5] if folder.exists() else "")
    tried("no link", not link.exists())
    keys = (r"Software\xubaotong", r"Software\Classes\.xbt", r"Software\Classes\xubaotong.case", UNINSTALL)
    left = [key for key in keys if is_key(key)]
    tried("and no key", not left, left or "")


def titled(command: str, part: str) -> bool:
    """True when a program opens a window with this in its title; it is ended then."""
    user = ctypes.WinDLL("user32")  # type: ignore[attr-defined]  # Windows only
    kind = ctypes.WINFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p)  # type: ignore[attr-defined]  # Windows only
    titles: list[str] = []

    def see(window: int, _more: int) -> bool:
        text = ctypes.create_unicode_buffer(300)
        user.GetWindowTextW(ctypes.c_void_p(window), text, 300)
        if user.IsWindowVisible(ctypes.c_void_p(window)):
            titles.append(text.value)
        return True

    with subprocess.Popen(command) as process:
        try:
            for _ in range(240):
                titles.clear()
                user.EnumWindows(kind(see), None)
                if any(part in title for title in titles):
                    time.sleep(2)  # it writes its settings and cache
                    return True
                time.sleep(0.5)
        finally:
            process.kill()
    print("     windows seen:", titles)
    return False


def main() -> int:
    """Do what is asked; returns the exit code."""
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a console of another code page
    if sys.argv[1] == "expect":
        expect(Path(sys.argv[2]))
    else:
        try_installed(Path(sys.argv[1]), Path(sys.argv[2]))
        print(f"{len(failed)} failed")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
