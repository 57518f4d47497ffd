"""Scenarios written for one test: a folder in a temporary place, laid over the shipped base."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from game.scenario.load import load
from game.scenario.problem import Problem, ScenarioError

HEAD = "schema: 1\nid: {name}\nextends: base\ntitle: A scenario of a test\n"

Write = Callable[..., Path]
Told = Callable[..., tuple[Problem, ...]]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A scenario's folder from its files' texts; scenario.yaml is added where none is given."""

    def written(files: Mapping[str, str | bytes] | None = None, name: str = "own", more: str = "") -> Path:
        folder = tmp_path / name
        for path, text in {"scenario.yaml": HEAD.format(name=name) + more, **(files or {})}.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(text if isinstance(text, bytes) else text.encode())
        return folder

    return written


@pytest.fixture
def told(write: Write) -> Told:
    """What an author is told about a scenario's files; nothing where it loads."""

    def asked(files: Mapping[str, str | bytes] | None = None, name: str = "own", more: str = "") -> tuple[Problem, ...]:
        try:
            load(write(files, name, more))
        except ScenarioError as error:
            return error.problems
        return ()

    return asked
