"""Paper, ink, one red: the colours, the letters and the sizes of everything on the screen.

A size is given in the units of the pictures (a window of 1280 by 720 at 100 %). The interface scale
multiplies every length, the text scale letters alone.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pygame

Colour = tuple[int, int, int]

PAPER: Colour = (243, 232, 212)
PAPER_DARK: Colour = (227, 213, 181)
"""A chosen row; the empty part of a slider."""
LINE: Colour = (213, 198, 161)
"""Hair lines between rows and behind charts; never text."""
INK: Colour = (29, 26, 20)
DIM: Colour = (95, 86, 72)
"""Second-rank text, still 4.5:1 on paper and on a chosen row."""
RED: Colour = (168, 32, 26)
BAR_RED: Colour = (179, 38, 30)
"""The footer: paper on it stands at 5.4:1."""
DARK_RED: Colour = (126, 18, 15)
BLUE: Colour = (53, 80, 105)
"""History, wherever it stands beside the game."""
BAR_DIM: Colour = (205, 191, 159)
"""Second-rank text on ink."""

WIDE = (1280, 720)
"""Effective space from which columns stand side by side."""
SMALLEST = (1024, 640)
LARGEST = (3840, 2160)
SCALES = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0)

FACES = {
    "sans": "PTSans-Regular.ttf",
    "formula": "DejaVuSans.ttf",
    "bold": "PTSans-Bold.ttf",
    "italic": "PTSans-Italic.ttf",
    "bold_italic": "PTSans-BoldItalic.ttf",
    "narrow": "PTSansNarrow-Regular.ttf",
    "narrow_bold": "PTSansNarrow-Bold.ttf",
}


@dataclass(frozen=True, slots=True)
class Role:
    """What a text is for: its face, its size at 100 %, its colour, and whether it stands in capitals."""

    face: str
    size: float
    colour: Colour = INK
    capitals: bool = False


ROLES = {
    "body": Role("sans", 14),
    "strong": Role("bold", 14),
    "small": Role("sans", 12, DIM),
    "note": Role("sans", 12.5, DIM),
    "label": Role("bold", 14),
    "value": Role("narrow_bold", 15),
    "number": Role("narrow_bold", 18),
    "big": Role("narrow_bold", 26),
    "huge": Role("narrow_bold", 44, INK, capitals=True),
    "title": Role("narrow_bold", 21, INK, capitals=True),
    "heading": Role("narrow_bold", 17, INK, capitals=True),
    "minor": Role("narrow_bold", 14, DIM, capitals=True),
    "button": Role("narrow_bold", 16, INK, capitals=True),
    "tab": Role("narrow_bold", 14.5, INK, capitals=True),
    "quote": Role("italic", 14),
    "formula": Role("formula", 12.5),
    "axis": Role("sans", 12, DIM),
    "axis_strong": Role("sans", 12, INK),
    "map_label": Role("bold", 13),
    "bar_year": Role("narrow_bold", 30, PAPER, capitals=True),
    "bar_badge": Role("narrow_bold", 16, PAPER, capitals=True),
    "bar_small": Role("sans", 12, BAR_DIM),
    "bar_strong": Role("narrow_bold", 18, PAPER, capitals=True),
    "foot_label": Role("narrow_bold", 15, PAPER, capitals=True),
    "foot": Role("sans", 14, PAPER),
}


@dataclass(frozen=True, slots=True)
class Style:
    """How large lengths and letters are drawn: the two scales a player may set (1 to 2)."""

    text: float = 1.0
    interface: float = 1.0

    def px(self, length: float) -> int:
        """A length of the pictures in pixels; never less than one where it was more than nought."""
        return max(1, round(length * self.interface)) if length > 0 else round(length * self.interface)

    def space(self, length: float) -> int:
        """A length that follows the letters (a column of figures, a button's height)."""
        return round(length * self.interface * self.text)

    def points(self, role: Role) -> int:
        """A role's letter size in pixels."""
        return round(role.size * self.interface * self.text)

    def effective(self, window: tuple[int, int]) -> tuple[float, float]:
        """The window's size in the units of the pictures."""
        scale = self.interface * self.text
        return window[0] / scale, window[1] / scale

    def wide(self, window: tuple[int, int]) -> bool:
        """Whether columns stand side by side; below, they become tabs."""
        width, height = self.effective(window)
        return width >= WIDE[0] and height >= WIDE[1]


@cache
def fonts_folder() -> Path:
    """The folder of the shipped letters; raises `FileNotFoundError` where an installation lost them."""
    game = Path(__file__).resolve().parents[1]
    for folder in (game / "assets" / "fonts", game.parent / "assets" / "fonts"):
        if all((folder / name).is_file() for name in FACES.values()):
            return folder
    raise FileNotFoundError(f"the letters PT Sans are missing from {game.parent / 'assets' / 'fonts'}; install again")


@lru_cache(maxsize=256)
def font(face: str, points: int) -> pygame.font.Font:
    """One font object for each face and size, loaded once."""
    if not pygame.font.get_init():
        pygame.font.init()
        font.cache_clear()
    return pygame.font.Font(fonts_folder() / FACES[face], points)


def shade(colour: Colour) -> str:
    """A colour as pygame_gui's themes write it."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def plate(normal: Colour, hovered: Colour, border: Colour, active: Colour) -> dict[str, Any]:
    """The theme of one kind of button; its label is ours, so pygame_gui draws no text on it."""
    colours = {
        "normal_bg": shade(normal),
        "hovered_bg": shade(hovered),
        "active_bg": shade(active),
        "selected_bg": shade(active),
        "disabled_bg": shade(normal),
        "normal_border": shade(border),
        "hovered_border": shade(border),
        "active_border": shade(border),
        "selected_border": shade(border),
        "disabled_border": shade(LINE),
    }
    return {"colours": colours}


def widgets(style: Style) -> dict[str, Any]:
    """pygame_gui's theme at these scales, as the table its theme files hold."""
    border = str(style.px(2))
    flat = {"shadow_width": "0", "border_width": border, "shape": "rectangle"}
    folder = fonts_folder()
    letters = {
        "name": "pt_sans",
        "size": str(style.points(ROLES["body"])),
        "regular_path": str(folder / FACES["sans"]),
        "bold_path": str(folder / FACES["bold"]),
        "italic_path": str(folder / FACES["italic"]),
        "bold_italic_path": str(folder / FACES["bold_italic"]),
        "antialiased": "1",
    }
    field = {
        "dark_bg": shade(PAPER),
        "normal_bg": shade(PAPER),
        "selected_bg": shade(INK),
        "normal_text": shade(INK),
        "selected_text": shade(PAPER),
        "normal_border": shade(INK),
        "text_cursor": shade(RED),
    }
    clear = {f"{state}_{part}": "#00000000" for state in STATES for part in ("bg", "border")}
    row = clear | {"hovered_bg": "#1d1a1414", "active_bg": "#1d1a1428"}
    outlined = {f"{state}_border": shade(LINE if state == "disabled" else INK) for state in STATES}
    listed = {
        "normal_bg": shade(PAPER),
        "hovered_bg": shade(PAPER_DARK),
        "active_bg": shade(INK),
        "selected_bg": shade(INK),
        "normal_text": shade(INK),
        "hovered_text": shade(INK),
        "active_text": shade(PAPER),
        "selected_text": shade(PAPER),
        "normal_border": shade(INK),
        "hovered_border": shade(INK),
        "active_border": shade(INK),
        "selected_border": shade(INK),
        "dark_bg": shade(PAPER),
    }
    thumb = plate(RED, BAR_RED, RED, DARK_RED)
    scroll = plate(DIM, INK, DIM, INK)
    aligned = {"text_horiz_alignment": "left", "text_horiz_alignment_padding": str(style.px(10))}
    sides = dict.fromkeys(("left", "right", "top", "bottom"), border)
    bare = {"shadow_width": "0", "border_width": "0", "shape": "rectangle"}
    return {
        "defaults": {"font": letters, "misc": flat, "colours": {"dark_bg": "#00000000"}},
        "#plain": plate(PAPER, PAPER_DARK, INK, LINE) | {"misc": flat},
        "#primary": plate(INK, (60, 54, 44), INK, DIM) | {"misc": flat},
        "#outline": plate(BAR_RED, DARK_RED, PAPER, DARK_RED) | {"misc": flat},
        "#bar": plate(INK, (60, 54, 44), INK, DIM) | {"misc": flat},
        "#chosen": plate(INK, INK, INK, INK) | {"misc": flat},
        "#row": {"colours": row, "misc": bare},
        "#option": {"colours": row | outlined, "misc": flat},
        "#option_chosen": {"colours": row | outlined | {"normal_bg": "#1d1a1414"}, "misc": flat},
        "text_entry_line": {"colours": field, "misc": flat, "font": letters},
        "drop_down_menu": {
            "colours": listed,
            "misc": bare | {"expand_direction": "down", "open_button_width": "0"},
            "font": letters,
        },
        "drop_down_menu.button": {"colours": listed, "misc": flat | aligned, "font": letters},
        "selection_list": {"colours": listed, "misc": flat | {"list_item_height": str(style.space(30))}},
        OPTIONS: {"misc": {"border_width": sides | {"top": "0"}}},  # the field's own border is above
        f"{OPTIONS}.button": {"colours": listed, "misc": bare | aligned, "font": letters},
        "horizontal_slider": {
            "colours": clear | {"dark_bg": "#00000000", "disabled_dark_bg": "#00000000"},
            "misc": bare | {"enable_arrow_buttons": "0", "sliding_button_width": str(style.px(10))},
        },
        "horizontal_slider.#sliding_button": thumb | {"misc": bare},
        "vertical_scroll_bar": {
            "colours": {"dark_bg": shade(PAPER_DARK), "normal_border": shade(PAPER_DARK)},
            "misc": bare | {"enable_arrow_buttons": "0"},
        },
        "vertical_scroll_bar.#sliding_button": scroll | {"misc": bare},
    }


OPTIONS = "drop_down_menu.#drop_down_options_list"
"""What opens below a drop-down; pygame_gui has a theme of its own for it, more exact than one for every list."""
STATES = ("normal", "hovered", "active", "selected", "disabled")
