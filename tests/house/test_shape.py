"""The shape of the tree: small files, packages that say what they hold, mirrored tests, nothing unfinished."""

import ast
import re
import tomllib
from pathlib import Path

from tests.house.source import GAME, ROOT, files, tree

LONGEST = 450
VAGUE = {"utils", "util", "helpers", "helper", "manager", "misc", "common", "data"}


def lines(file: Path) -> list[str]:
    """A file's lines."""
    return file.read_text(encoding="utf-8").splitlines()


def requirements() -> list[str]:
    """Everything that pyproject.toml asks for, in whichever extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]


def test_no_file_is_long() -> None:
    long = {
        str(file.relative_to(ROOT)): len(lines(file)) for file in files("game", "tests") if len(lines(file)) > LONGEST
    }
    assert not long


def test_every_package_says_what_it_holds() -> None:
    for folder in {file.parent for file in files("game")}:
        said = ast.get_docstring(tree(folder / "__init__.py")) or ""
        assert len(said) > 40, folder


def test_nothing_is_left_for_later() -> None:
    unfinished = re.compile(r"\b(TODO|FIXME|XXX|HACK|xfail)\b|raise NotImplementedError")
    found = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in files("game", "tests")
        for number, line in enumerate(lines(file), 1)
        if unfinished.search(line) and file.name != "test_shape.py"
    ]
    assert found == []


def test_file_names_say_something() -> None:
    assert not {file.stem for file in files("game")} & VAGUE


def test_tests_mirror_the_game() -> None:
    layers = {folder.name for folder in GAME.iterdir() if (folder / "__init__.py").exists()}
    assert layers <= {folder.name for folder in (ROOT / "tests").iterdir()}


def test_requirements_have_lower_bounds_alone() -> None:
    assert [line for line in requirements() if not re.fullmatch(r"[A-Za-z0-9_.-]+>=[0-9.]+", line)] == []


def test_every_requirement_is_explained() -> None:
    said = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [line for line in requirements() if f"`{line.partition('>')[0]}`" not in said] == []
