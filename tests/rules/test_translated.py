"""Tests of game/rules/translated.py: code that is kept between starts is the code that would be made."""

import hashlib
import inspect

import pytest

pytest.importorskip("llvmlite")

from game.rules import fused, translated

MADE_BY = (1, "c34fdfd98f983002")
"""The number of the emitter, and the sum of its source."""


def test_whoever_changes_the_emitter_changes_its_number() -> None:
    """Else a player's machine would go on calling what the old one made. Raise EMITTER, and note both here."""
    sum_of_source = hashlib.sha256(inspect.getsource(fused).encode()).hexdigest()[:16]
    assert (translated.EMITTER, sum_of_source) == MADE_BY
