"""Where scenarios and assets stand: inside an installed package, or at the top of a checkout.

An author finds them at the top of the tree; a built wheel carries them under `game/`
(`pyproject.toml`, force-include). A scenario of the player's own lies in the documents folder.
"""

from functools import cache
from importlib.resources import files
from pathlib import Path

import platformdirs

from game.scenario.folder import refuse


def scenarios() -> Path:
    """The folder of the scenarios that come with the game."""
    return _shipped("scenarios")


def assets() -> Path:
    """The folder of fonts, map, theme and language files."""
    return _shipped("assets")


def user_scenarios() -> Path:
    """The folder where players and teachers keep scenarios of their own; it may not be there yet."""
    return platformdirs.user_documents_path() / "Great Break" / "scenarios"


@cache
def _shipped(name: str) -> Path:
    package = Path(str(files("game")))
    for folder in (package / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise refuse(str(package / name), "is missing from the installed game", "install the game again")
