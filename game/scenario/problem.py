"""What is wrong with a file, said so that whoever wrote it can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it stands, what is wrong in the author's words, and what would be right.

    `path` is the file as shown to a reader, `line` and `column` count from 1 (0: the file as a
    whole), `where` is the dotted name of the entry, `quoted` the offending line itself.
    """

    path: str
    line: int
    column: int
    where: str
    text: str
    hint: str = ""
    quoted: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        said = f"{place}: {self.where}: {self.text}" if self.where else f"{place}: {self.text}"
        shown = [f"    {self.line} | {self.quoted}"] if self.quoted else []
        hints = [f"    {self.hint}"] if self.hint else []
        return "\n".join([said, *shown, *hints])


class ScenarioError(Exception):
    """A scenario that cannot be played as it stands; its author can mend every problem listed."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
