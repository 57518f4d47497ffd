"""A scenario and those it extends: the folders its files come from, and every file read so far."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from game.scenario import folder, place
from game.scenario.complaint import validate
from game.scenario.overlay import Layer, Overlay
from game.scenario.problem import Problem, ScenarioError
from game.scenario.read import Document, nearest, parse, settle
from game.scenario.records import SCHEMA
from game.scenario.scalar import shorten, visible
from game.scenario.schema import OWN, FitFile, ScenarioFile

HEAD: Final = "scenario.yaml"
FIT: Final = "fit.yaml"
PARAMETERS: Final = "parameters"
REFIT: Final = "fit again with `python main.py lab fit`"
LONGEST: Final = 8
"""Steps of `extends` before it must be a mistake."""
LARGEST: Final = 10_000_000
MOST_FILES: Final = 1_000
MOST_VALUES: Final = 150_000
MOST_YEARS: Final = 100


def places(extra: Sequence[Path] = ()) -> tuple[Path, ...]:
    """The folders in which scenarios are looked for by id, in this order."""
    return (*extra, place.scenarios(), place.user_scenarios())


def find(ref: str | Path, extra: Sequence[Path] = ()) -> Path:
    """The folder of a scenario, named by its id or by a path; ScenarioError where there is none."""
    text = str(ref)
    if isinstance(ref, Path) or "/" in text or "\\" in text or text in {".", ".."}:
        path = Path(ref)
        path = path.parent if path.name == HEAD else path
        if not _has_head(path):
            raise folder.refuse(shown(path), f"holds no {HEAD}", "give the folder of a scenario, or a scenario's id")
        return path
    for parent in places(extra):
        if _is_name(text) and _has_head(parent / text):
            return parent / text
    known = ids(extra)
    hint = nearest(text, known) or (f"scenarios: {', '.join(known)}" if known else "")
    raise folder.refuse(shorten(text) or '""', "there is no scenario of this name", hint)


def ids(extra: Sequence[Path] = ()) -> tuple[str, ...]:
    """The ids of every scenario that can be found by one; a folder that cannot be listed has none."""
    found: dict[str, None] = {}
    for parent in places(extra):
        try:
            names = list(folder.files(parent, ""))
        except ScenarioError:
            continue
        found |= {name: None for name in names if _has_head(parent / name)}
    return tuple(found)


def _has_head(path: Path) -> bool:
    try:
        return (path / HEAD).is_file()
    except OSError:  # a name that no file system takes
        return False


def _is_name(text: str) -> bool:
    return bool(text) and all(letter.isalnum() or letter in "_-" for letter in text)


def shown(path: Path) -> str:
    """A path as a reader can open it: from the folder they stand in where it lies below that."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return visible(str(path))


