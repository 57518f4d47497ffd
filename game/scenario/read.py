"""YAML to plain values with the line of each; hostile input refused before it can do harm.

The file is taken as a stream of events, so that a tag, an anchor or a nesting too deep stops the
reading where it stands; nothing is composed, resolved or constructed by the library.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

import yaml

from game.scenario.folder import read_text
from game.scenario.problem import Problem, ScenarioError
from game.scenario.scalar import UNSAFE, Plain, Surprise, plain, shorten, visible

Where = tuple[str | int, ...]
Mark = tuple[int, int]
Near = tuple[object, Iterable[object]]
Container = list[Plain] | dict[str | int, Plain]

DEEPEST: Final = 20
MOST_VALUES: Final = 50_000
LONGEST_NAME: Final = 200
MOST_PROBLEMS: Final = 50
LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

IN_WORDS: Final = {
    "mapping values are not allowed": (
        "a colon is not expected here",
        "a text with a colon in it needs quotes; an entry begins right under the one above it",
    ),
    "could not find expected ':'": ("needs a colon after the name", "an entry is written name: value"),
    "did not find expected key": ("is not lined up with the entries above it, or a quote ends too early", ""),
    "did not find expected '-' indicator": ("is not lined up with the list above it", ""),
    "found character that cannot start any token": (
        "begins with a character that may not stand here",
        "a text that begins with % @ or ` needs quotes",
    ),
    "found unexpected end of stream": ("a quote is opened and never closed", ""),
    "did not find expected ',' or": ("a bracket is opened and never closed, or a comma is missing", ""),
    "did not find expected node content": (
        "ends, or a sign stands, where a value is expected",
        "is a bracket left open?",
    ),
    "found undefined tag handle": ("has a YAML tag (!); tags are not used here", "quote a text that begins with !"),
    "found unknown escape character": (
        "has a backslash that means nothing here",
        "use single quotes, or write two backslashes",
    ),
    "found undefined alias": ("has a YAML alias (*); aliases are not used here", "quote a text that begins with *"),
}


class Document:
    """A file's plain values, the line of each, and the problems noted so far."""

    def __init__(self, shown: str, text: str = "", values: dict[str | int, Plain] | None = None) -> None:
        self.shown = shown
        self.values: dict[str | int, Plain] = values if values is not None else {}
        self.problems: list[Problem] = []
        self.lines: Sequence[str] = text.splitlines()
        self.marks: dict[int, dict[str | int, Mark]] = {}
        self.refused: set[tuple[int, str | int]] = set()
        self.count = 0  # values read
        self.generated = False  # whether a command wrote it
        self.depth = 0  # how many steps of `extends` away from the scenario itself
        self.dropped: list[Plain] = []  # repeated entries, kept alive since marks go by identity

    def mark(self, where: Where) -> Mark:
        """Line and column of an entry, or of the nearest one above it that is there."""
        at: Mark = (1, 1)
        value: Any = self.values
        for step in where:
            found = self.marks.get(id(value), {}).get(step)
            if found is None:
                break
            at, value = found, value[step]
        return at

    def name(self, where: Where) -> str:
        """The entry's dotted name; an item of a list goes by its id, or by its number from 1."""
        parts: list[str] = []
        value: Any = self.values
        for step in where:
            if isinstance(value, list) and isinstance(step, int):
                value = value[step] if step < len(value) else None
                called = value.get("id") if isinstance(value, dict) else None
                parts.append(shorten(called) if isinstance(called, str) else str(step + 1))
            else:
                value = value.get(step) if isinstance(value, dict) else None
                parts.append(shorten(step))
        return ".".join(parts)

    def note(self, where: Where, text: str, hint: str = "", near: Near | None = None) -> None:
        """Keep a problem with the entry at `where`; the fiftieth is the last.

        `near` gives a word and those it may have been meant for; the nearest is the better hint.
        """
        if not self.full:
            line, column = self.mark(where)
            self.add(line, column, self.name(where), text, (nearest(*near) if near else "") or hint)

    def add(self, line: int, column: int, name: str, text: str, hint: str = "") -> None:
        """Keep a problem at a line and column."""
        if not self.full:
            quoted = shorten(self.lines[line - 1].strip(), 120) if 0 < line <= len(self.lines) else ""
            self.problems.append(Problem(self.shown, line, column, name, text, hint, quoted))

    def noted(self, where: Where) -> bool:
        """Whether what stands at this very entry was refused when it was read."""
        value: Any = self.values
        for step in where[:-1]:
            value = value[step] if step in self.marks.get(id(value), {}) else None
        return bool(where) and (id(value), where[-1]) in self.refused

    @property
    def full(self) -> bool:
        """Whether further problems would no longer be kept."""
        return len(self.problems) >= MOST_PROBLEMS

    def settle(self) -> None:
        """Raise everything noted, in reading order; nothing where nothing was."""
        settle([self])


