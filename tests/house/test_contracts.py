"""The import contracts hold, and each of them can fail: one violation of each is planted in a copy."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# The name of a contract begins so; the file that breaks it; the line that does.
VIOLATIONS = {
    "Each layer": ("game/scenario/load.py", "import game.rules.turn"),
    "In the model": ("game/model/fields.py", "import game.model.herds"),
    "The screen": ("game/ui/theme.py", "import game.rules.turn"),
    "pygame": ("game/report/text.py", "import pygame"),
    "YAML": ("game/rules/turn.py", "import yaml"),
    "Model and rules": ("game/rules/turn.py", "import time"),
    "The model knows": ("game/model/quantity.py", "import pydantic"),
    "Heavy libraries": ("game/session/session.py", "import matplotlib"),
}


def verdicts(folder: Path) -> dict[str, str]:
    """Every contract's name, and KEPT or BROKEN, for the package in a folder."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    lines = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout)
    found = dict(re.findall(r"^(\S.*?)\s+(KEPT|BROKEN)", lines, re.MULTILINE))
    assert found, done.stdout + done.stderr
    return found


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package and its settings, to be spoilt."""
    shutil.copytree(ROOT / "game", tmp_path / "game", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_holds() -> None:
    assert set(verdicts(ROOT).values()) == {"KEPT"}


def test_every_contract_can_fail(copy: Path) -> None:
    for file, line in VIOLATIONS.values():
        target = copy / file
        target.write_text(target.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    names = [
        c["name"] for c in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    ]
    assert [sum(name.startswith(start) for start in VIOLATIONS) for name in names] == [1] * len(names)
    assert set(verdicts(copy).values()) == {"BROKEN"}
