"""One file a screen: a pure function from a view (and what was picked in the window) to a page.

The screens before and around a game (title, scenarios, note, briefing, menu, settings, help) have
their small views here, beside them: they show lists and settings, not the model's figures.
"""

from typing import Protocol


class Words(Protocol):
    """Sentences of the player's language by dotted key, with numbers filled in."""

    def __call__(self, key: str, /, **numbers: object) -> str:
        """The sentence; KeyError names a missing one."""
        ...
