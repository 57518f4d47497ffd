"""One line of JSON for each frame that changed: what drives a real window reads it to see where it is."""

import json
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from pygame_gui.elements import UIHorizontalSlider

from game.ui.layout import audit
from game.ui.replay import PICK
from game.ui.stage import Live, Stage

if TYPE_CHECKING:
    from game.ui.app import App


PARTS = ("view", "layout", "paint", "flip")
"""What a frame's time goes to, in milliseconds."""


class Trace:
    """A file to which the window tells what it shows."""

    def __init__(self, file: Path) -> None:
        self.file = file.open("a", encoding="utf-8")
        self.number = 0
        self.audited: set[object] = set()

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()

    def write(self, app: "App", laps: Sequence[float]) -> None:
        """Append the state of the window; `laps` are the times at which each part of the frame began, and its end."""
        stage = app.stage
        spent = [round((end - start) * 1000, 3) for start, end in pairwise(laps)]
        self.number += 1
        controls = {name: told(stage, live) for name, live in stage.live.items()}
        line = {
            "frame": self.number,
            "at": round(time.time(), 4),
            "screen": stage.page.id if stage.page else "",
            "title": app.title,
            "focus": stage.focus.name,
            "size": list(stage.arranged.size),
            "panes": {v.pane.name: [v.scroll, v.pane.content, v.pane.view.height] for v in stage.views},
            "views": {v.pane.name: list(v.pane.view) for v in stage.views},
            "faults": self.faults(app),
            "ms": dict(zip(PARTS, spent, strict=True)),
            "controls": controls,
        }
        self.file.write(json.dumps(line) + "\n")
        self.file.flush()

    def faults(self, app: "App") -> list[str]:
        """What the audit of the page finds, once for each page, size, scale and choice of what it shows."""
        stage = app.stage
        if stage.page is None:
            return []
        panes = tuple(view.pane.name for view in stage.views)
        picks = {**app.picks, PICK: app.picks.get(PICK, "") != ""}  # the pictures of a move differ in the fan alone
        seen = stage.page.id, stage.page.title, stage.arranged.size, stage.style, panes, tuple(picks.items())
        if seen in self.audited:
            return []
        self.audited.add(seen)
        return audit(stage.arranged)


def told(stage: Stage, live: Live) -> dict[str, object]:
    """A control: where it is seen, whether wholly, the middle of where it stands, and what it is set to."""
    view, control = stage.views[live.pane], live.control
    stands = control.rect.move(0, -view.scroll)
    seen = stands.clip(view.pane.view)
    thumb = live.element.sliding_button if isinstance(live.element, UIHorizontalSlider) else None
    return {
        "rect": list(seen),
        "whole": seen.height == stands.height,
        "at": stands.centery,
        "pane": view.pane.name,
        "kind": control.kind,
        "enabled": control.enabled,
        "chosen": control.chosen,
        "value": control.value if control.kind == "slider" else control.chosen_text,
        "thumb": thumb.rect.centerx if thumb else stands.centerx,
        "say": control.say,
    }
