"""Messages where the program's own window cannot open."""

from __future__ import annotations

from app.system.outside_message import show_message


def test_the_first_tool_that_works_shows_it_whole() -> None:
    ran: list[list[str]] = []

    def run(command: list[str]) -> bool:
        ran.append(command)
        return command[0].endswith("kdialog")

    found = {"zenity": "/bin/zenity", "kdialog": "/bin/kdialog", "xmessage": "/bin/xmessage"}
    assert show_message("续保通", "缺少 {libSM}", "linux", found.get, run)
    assert [command[0] for command in ran] == ["/bin/zenity", "/bin/kdialog"]
    assert ran[-1][-1] == "缺少 {libSM}"


def test_without_any_tool_that_is_said() -> None:
    assert not show_message("续保通", "…", "linux", lambda _tool: None)
