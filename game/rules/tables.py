"""Tables: lever values by name, as the arrays that the model reads.

A game's values are floats and give arrays of one column. A value may also be an array over futures,
so that as many plans as futures ride through the model at once.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Final

import numpy as np

from game.model.levers import January, September
from game.model.quantity import Array

BY_REGION: Final = "procurement_by_region"

_JANUARY: Final = tuple(field.name for field in fields(January))
_SEPTEMBER: Final = tuple(field.name for field in fields(September) if field.name != BY_REGION)


def season_of(lever: str) -> str:
    """The season in which a lever is moved; empty where the model knows no such lever."""
    if lever in _JANUARY:
        return "january"
    return "september" if lever in _SEPTEMBER or lever == BY_REGION else ""


def january_table(levers: Mapping[str, float | Array]) -> January:
    """The plan in force, (1,) or (N,) a lever; KeyError names a lever that is missing."""
    return January(**{name: _array(levers[name]) for name in _JANUARY})


def september_table(
    levers: Mapping[str, float | Array], by_region: Mapping[str, float], regions: Sequence[str]
) -> September:
    """The harvest's orders in force; a region without an order of its own stands as not-a-number."""
    taken = np.array([[by_region.get(region, math.nan)] for region in regions])
    return September(**{name: _array(levers[name]) for name in _SEPTEMBER}, procurement_by_region=taken)


def _array(value: float | Array) -> Array:
    return value if isinstance(value, np.ndarray) else np.array((value,))
