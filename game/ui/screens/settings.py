"""The settings: how large letters and everything else are drawn."""

from collections.abc import Mapping
from dataclasses import dataclass

from game.ui.bars import FootBar, TopBar
from game.ui.blocks import Heading, Text
from game.ui.intents import Back, SetScale, SetStill
from game.ui.layout import Column, Page
from game.ui.screens import Words
from game.ui.theme import SCALES
from game.ui.widgets import Button, Buttons


@dataclass(frozen=True, slots=True)
class SettingsView:
    """Both scales as set (1 to 2), the interface's perhaps left to the window; `kept`: whether they are on disk."""

    words: Words
    text: float
    interface: float | None
    kept: bool = True
    still: bool = False


def compose(view: SettingsView, picks: Mapping[str, str]) -> Page:
    """The page of the settings."""
    del picks
    words = view.words
    column = Column(
        "settings",
        words("window.settings.title"),
        (
            Heading(words("window.settings.text"), role="heading"),
            Text(words("window.settings.text_help"), "note"),
            steps("text", view.text),
            Heading(words("window.settings.interface"), role="heading", before=24),
            Text(words("window.settings.interface_help"), "note"),
            steps("interface", view.interface, words("window.settings.by_window")),
            Heading(words("window.settings.motion"), role="heading", before=24),
            Text(words("window.settings.motion_help"), "note"),
            Buttons(
                (
                    Button("motion:moves", words("window.settings.moves"), SetStill(on=False), chosen=not view.still),
                    Button("motion:still", words("window.settings.still"), SetStill(on=True), chosen=view.still),
                )
            ),
            Text(words("window.settings.kept" if view.kept else "window.settings.not_kept"), "note", before=24),
        ),
        most=640,
        pad=32,
    )
    return Page(
        "settings",
        words("window.caption", page=words("window.settings.title")),
        (column,),
        top=TopBar(words("window.settings.title"), menu=None),
        foot=FootBar(left=(Button("back", words("window.back"), Back(), key="escape"),)),
        back=Back(),
        focus=f"text:{round(view.text * 100)}",
    )


def steps(which: str, now: float | None, free: str = "") -> Buttons:
    """A button for each size there is, and one that leaves it to the window; the one in force is marked."""
    buttons = (Button(f"{which}:free", free, SetScale(which), chosen=now is None),) if free else ()
    return Buttons(
        buttons
        + tuple(
            Button(
                f"{which}:{round(scale * 100)}",
                f"{round(scale * 100)}\u00a0%",
                SetScale(which, str(scale)),
                chosen=scale == now,
            )
            for scale in SCALES
        )
    )