def settle(documents: Iterable[Document]) -> None:
    """Raise what was noted on any of the documents, file by file and line by line."""
    problems = [
        problem
        for document in documents
        for problem in sorted(document.problems, key=lambda found: (found.line, found.column))
    ]
    if problems:
        raise ScenarioError(problems)


def read(path: Path, shown: str = "", root: Path | None = None) -> Document:
    """The document at a path, which may not lie outside `root`.

    ScenarioError with one problem where nothing can be read; faults that leave the rest readable
    (a name given twice, a number to base sixty) are noted on the document.
    """
    return parse(read_text(path, shown or str(path), root), shown or str(path))


def parse(text: str, shown: str) -> Document:
    """The document that a text holds; see `read`."""
    document = Document(shown, text)
    hidden(document, text)
    try:
        _Builder(document).build(text)
    except yaml.YAMLError as error:
        _syntax(document, error)
    return document


def nearest(word: object, words: Iterable[object]) -> str:
    """A suggestion where a name was probably misspelt, empty where none comes near."""
    known = [str(each) for each in words]
    if not isinstance(word, str) or len(word) > LONGEST_NAME:
        return ""
    close = difflib.get_close_matches(word.lower().replace(" ", "_"), known, n=1, cutoff=0.6)
    return f"did you mean {close[0]}?" if close else ""


def hidden(document: Document, text: str) -> None:
    """Refuse a text that holds characters a reader cannot see."""
    found = UNSAFE.search(text)
    if found:
        before = text[: found.start()]
        line = len(f"{before}|".splitlines())
        column = found.start() - max(before.rfind("\n"), before.rfind("\r"))
        document.add(line, column, "", f"has a character that cannot be seen, {visible(found.group())}", "delete it")
        document.settle()


def _syntax(document: Document, error: yaml.YAMLError) -> NoReturn:
    """Raise a syntax error with its place, in words where we have them."""
    said = getattr(error, "problem", None) or "cannot be read as YAML"
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    text, hint = next((words for start, words in IN_WORDS.items() if start in said), (said, ""))
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if said.startswith("could not find expected ':'") and context:
        line, column = context.line + 1, context.column + 1
    elif context and context.line + 1 != line and ("closed" in text or line > len(document.lines)):
        hint = hint or f"the file could be read as far as line {min(line, len(document.lines))}"
        line, column = context.line + 1, context.column + 1
    line = min(line, max(1, len(document.lines)))
    if document.lines and document.lines[line - 1].lstrip(" ").startswith("\t"):
        text, hint = "begins with a tab", "indent with spaces"
    document.add(line, column, "", text, hint)
    document.settle()
    raise AssertionError  # settle raises, since a problem was noted


