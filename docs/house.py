"""Draws the house from the code for `docs/architecture.md`: who may know whom, and what each room holds.

Run `python docs/house.py` after a room came or went; a test tells when the page no longer says what stands.
"""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # this tree, not one that is installed
PAGE = ROOT / "docs" / "architecture.md"
_MARK = "<!-- drawn from the code: {name} -->"
_END = "<!-- end -->"


def drawn(page: str) -> str:
    """The page with every drawing and list between its marks made anew."""
    graph = grimp.build_graph("app", exclude_type_checking_imports=False)
    for name, body in (
        ("house", _diagram(graph, "app")),
        ("window", _diagram(graph, "app.ui")),
        ("rooms", _rooms()),
        ("counts", _counts(graph)),
    ):
        opening = _MARK.format(name=name)
        before, _, rest = page.partition(opening)
        _, _, after = rest.partition(_END)
        page = f"{before}{opening}\n{body}\n{_END}{after}"
    return page


def _diagram(graph: grimp.ImportGraph, package: str) -> str:
    """Arrows from those who know to those who are known; what follows from other arrows is not drawn."""
    parts = sorted(each for each in graph.find_children(package) if not each.endswith("__main__"))
    knows = {part: {other for other in parts if other != part and _imports(graph, part, other)} for part in parts}
    arrows = [
        (part, other)
        for part in parts
        for other in sorted(knows[part])
        if not any(other in _reached(knows, between) for between in knows[part] - {other})
    ]
    lines = [f"    {_short(part)} --> {_short(other)}" for part, other in arrows]
    return "\n".join(["```mermaid", "flowchart TD", *lines, "```"])


def _imports(graph: grimp.ImportGraph, part: str, other: str) -> bool:
    return graph.direct_import_exists(importer=part, imported=other, as_packages=True)


def _reached(knows: dict[str, set[str]], start: str) -> set[str]:
    found, waiting = set[str](), [start]
    while waiting:
        for other in knows[waiting.pop()] - found:
            found.add(other)
            waiting.append(other)
    return found


def _short(module: str) -> str:
    return module.rpartition(".")[2]


def _rooms() -> str:
    rows = [f"| `{_folder(path)}` | {_first_sentence(path)} | {_modules(path)} |" for path in _packages()]
    return "\n".join(["| room | what it holds | modules |", "|---|---|---|", *rows])


def _counts(graph: grimp.ImportGraph) -> str:
    """The figures a house is judged by, a line each."""
    files = sorted((ROOT / "app").rglob("*.py"))
    trees = {file: ast.parse(file.read_text(encoding="utf-8")) for file in files}
    fullest = max(_packages(), key=_modules)
    late = sum(1 for tree in trees.values() if _imports_late(tree))
    names = Counter(it.name for tree in trees.values() for it in ast.walk(tree) if _is_public_class(it))
    return "\n".join(
        [
            f"- modules: {len(files)}; in the fullest package ({_folder(fullest)}): {_modules(fullest)}",
            f"- modules in a circle of imports: {len(_in_circles(graph))}",
            f"- files with an import inside a function: {late}",
            f"- public class names used for two things: {sum(1 for count in names.values() if count > 1)}",
        ]
    )


def _imports_late(tree: ast.Module) -> bool:
    functions = (it for it in ast.walk(tree) if isinstance(it, ast.FunctionDef))
    return any(isinstance(it, ast.Import | ast.ImportFrom) for function in functions for it in ast.walk(function))


def _is_public_class(node: ast.AST) -> bool:
    return isinstance(node, ast.ClassDef) and not node.name.startswith("_")


def _in_circles(graph: grimp.ImportGraph) -> set[str]:
    """The modules that import themselves by way of others, type-only imports counted."""
    knows = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    return {module for module in knows if module in _reached(knows, module)}


def _packages() -> Iterable[Path]:
    return sorted((ROOT / "app").glob("*/**/__init__.py"))


def _folder(path: Path) -> str:
    return path.parent.relative_to(ROOT).as_posix() + "/"


def _first_sentence(path: Path) -> str:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return said.splitlines()[0]


def _modules(path: Path) -> int:
    return sum(1 for each in path.parent.glob("*.py") if each.name != "__init__.py")


if __name__ == "__main__":
    PAGE.write_text(drawn(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{PAGE.name} drawn\n{_counts(grimp.build_graph('app', exclude_type_checking_imports=False))}\n")
