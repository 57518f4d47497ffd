"""How a word in a file becomes a value, by rules that hold no surprise.

YAML 1.1, which many editors and libraries follow, reads `no` as false, 010 as eight, 1:30 as ninety
and 1_000 as a thousand. An author who writes these seldom means that, so each is refused with what
to write instead; everything else is read as YAML 1.2 reads it.
"""

import math
import re
from typing import Final

Plain = None | bool | int | float | str | list["Plain"] | dict[str | int, "Plain"]
"""What a file can hold, nested to any (bounded) depth."""

MOST_DIGITS: Final = 15
"""Digits that a 64-bit number keeps exactly."""

WORDS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
DOUBTFUL: Final = frozenset({"yes", "no", "on", "off"})
INTEGER: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]*)", re.ASCII)
DECIMAL: Final = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", re.ASCII)
NOT_FINITE: Final = re.compile(r"[-+]?\.inf|\.nan", re.ASCII | re.IGNORECASE)
NOUGHT_FIRST: Final = re.compile(r"[-+]?0[0-9]+(?:\.[0-9]*)?", re.ASCII)
OTHER_BASE: Final = re.compile(r"[-+]?0[xXoObB][0-9a-fA-F]+", re.ASCII)
UNDERSCORED: Final = re.compile(r"[-+]?[0-9][0-9_]*_[0-9_]*(?:\.[0-9_]*)?", re.ASCII)
SEXAGESIMAL: Final = re.compile(r"[-+]?[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9]*)?", re.ASCII)
NUMBERLIKE: Final = re.compile(r"[-+.]?[0-9]|[-+]?\.[iInN]", re.ASCII)

UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
"""Characters that a reader cannot see and that can hide or reorder what is written."""


class Surprise(ValueError):  # noqa: N818 - the name says what the author met
    """A word that other programs would read as something else; `hint` says what to write."""

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.hint = hint


def plain(word: str) -> bool | int | float | str | None:
    """The value of an unquoted word; Surprise where it would be read in more than one way."""
    if word in WORDS:
        return WORDS[word]
    if word.lower() in DOUBTFUL:
        raise Surprise(f"{word} is read as true or false by some programs", f'write true or false, or "{word}"')
    if NUMBERLIKE.match(word):
        return number(word)
    return word


def number(word: str) -> int | float | str:
    """The value of an unquoted word that begins like a number."""
    if INTEGER.fullmatch(word):
        if len(word.lstrip("+-")) > MOST_DIGITS:
            raise Surprise("has more digits than a number keeps", f"{MOST_DIGITS} digits at most")
        return int(word)
    if DECIMAL.fullmatch(word):
        value = float(word)
        if math.isinf(value):
            raise Surprise(f"{shorten(word)} is too large for a number")
        return value
    if NOT_FINITE.fullmatch(word):
        raise Surprise(f"{word} is not an ordinary number")
    if NOUGHT_FIRST.fullmatch(word):
        raise Surprise(
            f"{shorten(word)} begins with a nought, which some programs read to base eight",
            f'write {word.lstrip("+-").lstrip("0") or 0}, or "{word}" in quotes' if len(word) <= MOST_DIGITS else "",
        )
    if OTHER_BASE.fullmatch(word):
        raise Surprise(f"{shorten(word)} is not written to base ten")
    if UNDERSCORED.fullmatch(word):
        raise Surprise(f"{shorten(word)} has an underscore in it", "write the digits alone")
    if SEXAGESIMAL.fullmatch(word):
        raise Surprise(
            f"{shorten(word)} is read to base sixty by some programs", f'put it in quotes: "{shorten(word)}"'
        )
    return word


def meant(word: object) -> str:
    """A hint where a text looks like a number, empty where it does not."""
    if not isinstance(word, str) or not word[:1].isascii() or not NUMBERLIKE.match(word):
        return ""
    pointed = word.replace(",", ".", 1)
    return f"write {pointed}, with a point and without quotes" if DECIMAL.fullmatch(pointed) else ""


def shorten(value: object, most: int = 60) -> str:
    """A value as it may stand in a message: in one line, not too long, unseen characters spelled out."""
    text = visible(str(value)).replace("\n", " ").replace("\r", " ").replace("\t", " ")
    return text if len(text) <= most else f"{text[: most - 1]}…"


def visible(text: str) -> str:
    """The text with every unsafe character spelled as its code."""
    return UNSAFE.sub(lambda found: f"<U+{ord(found.group()):04X}>", text)
