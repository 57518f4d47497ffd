"""Sentences by key, so that nothing to the right of the loader needs to know a language file."""

import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

FORM: Final = re.compile(r"[+-]?,?(\.\d)?[fdg%]?")
"""How a number may be written inside a sentence: a sign, thousands, up to nine digits, fixed or percent."""


def slots(sentence: str) -> dict[str, str]:
    """Name and format of every slot (`{price:.1f}`) in a sentence.

    ValueError, in words for an author, where a brace is not closed, a slot is not a plain name (one
    that reaches into a value could read more than it should) or its format could ask for a page of
    digits.
    """
    found: dict[str, str] = {}
    try:
        parts = list(string.Formatter().parse(sentence))
    except ValueError:
        raise ValueError("has a brace that is not closed; double it ({{ or }}) to print it") from None
    for _, name, form, conversion in parts:
        if name is None:
            continue
        if not name.isidentifier() or conversion:
            raise ValueError(f"has a slot {{{name}}} that is not a plain name")
        if not FORM.fullmatch(form or ""):
            raise ValueError(f"has a slot {{{name}}} written as {form}; .0f, .1f, ,.0f and the like are known")
        found[name] = form or ""
    return found


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one language by dotted key; calling it fills the slots of one."""

    sentences: Mapping[str, str]

    def __call__(self, key: str, /, **numbers: object) -> str:
        """The sentence with its slots filled; KeyError names a missing sentence or a missing slot."""
        sentence = self.sentences[key]
        return sentence.format_map(numbers) if "{" in sentence or "}" in sentence else sentence

    def __contains__(self, key: object) -> bool:
        return key in self.sentences

    def below(self, start: str) -> Iterator[str]:
        """Every key that begins with a dotted start."""
        return (key for key in self.sentences if key.startswith(f"{start}."))
