"""Code: compiled seasons kept in a folder between two starts of the program, which need not compile them again.

A file holds the object code of one form of a season after a digest of it. Its name is made of all that the code
hangs on: the calls, the compiler, the processor (`rules/translated.py`), and how these are put into code. What
is damaged, cut short or cannot be read or written is as if it were not there.
"""

import contextlib
import hashlib
import os
import tempfile
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

MOST = 64
"""Files kept; the one that was used longest ago goes first."""
DIGEST = hashlib.sha256().digest_size
TRANSLATORS = "game.rules.fused", "game.rules.translated"


class CodeFolder:
    """A folder of compiled seasons."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, name: str) -> bytes | None:
        """The code of this name; None where there is none, or it is not what was put there."""
        file = self._file(name)
        try:
            held = file.read_bytes()
        except OSError:
            return None
        digest, code = held[:DIGEST], held[DIGEST:]
        if hashlib.sha256(code).digest() != digest:
            return None
        with contextlib.suppress(OSError):
            os.utime(file)
        return code

    def put(self, name: str, code: bytes) -> None:
        """Keep code under this name, whole or not at all."""
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, made = tempfile.mkstemp(dir=self.folder, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as out:
                    out.write(hashlib.sha256(code).digest() + code)
                Path(made).replace(self._file(name))
            except OSError:
                Path(made).unlink(missing_ok=True)
            self._bound()

    def _file(self, name: str) -> Path:
        return self.folder / f"{hashlib.sha256((translator() + name).encode()).hexdigest()}.code"

    def _bound(self) -> None:
        """Take out what was used longest ago, and what an end of the program left unfinished."""
        files = sorted((each.stat().st_mtime, each) for each in self.folder.glob("*.*"))
        for _, each in files[:-MOST]:
            each.unlink(missing_ok=True)


@cache
def translator() -> str:
    """What tells one way of putting calls into code from another: the text that does it, or else the version."""
    with contextlib.suppress(OSError, ImportError, TypeError):
        found = [find_spec(name) for name in TRANSLATORS]
        return hashlib.sha256(b"".join(Path(str(each and each.origin)).read_bytes() for each in found)).hexdigest()
    with contextlib.suppress(PackageNotFoundError):
        return version("great-break")
    return ""
