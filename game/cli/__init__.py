"""The command line, and the place where the program is put together.

`app` lists the commands and ends each of them with a status; `failures` turns what went wrong into
one message; a file for each command does the work. A command imports what it needs when it runs, so
that `--help` does not wait for numpy and a run without a window does not load one.

Settled here: wrong input ends with status 2 and one message that says what, where and what to do;
our own faults end with status 1 and a report in a file; nobody is shown a traceback.
"""

from game.cli.app import main

__all__ = ["main"]
