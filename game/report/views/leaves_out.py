"""What this model leaves out: the page that is shown in the window, in text play and on the command line."""

from dataclasses import dataclass

from game.scenario.words import Words

PAGE = "page.leaves_out"


@dataclass(frozen=True, slots=True)
class Section:
    """One thing left out: its heading, what is missing and why it matters, and what to read."""

    id: str
    title: str
    text: str
    read: str


@dataclass(frozen=True, slots=True)
class LeavesOut:
    """The page, in the order in which the language file has it."""

    title: str
    intro: str
    sections: tuple[Section, ...]


def leaves_out(words: Words) -> LeavesOut:
    """The page in the language of these words."""
    start = f"{PAGE}.section"
    names = dict.fromkeys(key.removeprefix(f"{start}.").partition(".")[0] for key in words.below(start))
    sections = (
        Section(
            name,
            words(f"{start}.{name}.title"),
            words(f"{start}.{name}.text"),
            words(f"{PAGE}.sources", works=words(f"{start}.{name}.works")),
        )
        for name in names
    )
    return LeavesOut(words(f"{PAGE}.title"), words(f"{PAGE}.intro"), tuple(sections))
