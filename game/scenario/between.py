"""What a fit may move: `between: [low, high]` beside the value of a calibrated figure.

A figure of one number has one pair, moved for all regions at once where it stands for all; one by
region or by year has a pair for each of those that may move. Where a scenario (or a lens) writes a
value of its own over its base's, that value is its choice: the base's `between` no longer holds.
"""

from collections.abc import Mapping
from typing import Final

from game.model.quantity import Q, declared, tables
from game.scenario.figures import bounds, number
from game.scenario.overlay import Overlay
from game.scenario.read import Where
from game.scenario.records import Free
from game.scenario.scalar import Plain

FITTED: Final = "calibrated"
ENDS: Final = 2


def moved(overlay: Overlay, kind: type, path: str, where: Where = ()) -> tuple[Free, ...]:
    """Everything of a table that a fit may move, in the order of declaration; faults are noted."""
    found: list[Free] = []
    for name, q in declared(kind).items():
        found += entry(overlay, (*where, name), f"{path}.{name}", q)
    for name, below in tables(kind).items():
        found += moved(overlay, below, f"{path}.{name}", (*where, name))
    return tuple(found)


def entry(overlay: Overlay, where: Where, path: str, q: Q) -> tuple[Free, ...]:
    """What may move of one figure; none where its file states no `between`."""
    place = (*where, "between")
    given, value = overlay.get(*place), overlay.get(*where, "value")
    if given is None or not _tagged(overlay, where):
        return ()
    if isinstance(value, dict) and not isinstance(given, dict):
        overlay.note(place, "needs a pair for each that may move", "write {ukraine: [low, high], volga: [low, high]}")
        return ()
    if not isinstance(given, dict):
        return _one(overlay, place, given, (*where, "value"), value, Free(path, "", q.low, q.high), q)
    values: Mapping[str | int, Plain] = value if isinstance(value, dict) else {}
    found: list[Free] = []
    for name, pair in given.items():
        if name not in values:
            overlay.note((*place, name), "there is no value for this", near=(str(name), [str(each) for each in values]))
            continue
        at = (*where, "value", name)
        found += _one(overlay, (*place, name), pair, at, values[name], Free(path, str(name), q.low, q.high), q)
    return tuple(found)


def _tagged(overlay: Overlay, where: Where) -> bool:
    """Whether a figure is tagged as fitted; noted where its own file says both that and `between`."""
    if overlay.get(*where, "tag") == FITTED:
        return True
    if not _superseded(overlay, (*where, "tag"), (*where, "between")):
        overlay.note(
            (*where, "between"), f"is for a figure tagged {FITTED} alone", "a published figure is never fitted"
        )
    return False


def _superseded(overlay: Overlay, where: Where, by: Where) -> bool:
    """Whether an entry stands in a scenario nearer than the one that says how far it may move."""
    return overlay.source(where)[0].depth < overlay.source(by)[0].depth


def _one(overlay: Overlay, place: Where, pair: Plain, at: Where, value: Plain, free: Free, q: Q) -> tuple[Free, ...]:
    if not isinstance(pair, list) or len(pair) != ENDS:
        overlay.note(place, "needs two numbers, the least and the most that a fit may take", "write [0.4, 0.6]")
        return ()
    low, high = (number(overlay, (*place, end), each, q) for end, each in enumerate(pair))
    if low >= high:
        overlay.note(place, f"the least ({low:g}) must be less than the most ({high:g})")
        return ()
    if not isinstance(value, int | float) or _superseded(overlay, at, place):
        return ()
    if not low <= value <= high:
        overlay.note(at, f"is {value:g}; between says that it must {bounds(low, high)}")
        return ()
    return (Free(free.path, free.row, low, high),)
