"""What import contracts cannot see: things reached without an import, and submodules of other packages."""

import ast
import sys
from pathlib import Path

from tests.house.source import GAME, dotted, files, place, tree

ALLOWED_IN_UI = {"game.ui", "game.report", "game.session", "pygame", "pygame_gui"}
BUILTINS = {"open", "print", "input", "eval", "exec", "breakpoint", "__import__"}
CLOCK = {"now", "today", "utcnow", "time", "monotonic", "perf_counter"}
CHANCE = {"np.random", "numpy.random"}


def calls(module: ast.AST) -> list[tuple[ast.AST, str]]:
    """Every function that is called by a plain or dotted name."""
    return [(node, dotted(node.func)) for node in ast.walk(module) if isinstance(node, ast.Call)]


def layer(file: Path) -> str:
    """The layer that a file belongs to."""
    return file.relative_to(GAME).parts[0]


def imports(module: ast.AST) -> list[tuple[ast.AST, str]]:
    """Every module that is imported, wherever in the file."""
    found: list[tuple[ast.AST, str]] = []
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found += [(node, name.name) for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are written in full"
            found += [(node, f"{node.module}.{name.name}") for name in node.names]
    return found


def begins(name: str, starts: set[str]) -> bool:
    """Whether a dotted name is one of these or lies below one."""
    return any(name == start or name.startswith(f"{start}.") for start in starts)


def test_the_screen_imports_only_what_it_may() -> None:
    found = [
        f"{place(file, node)}: {name}"
        for file in files("game/ui")
        for node, name in imports(tree(file))
        if not begins(name, ALLOWED_IN_UI) and name.partition(".")[0] not in sys.stdlib_module_names
    ]
    assert found == []


def test_chance_comes_from_one_place() -> None:
    found = []
    for file in files("game"):
        if file != GAME / "rules" / "luck.py" and layer(file) != "lab":
            named = imports(tree(file)) + [(node, dotted(node)) for node in ast.walk(tree(file))]
            found += [f"{place(file, node)}: {name}" for node, name in named if begins(name, CHANCE)]
    assert found == []


def test_model_and_rules_reach_nothing_outside() -> None:
    found = [
        f"{place(file, node)}: {name}()"
        for file in files("game/model", "game/rules")
        for node, name in calls(tree(file))
        if name in BUILTINS or name.rpartition(".")[2] in CLOCK
    ]
    assert found == []


def test_there_are_no_globals_to_write() -> None:
    found = [
        place(file, node) for file in files("game") for node in ast.walk(tree(file)) if isinstance(node, ast.Global)
    ]
    assert found == []


def test_only_the_command_line_prints() -> None:
    found = [
        f"{place(file, node)}: {name}()"
        for file in files("game")
        for node, name in calls(tree(file))
        if name in BUILTINS - {"open"} and layer(file) != "cli"
    ]
    assert found == []


def test_the_walk_sees_what_it_must() -> None:
    spoilt = ast.parse("import numpy as np\nfrom numpy import random\nx = np.random.normal(open(p), datetime.now())")
    assert {"numpy", "numpy.random"} == {name for _, name in imports(spoilt)}
    assert {"np.random.normal", "open", "datetime.now"} == {name for _, name in calls(spoilt)}
