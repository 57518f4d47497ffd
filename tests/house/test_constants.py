"""No bare figure in an equation: a number worth writing is a parameter, with unit and source in YAML."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.house.source import BLOCKS, ROOT, files, place, tree

ALLOWED = {0, 1, 2, -1, 0.5}
YEARS = range(1900, 2000)
YEAR = re.compile("19[0-9][0-9]")
WHOLE = [ROOT / "game" / "model" / name for name in ("step.py", "whole.py")]
"""The blocks' caller is held to the same."""
BLOCKS_BY_NAME = {file.stem for file in BLOCKS}
"""A field of the whole bears its block's name."""


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


def named() -> set[str]:
    """Every name that content gives: of plans, lenses and regions, whose short names are meant too."""
    folder = ROOT / "scenarios"
    names = {file.stem for kind in ("plans", "lenses") for file in folder.glob(f"*/{kind}/*.yaml")}
    for file in folder.glob("*/regions.yaml"):
        regions = yaml.safe_load(file.read_text(encoding="utf-8"))["regions"]
        names |= regions.keys() | {str(region[part]) for region in regions.values() for part in ("name", "short")}
    return names


def special(module: ast.AST) -> Iterator[tuple[ast.AST, object]]:
    """Every year and every name of content in a module: compared, looked up, or read as an attribute."""
    names = named()
    yield from ((node, text) for node, text in texts(module) if text in names or YEAR.fullmatch(text))
    yield from ((node, value) for node, value in figures(module) if value in YEARS)
    known = names - BLOCKS_BY_NAME
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and node.attr in known:
            yield node, node.attr


@pytest.mark.parametrize("file", [*BLOCKS, *WHOLE], ids=lambda file: file.stem)
def test_blocks_know_no_year_and_no_name_of_content(file: Path) -> None:
    assert [f"{place(file, node)}: {what}" for node, what in special(tree(file))] == []


def test_names_of_every_kind_are_looked_for() -> None:
    assert {"history", "nep", "deaths_low", "weather_small", "ukraine", "kazakhstan", "Ukraine"} <= named()


@pytest.mark.parametrize(
    "planted",
    [
        'x = y if plan == "nep" else z',
        'x = table["history"]',
        'x = y if region == "ukraine" else z',
        'x = rows["Kazakhstan"]',
        'x = y if lens in {"deaths_low"} else z',
        "x = y if year == 1933 else z",
        "x = y if year >= 1930 and year < 1934.0 else z",
        'x = weather["1932"]',
        "x = shares.ukraine",
    ],
)
def test_what_is_planted_is_found(planted: str) -> None:
    assert list(special(ast.parse(planted)))


def test_the_walk_sees_what_it_must() -> None:
    spoilt = ast.parse(
        '"""Of 1933."""\nx: Annotated[A, Q("x", "1", "nation", "x", 0, 7)]\ny = 3.5 * x if plan == "nep" else -1'
    )
    assert [value for _, value in figures(spoilt)] == [3.5, 1]
    assert [text for _, text in texts(spoilt)] == ["nep"]