class _Builder:
    """Plain values from a stream of events, with a mark for every entry."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.open: list[Container] = []
        self.names: list[str | int | None] = []
        self.under: list[str | int | None] = []
        self.repeated: list[tuple[Container, str | int]] = []
        self.documents = 0

    def build(self, text: str) -> None:
        """Fill the document; problems that make the rest unreadable are raised at once."""
        for event in yaml.parse(text, Loader=LOADER):
            if isinstance(event, yaml.events.NodeEvent):
                self.safe(event)
            if isinstance(event, yaml.ScalarEvent):
                self.scalar(event)
            elif isinstance(event, yaml.MappingStartEvent):
                self.start({}, event)
            elif isinstance(event, yaml.SequenceStartEvent):
                self.start([], event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.open.pop()
                self.names.pop()
                self.under.pop()
            elif isinstance(event, yaml.DocumentStartEvent):
                self.documents += 1
                if self.documents > 1:
                    self.stop(event, "a second document begins here (---)", "a file holds one document")
        if not self.documents:
            self.document.add(1, 1, "", "the file is empty")
        for container, name in self.repeated:
            self.document.dropped.append(container.pop(name))  # type: ignore[arg-type]

    def stop(self, event: Any, text: str, hint: str = "") -> NoReturn:
        """Refuse the rest of the file."""
        self.complain(event, text, hint)
        self.document.settle()
        raise AssertionError  # settle raises, since a problem was noted

    def complain(self, event: Any, text: str, hint: str, name: str | int | None = None) -> None:
        """Note a fault at the place of an event."""
        line, column = _place(event)
        here = name if name is not None else self.names[-1] if self.names else None
        if self.open and isinstance(self.open[-1], list):
            here = len(self.open[-1]) + 1
        parts = [shorten(each) for each in (*self.under, here) if each is not None]
        self.document.add(line, column, ".".join(parts), text, hint)
        if self.document.full:
            self.document.settle()

    def safe(self, event: Any) -> None:
        """Refuse what a plain file has no use for and a hostile one lives by."""
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            self.stop(event, "has a YAML anchor or alias (& or *); they are not used here", "write the value out")
        if event.tag is not None:
            self.stop(event, f"has a YAML tag ({_tag(event)}); tags are not used here", "delete it")
        self.document.count += 1
        if self.document.count > MOST_VALUES:
            self.stop(event, f"the file holds more than {MOST_VALUES} values", "split it")

    def start(self, container: Container, event: Any) -> None:
        """Open a mapping or a list."""
        if len(self.open) >= DEEPEST:
            self.stop(event, f"is nested more than {DEEPEST} levels deep")
        within = self.open[-1] if self.open else None
        self.under.append(len(within) + 1 if isinstance(within, list) else self.names[-1] if self.names else None)
        if within is not None:
            self.put(container, event)
        elif isinstance(container, dict):
            self.document.values = container
        else:
            self.stop(event, "is a list; the file needs entries written name: value")
        self.document.marks[id(container)] = {}
        self.open.append(container)
        self.names.append(None)

    def scalar(self, event: Any) -> None:
        """Take a name or a value."""
        if not self.open:
            if event.value:
                self.stop(event, "is a single text; the file needs entries written name: value")
            self.document.add(1, 1, "", "the file is empty")
        elif isinstance(self.open[-1], dict) and self.names[-1] is None:
            self.name(event)
        else:
            value, surprise = _value(event)
            if surprise:
                self.complain(event, str(surprise), surprise.hint)
                at = self.names[-1] if self.names[-1] is not None else len(self.open[-1])
                self.document.refused.add((id(self.open[-1]), at))
            self.put(value, event)

    def name(self, event: Any) -> None:
        """Take the name of the entry that follows."""
        name, surprise = _value(event)
        if surprise:
            self.complain(event, str(surprise), surprise.hint, event.value)
        if name == "<<" and event.implicit[0]:
            self.stop(event, "has a YAML merge key (<<); it is not used here", "write the values out")
        if isinstance(name, bool) or not isinstance(name, str | int):
            given = shorten(event.value) or "an empty text"
            self.complain(event, f"{given} cannot be a name", "a name is a word; put it in quotes if it is meant")
            name = str(event.value)
        if isinstance(name, str) and len(name) > LONGEST_NAME:
            self.stop(event, f"has a name of {len(name)} characters", f"{LONGEST_NAME} at most")
        marks = self.document.marks[id(self.open[-1])]
        if name in marks:
            self.complain(event, f"stands twice; the first is on line {marks[name][0]}", "delete one of them", name)
            name = f"{name} (again, {self.document.count})"
            self.repeated.append((self.open[-1], name))
        marks[name] = _place(event)
        self.names[-1] = name

    def put(self, value: Plain, event: Any) -> None:
        """Put a value under its name, or at the end of its list."""
        container, name = self.open[-1], self.names[-1]
        if isinstance(container, list):
            self.document.marks[id(container)][len(container)] = _place(event)
            container.append(value)
        elif name is None:
            self.stop(event, "a list or a mapping cannot be a name", "a name is a word")
        else:
            container[name] = value
            self.names[-1] = None


def _tag(event: Any) -> str:
    """A tag as its author wrote it."""
    return shorten(event.tag.replace("tag:yaml.org,2002:", "!!"))


def _place(event: Any) -> Mark:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _value(event: Any) -> tuple[Plain, Surprise | None]:
    """The value of a scalar; its text, and why, where that is refused."""
    if event.implicit[0]:
        try:
            return plain(event.value), None
        except Surprise as surprise:
            return event.value, surprise
    if UNSAFE.search(event.value):
        return event.value, Surprise("has a character that cannot be seen, written as an escape", "delete it")
    return event.value, None
