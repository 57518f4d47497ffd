"""What the player set, kept in one small file; a file that is broken or cannot be written is not fatal."""

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

LOW, HIGH = 1.0, 2.0
"""The limits of both scales."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Text and interface scale (1 to 2), the window's size in pixels, and the file they are kept in."""

    file: Path | None = None
    text: float = 1.0
    interface: float = 1.0
    window: tuple[int, int] | None = None

    def scaled(self, which: str, factor: float) -> "Settings":
        """These settings with one scale changed; `which` is "text" or "interface"."""
        factor = min(max(factor, LOW), HIGH)
        return replace(self, text=factor) if which == "text" else replace(self, interface=factor)

    def save(self) -> bool:
        """Write the file; gives whether that succeeded."""
        if self.file is None:
            return False
        kept = {"text": self.text, "interface": self.interface, "window": self.window}
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
            return True
        return False


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
    window = kept.get("window")
    if isinstance(window, list) and len(window) == 2 and all(isinstance(side, int) and side > 0 for side in window):
        found = replace(found, window=(window[0], window[1]))
    return found