class Lineage:
    """The folders of a scenario, its own first, and the documents read from them.

    A file that cannot be read is kept among the documents with its problem, so that everything
    wrong with a scenario can be told at once; `broken` names those files.
    """

    def __init__(self, own: Path, extra: Sequence[Path] = (), *, fitted: bool = True) -> None:
        self.documents: list[Document] = []
        self.broken: set[str] = set()
        self.folders: list[Path] = []
        self.hash = hashlib.sha256()
        self.missing: list[str] = []
        self.orphan = False
        self.size = 0
        self.count = 0
        self.fitted = fitted
        self._fits: dict[int, Document | None] = {}
        self._overlays: dict[str, Overlay | None] = {}
        self._own = own
        self._extra = (*extra, own.parent)
        self.head = self._heads()

    def _heads(self) -> Overlay:
        """The scenario's first file over those of its ancestors; the folders are known after it."""
        heads: list[Document] = []
        following: Path | None = self._own
        while following is not None:
            self.folders.append(following)
            head = self.document(HEAD, len(self.folders) - 1)
            if head is None:
                break
            heads.append(head)
            following = self._extended(head)
        if HEAD in self.broken:
            settle(self.documents)
        for head in heads[1:]:
            for name in OWN & head.values.keys():
                del head.values[name], head.marks[id(head.values)][name]
        overlay = Overlay([(head, ()) for head in heads])
        number = overlay.get("schema")
        if isinstance(number, int) and number > SCHEMA:
            hint = f"this game reads schema {SCHEMA}; install a newer one"
            overlay.note(("schema",), f"is {number}: the scenario was written for a newer game", hint)
            settle(self.documents)
        return overlay

    def _extended(self, head: Document) -> Path | None:
        """The folder that a scenario builds on, if any; noted where there is none of that name."""
        name = head.values.get("extends")
        if not isinstance(name, str):
            return None
        self.orphan = True
        if len(self.folders) >= LONGEST or any(name == each.name for each in self.folders):
            head.note(("extends",), f"is {name}, which extends this scenario in turn", "a scenario builds on another")
            return None
        try:
            found = find(name, self._extra) if _is_name(name) else None
        except ScenarioError as error:
            head.note(("extends",), f"there is no scenario called {name}", error.problems[0].hint)
            return None
        self.orphan = False
        return found

    def text(self, name: str, depth: int) -> tuple[Document, str] | None:
        """A file of one of the folders; None where it is not there, or once its problem is kept."""
        path = self.folders[depth] / name
        if not path.is_symlink() and not path.exists():
            return None
        document = Document(shown(path))
        document.depth = depth
        self.documents.append(document)
        try:
            text = folder.read_text(path, document.shown, self.folders[depth])
        except ScenarioError as error:
            document.problems.extend(error.problems)
            self.broken.add(name)
            return None
        document.lines = text.splitlines()
        self.size += len(text)
        if self.size > LARGEST or len(self.documents) > MOST_FILES:
            document.problems.append(
                Problem(document.shown, 0, 0, "", "the scenario's files are too large or too many")
            )
            settle(self.documents)
        content = text.replace("\r\n", "\n").encode()
        self.hash.update(f"{depth}:{name}:{len(content)}\n".encode())
        self.hash.update(content)
        return document, text

    def document(self, name: str, depth: int) -> Document | None:
        """A YAML file of one of the folders; None as `text`."""
        found = self.text(name, depth)
        if found is None:
            return None
        empty, text = found
        try:
            document = parse(text, empty.shown)
        except ScenarioError as error:
            empty.problems.extend(error.problems)
            self.broken.add(name)
            return None
        document.depth = depth
        self.count += document.count
        if self.count > MOST_VALUES:
            document.add(1, 1, "", f"the scenario holds more than {MOST_VALUES} values")
            settle(self.documents)
        self.documents[self.documents.index(empty)] = document
        return document

    def overlay(self, name: str, *, needed: bool = True) -> Overlay | None:
        """A file laid over its ancestors'; None where no folder has it, which is noted where it is needed."""
        if name not in self._overlays:
            self._overlays[name] = self._overlay(name, needed=needed)
        return self._overlays[name]

    def _overlay(self, name: str, *, needed: bool) -> Overlay | None:
        found = self.layers(name)
        if found and name not in self.broken:
            return Overlay(
                [layer for document in found for layer in (*self._fit(document.depth, name), (document, ()))]
            )
        if needed and name not in self.broken:
            self.missing.append(name)
        return None

    def layers(self, name: str) -> list[Document]:
        """A YAML file as each of the folders has it, the scenario's own first."""
        return [document for depth in range(len(self.folders)) if (document := self.document(name, depth))]

    def _fit(self, depth: int, name: str) -> list[Layer]:
        """What a folder's generated fit.yaml lays over a hand-written file of the same folder."""
        if not self.fitted:
            return []
        if depth not in self._fits:
            self._fits[depth] = self._fit_file(depth)
        fit = self._fits[depth]
        place: tuple[str, ...] = tuple(name.removesuffix(".yaml").split("/"))
        value: Any = fit.values if fit else None
        for step in place:
            value = value.get(step) if isinstance(value, dict) else None
        return [(fit, place)] if fit and isinstance(value, dict) else []

    def _fit_file(self, depth: int) -> Document | None:
        document = self.document(FIT, depth)
        if document is None:
            return None
        document.generated = True
        before = len(document.problems)
        file = validate(Overlay([(document, ())]), FitFile)
        if len(document.problems) > before or file is None:
            return None
        for block in file.parameters:
            if not (self.folders[depth] / PARAMETERS / f"{block}.yaml").is_file():
                document.note((PARAMETERS, block), "no file of parameters is called this", REFIT)
        return document

    def nearest_text(self, name: str) -> tuple[Document, str] | None:
        """A file that is taken whole: the scenario's own, or else that of the nearest ancestor that has it."""
        for depth in range(len(self.folders)):
            found = self.text(name, depth)
            if found or name in self.broken:
                return found
        return None

    def names(self, below: str) -> Iterable[str]:
        """The paths of the YAML files that any of the folders has in a folder below it, in order of name."""
        found = {f"{below}/{name}" for each in self.folders for name in folder.files(each / below, ".yaml")}
        return sorted(found)

    def note(self, path: str, text: str, hint: str = "") -> None:
        """Keep a problem with a file as a whole."""
        self.keep(path, [Problem(path, 0, 0, "", text, hint)])

    def keep(self, path: str, problems: Iterable[Problem]) -> None:
        """Keep the problems of a file that could not be read."""
        document = Document(path)
        document.problems.extend(problems)
        self.documents.append(document)

    def file(self) -> ScenarioFile | None:
        """What scenario.yaml says; None once a problem is noted.

        Where what it extends was not found, nothing else is said: all that it lacks may be there.
        """
        if self.orphan:
            return None
        file = validate(self.head, ScenarioFile)
        name = self._own.resolve().name
        if file and file.id != name:
            self.head.note(("id",), f"is {shorten(file.id)}, but the folder is called {name}", "give both one name")
        return file

    def complete(self) -> bool:
        """Whether every file that a game needs is there; noted in one where some are not."""
        if self.missing and not self.orphan:
            there = f"{', '.join(self.missing[:4])}" + (f" and {len(self.missing) - 4} more" * (len(self.missing) > 4))
            self.head.note((), f"has no {there} beside it", "write extends: base to build on base's")
        return not self.missing

    def years(self) -> range:
        """The years played; none where scenario.yaml does not say, once that is noted."""
        first, last = self.head.get("first_year"), self.head.get("last_year")
        if not isinstance(first, int) or not isinstance(last, int):
            return range(0)
        if not first <= last < first + MOST_YEARS:
            self.head.note(("last_year",), f"is {last}; it must lie between {first} and {first + MOST_YEARS - 1}")
            return range(0)
        return range(first, last + 1)
