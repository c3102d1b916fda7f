"""Parses the arguments of the commands and of the window."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Final, NoReturn

from app import __version__
from app.cases.format.values import InvalidValue, day
from app.cli.names import LATER, QUIT_AFTER_FIRST_PAINT, told
from app.system.locale import language_of_user
from app.wording.phrasebook import phrase


class Parser(argparse.ArgumentParser):
    """An argument parser with help in the user's language; a mistake gives one line of error."""

    def __init__(self, **options: object) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Formatter, **options)  # type: ignore[arg-type]
        self._positionals.title, self._optionals.title = told("help.positionals"), told("help.options")
        self.add_argument("-h", "--help", action="help", help=told("help.help"))

    def error(self, message: str) -> NoReturn:
        """End with exit code 2 and one line on stderr."""
        self.exit(2, f"{self.prog}: {told('usage_error', message=message, prog=self.prog)}\n")


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: str | None, actions, groups, prefix: str | None = None) -> None:  # type: ignore[no-untyped-def]
        super().add_usage(usage, actions, groups, told("help.usage") if prefix is None else prefix)


def command_parser(command: str) -> Parser:
    """The parser for the arguments of one command (one of `COMMANDS`); no other command is loaded."""
    help_ = told(_HELP_OF.get(command, "help.later"))
    parser = Parser(prog=f"xubaotong {command}", description=help_, epilog=told("help.exit_codes"))
    parser.set_defaults(command=command)
    _OPTIONS_OF[command](parser)
    return parser


def window_parser() -> Parser:
    """The parser of the window's arguments."""
    usage = "xubaotong [CASE.json] [--quit-after-first-paint]"
    parser = Parser(prog="xubaotong", usage=usage, description=told("help.window"), epilog=_list_of_commands())
    parser.formatter_class = _Verbatim
    parser.add_argument("--version", action="version", version=f"xubaotong {__version__}", help=told("help.version"))
    parser.add_argument("case", nargs="?", type=Path, metavar="CASE.json", help=told("help.case_to_open"))
    parser.add_argument(QUIT_AFTER_FIRST_PAINT, action="store_true", help=told("help.first_paint"))
    return parser


class _Verbatim(_Formatter, argparse.RawDescriptionHelpFormatter):
    pass


def _list_of_commands() -> str:
    names = (*(name for name in _HELP_OF if name != "policy"), *LATER)
    width = max(map(len, names)) + 2
    lines = [f"  {name:<{width}}{told(_HELP_OF.get(name, 'help.later'))}" for name in names]
    return "\n".join((told("help.commands"), *lines, "", told("help.more"), told("help.exit_codes")))


_HELP_OF: Final[Mapping[str, str]] = {
    "assess": "help.assess",
    "report": "help.report",
    "import": "help.import",
    "policy": "help.policy",
    "policy check": "help.policy_check",
    "policy show": "help.policy_show",
    "policy diff": "help.policy_diff",
    "policy answers": "help.policy_answers",
    "schema": "help.schema",
    "selftest": "help.selftest",
}


def _assess(parser: argparse.ArgumentParser) -> None:
    _case_options(parser)
    parser.add_argument("--format", choices=("json", "text"), default="json", help=told("help.format"))


def _report(parser: argparse.ArgumentParser) -> None:
    _case_options(parser)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.pdf", help=told("help.output"))
    parser.add_argument("--chart", type=Path, metavar="FILE.png|FILE.svg", help=told("help.chart"))
    parser.add_argument("--unmasked", action="store_true", help=told("help.unmasked"))


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("statements", type=Path, nargs="+", metavar="STATEMENT", help=told("help.statement"))
    parser.add_argument("--region", metavar="CODE", help=told("help.region"))
    parser.add_argument("--as-of", type=_day, metavar="DATE", help=told("help.as_of_import"))
    parser.add_argument("--map", action="append", default=[], metavar="HEADING=ROLE", help=told("help.map"))
    parser.add_argument("--person", type=int, metavar="N", help=told("help.person"))
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="CASE.json", help=told("help.case_output"))
    _language_option(parser)


def _case_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE.json", help=told("help.case"))
    parser.add_argument("--as-of", type=_day, metavar="DATE", help=told("help.as_of"))
    _policy_options(parser)


def _policy_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--policies", type=Path, metavar="DIR", help=told("help.policies"))
    _language_option(parser)


def _format_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text", help=told("help.text_or_json"))


def _language_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help=told("help.lang"))


def _policy(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar=told("help.command"), required=True)
    check = actions.add_parser("check", help=told("help.policy_check"), description=told("help.policy_check"))
    check.add_argument("folder", nargs="?", type=Path, metavar="DIR", help=told("help.policies"))
    _language_option(check)
    show = actions.add_parser("show", help=told("help.policy_show"), description=told("help.policy_show"))
    show.add_argument("code", metavar="CODE", help=told("help.code"))
    show.add_argument("--on", type=_day, metavar="DATE", help=told("help.on"))
    _policy_options(show)
    diff = actions.add_parser("diff", help=told("help.policy_diff"), description=told("help.policy_diff"))
    diff.add_argument("one", metavar="A", help=told("help.code_or_folder"))
    diff.add_argument("other", metavar="B", help=told("help.other_code"))
    diff.add_argument("--on", type=_day, metavar="DATE", help=told("help.on"))
    diff.add_argument("--on2", type=_day, metavar="DATE", help=told("help.on2"))
    _format_option(diff)
    _policy_options(diff)
    answers = actions.add_parser("answers", help=told("help.policy_answers"), description=told("help.policy_answers"))
    answers.add_argument("old", type=Path, metavar="OLD", help=told("help.old_policies"))
    answers.add_argument("new", type=Path, metavar="NEW", help=told("help.new_policies"))
    answers.add_argument("--cases", action="append", type=Path, default=[], metavar="FILE", help=told("help.cases"))
    _format_option(answers)
    _language_option(answers)


def _schema(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("document", choices=("case", "assessment", "policy"), help=told("help.document"))


def _later(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)


_OPTIONS_OF: Final[Mapping[str, Callable[[argparse.ArgumentParser], None]]] = {
    "assess": _assess,
    "report": _report,
    "import": _import,
    "policy": _policy,
    "schema": _schema,
    "selftest": _language_option,
    **dict.fromkeys(LATER, _later),
}


def _day(text: str) -> date:
    try:
        return day(text)
    except InvalidValue as wrong:
        said = phrase("cases", wrong.key, **wrong.values)
        raise argparse.ArgumentTypeError(said.in_(language_of_user())) from None
