"""Broken samples, one fault each: the right file, the right line, the right words, and nothing else.

A sample is one text in `broken/`: after `==> name` stands a file of a scenario, after the last,
`==> told`, what its author is told.
"""

import re
from pathlib import Path

import pytest

from tests.scenario.conftest import Told

SAMPLES = sorted((Path(__file__).parent / "broken").glob("*.txt"))


def parts(sample: Path) -> dict[str, str]:
    """The files of a sample, and what is told."""
    pieces = re.split(r"^==> (\S+)\n", sample.read_bytes().decode(), flags=re.MULTILINE)[1:]
    return dict(zip(pieces[::2], pieces[1::2], strict=True))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_fault_is_told_in_its_place(sample: Path, told: Told, tmp_path: Path) -> None:
    files = parts(sample)
    expected = files.pop("told")
    problems = told(files, name=sample.stem)
    said = "\n".join(str(problem) for problem in problems).replace(f"{tmp_path / sample.stem}/", "")
    assert f"{said}\n" == expected


def test_there_are_samples() -> None:
    assert len(SAMPLES) >= 100
