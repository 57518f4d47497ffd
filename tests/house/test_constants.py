"""No bare figure in an equation: a number worth writing is a parameter, with unit and source in YAML."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source import BLOCKS, ROOT, files, place, tree

ALLOWED = {0, 1, 2, -1, 0.5}
YEARS = range(1900, 2000)


def outside_declarations(node: ast.AST) -> Iterator[ast.AST]:
    """Every node, but none below a declaration `Q(...)`, whose bounds are figures by right."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call) and isinstance(child.func, ast.Name) and child.func.id == "Q":
            continue
        yield child
        yield from outside_declarations(child)


def figures(module: ast.AST) -> Iterator[tuple[ast.Constant, float]]:
    """Every number written in a module outside declarations."""
    for node in outside_declarations(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
            yield node, node.value


def texts(module: ast.AST) -> Iterator[tuple[ast.Constant, str]]:
    """Every text in a module outside declarations that is not prose: what is compared, looked up or passed on."""
    lone = (node.value for node in ast.walk(module) if isinstance(node, ast.Expr))
    prose = {id(node) for node in lone if isinstance(node, ast.Constant)}
    for node in outside_declarations(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node, node.value


@pytest.mark.parametrize("file", files("game/model"), ids=lambda file: file.stem)
def test_equations_hold_no_bare_constant(file: Path) -> None:
    found = [f"{place(file, node)}: {value}" for node, value in figures(tree(file)) if value not in ALLOWED]
    assert not found


@pytest.mark.parametrize("file", BLOCKS, ids=lambda file: file.stem)
def test_blocks_know_no_year_and_no_plan(file: Path) -> None:
    plans = {plan.stem for plan in (ROOT / "scenarios").glob("*/plans/*.yaml")}
    assert "history" in plans
    found = [f"{place(file, node)}: {text}" for node, text in texts(tree(file)) if text in plans]
    found += [f"{place(file, node)}: {value}" for node, value in figures(tree(file)) if value in YEARS]
    assert not found


def test_the_walk_sees_what_it_must() -> None:
    spoilt = ast.parse(
        '"""Of 1933."""\nx: Annotated[A, Q("x", "1", "nation", "x", 0, 7)]\ny = 3.5 * x if plan == "nep" else -1'
    )
    assert [value for _, value in figures(spoilt)] == [3.5, 1]
    assert [text for _, text in texts(spoilt)] == ["nep"]
