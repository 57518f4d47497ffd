"""One line of JSON for each frame that changed: what drives a real window reads it to see where it is."""

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.ui.app import App


class Trace:
    """A file to which the window tells what it shows."""

    def __init__(self, file: Path) -> None:
        self.file = file.open("a", encoding="utf-8")
        self.number = 0

    def write(self, app: "App", drawing: float, flip: float) -> None:
        """Append the state of the window: screen, focus, size, controls by name, times in milliseconds."""
        stage = app.stage
        self.number += 1
        controls = {}
        for name, live in stage.live.items():
            view = stage.views[live.pane]
            seen = live.control.rect.move(0, -view.scroll).clip(view.pane.view)
            controls[name] = {
                "rect": [seen.x, seen.y, seen.width, seen.height],
                "whole": seen.height == live.control.rect.height,
                "kind": live.control.kind,
                "enabled": live.control.enabled,
                "value": live.control.value if live.control.kind == "slider" else live.control.chosen_text,
            }
        line = {
            "frame": self.number,
            "at": round(time.time(), 4),
            "screen": stage.page.id if stage.page else "",
            "title": app.title,
            "focus": stage.focus.name,
            "size": list(stage.arranged.size),
            "panes": {v.pane.name: [v.scroll, v.pane.content, v.pane.view.height] for v in stage.views},
            "draw_ms": round(drawing * 1000, 3),
            "flip_ms": round(flip * 1000, 3),
            "controls": controls,
        }
        self.file.write(json.dumps(line) + "\n")
        self.file.flush()
