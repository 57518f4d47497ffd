"""One window to a game."""

import subprocess
import sys
from pathlib import Path

import pytest

from game.session.journal import SaveError
from game.session.lock import Lock

HOLD = """
import sys, time
from pathlib import Path
from game.session.lock import Lock
held = Lock(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


def test_a_second_window_is_told_and_may_go_on_after_the_first_has_closed(tmp_path: Path) -> None:
    first = Lock(tmp_path)
    with pytest.raises(SaveError, match="open in another window"):
        Lock(tmp_path)
    first.release()
    Lock(tmp_path).release()


def test_a_process_that_dies_lets_go(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        with pytest.raises(SaveError, match="open in another window"):
            Lock(tmp_path)
        child.kill()
        child.wait()
    Lock(tmp_path).release()


def test_a_folder_that_cannot_be_locked_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SaveError, match="file"):
        Lock(tmp_path / "file")
