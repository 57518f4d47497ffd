"""Equations: the lines of a block's docstring in which a symbol stands, as the blocks write them.

    H = H₀ A ℓ (w + w₀(1 − w))     grain harvest   [Mt]
    symbol = expression            meaning         [unit]

A line that stands further in carries on the one before. Nothing here knows what an equation says: it finds lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

INDENT: Final = 4
FEW: Final = 3
"""As many lines as are shown of a symbol that no line gives by itself."""
RELATION: Final = "=←∝≤≥"
COLUMNS: Final = re.compile(r"\s{3,}")
UNIT: Final = re.compile(r"\[([^\]]*)\]$")
SENTENCE: Final = re.compile(r"(?<=[.:])\s+(?=[^\W\d_a-z]|[a-z]\w* (?:is|are|and)\b)")


@dataclass(frozen=True, slots=True)
class Equation:
    """A line of a block: what is equal to what, its meaning and unit where the block gives them.

    `gives` says whether the line gives the symbol asked for, or only uses it.
    """

    text: str
    meaning: str
    unit: str
    gives: bool = True


def equations(doc: str, symbol: str) -> tuple[Equation, ...]:
    """The lines that give a symbol; else the first that use it; else what the words below say of it."""
    lines = list(_lines(doc))
    given = _standing(symbol, rf"(?!\w)(?:\s*,\s*[^\s,{RELATION}]+)*'?\s*[{RELATION}]")
    found = [_equation(line, gives=True) for line in lines if given.search(line)]
    if found:
        return tuple(found)
    used = _standing(symbol)
    found = [_equation(line, gives=False) for line in lines if used.search(line)]
    if found:
        return tuple(found[:FEW])
    said = (" ".join(sentence.split()) for sentence in _sentences(doc) if used.search(sentence))
    return tuple(Equation(sentence, "", "", gives=False) for sentence in said)[:1]


def _standing(symbol: str, after: str = "") -> re.Pattern[str]:
    """A symbol that stands by itself and is no part of another."""
    return re.compile(rf"(?<![^\W ΣΔ]){re.escape(symbol)}(?![\w\u0304\u0332]){after}")


def _lines(doc: str) -> Iterator[str]:
    """Every equation of a docstring, its continuations with it."""
    held = ""
    for line in doc.splitlines():
        inset = len(line) - len(line.lstrip())
        if held and inset > INDENT and not UNIT.search(held):
            held = f"{held} {line.strip()}" if not UNIT.fullmatch(line.strip()) else f"{held}   {line.strip()}"
            continue
        if held:
            yield held
        held = line.strip() if inset >= INDENT else ""
    if held:
        yield held


def _sentences(doc: str) -> Iterator[str]:
    """The sentences below the equations."""
    words = "\n".join(line for line in doc.splitlines() if not line.startswith(" " * INDENT))
    yield from SENTENCE.split(words)


def _equation(line: str, *, gives: bool) -> Equation:
    unit = UNIT.search(line)
    text = UNIT.sub("", line).rstrip()
    expression, *meaning = COLUMNS.split(text)
    return Equation(expression, " ".join(meaning), unit[1] if unit else "", gives)
