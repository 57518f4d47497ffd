"""A conversation in a terminal or over a pipe: sentences out, lines in."""

import sys
from contextlib import suppress
from pathlib import Path

from game.cli import output
from game.cli.telling import Teller


class Talk:
    """Sentences out, lines in. At the end of the input `ask` raises EOFError."""

    def __init__(self) -> None:
        self.teller = Teller(print)
        self.kept: Path | None = None
        """Where the game lies, once there is one."""
        self._waiting: list[str] = []
        with suppress(ImportError):  # not on every system; where it is, a line can be edited and called back
            import readline  # noqa: F401

    def say(self, words: str) -> None:
        """A paragraph, wrapped to the terminal."""
        self.teller.say(words)

    def ask(self, prompt: str) -> str:
        """What is typed next; the prompt is shown only where somebody sees it."""
        if self._waiting:
            return self._waiting.pop()
        sys.stdout.flush()
        if output.on_terminal():
            return input(prompt).strip()
        line = sys.stdin.readline() if sys.stdin is not None else ""
        if not line:
            raise EOFError
        return line.strip()

    def give_back(self, line: str) -> None:
        """Let a line be asked for again."""
        self._waiting.append(line)
