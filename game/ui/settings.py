"""What the player set, kept in one small file; a file that is broken or cannot be written is not fatal."""

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from game.ui.theme import SCALES, WIDE, Style

LOW, HIGH = 1.0, 2.0
"""The limits of both scales."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Text and interface scale (1 to 2), the window's size in pixels, and the file they are kept in.

    With `still` nothing moves by itself.
    Without an interface scale the window's size decides: what suits a laptop is too small on a wall.
    """

    file: Path | None = None
    text: float = 1.0
    interface: float | None = None
    window: tuple[int, int] | None = None
    still: bool = False

    def style(self, window: tuple[int, int]) -> Style:
        """The scales for a window."""
        return Style(text=self.text, interface=self.interface or fitting(window))

    def scaled(self, which: str, factor: float | None) -> "Settings":
        """These settings with one scale changed; `which` is "text" or "interface", nothing sets it free."""
        if factor is None:
            return replace(self, text=1.0) if which == "text" else replace(self, interface=None)
        factor = min(max(factor, LOW), HIGH)
        return replace(self, text=factor) if which == "text" else replace(self, interface=factor)

    def save(self) -> bool:
        """Write the file; gives whether that succeeded."""
        if self.file is None:
            return False
        kept = {"text": self.text, "interface": self.interface, "still": self.still, "window": self.window}
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
            return True
        return False


def fitting(window: tuple[int, int]) -> float:
    """The interface scale for a window: half way between the pictures' sizes and the pictures stretched to it."""
    stretch = min(window[0] / WIDE[0], window[1] / WIDE[1]) / 1.2
    return max((scale for scale in SCALES if scale <= stretch), default=LOW)


def load(file: Path | None) -> Settings:
    """The settings in a file; what is missing or makes no sense there is as it was at first."""
    first = Settings(file)
    if file is None:
        return first
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return first
    if not isinstance(kept, dict):
        return first
    found = first
    for which in ("text", "interface"):
        if isinstance(kept.get(which), int | float) and LOW <= kept[which] <= HIGH:
            found = found.scaled(which, float(kept[which]))
    found = replace(found, still=kept.get("still") is True)
    window = kept.get("window")
    if isinstance(window, list) and len(window) == 2 and all(isinstance(side, int) and side > 0 for side in window):
        found = replace(found, window=(window[0], window[1]))
    return found
