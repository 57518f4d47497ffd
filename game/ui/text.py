"""Words on the screen: marked-up text measured, wrapped and drawn with real font metrics.

Marks: `**bold**`, `__italic__`, `!!bold red!!`, and a line break. Characters that PT Sans lacks
(arrows, triangles, the enter key ...) may stand in a text: they are drawn as shapes. Greek letters, marks above
and below a letter and the other signs of equations come from DejaVu Sans.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import pygame

from game.ui.glyphs import GLYPHS, draw_glyph
from game.ui.theme import RED, ROLES, Colour, Role, Style, font

MARKS = re.compile(r"(\*\*|__|!!|\n)")
SPACES = {"\u202f": "\u00a0", "\u2009": "\u00a0", "\t": " "}
"""Spaces that the fonts lack; a narrow one does not break a line."""

FORMULA = re.compile(
    "((?:[^\\W\\d_]?[\u0300-\u036f]+|[\u0120\u0121\u0370-\u03ff\u1e00-\u1eff\u2070-\u209c\u2200-\u2211\u2213-\u221d])+)"
)
"""Signs of equations that PT Sans lacks or cannot set, with the letter that carries a mark."""
BAR = "\u0304"
BAR_GAP, BAR_THICK = 0.07, 13
"""How far a bar stands above its letter, as a share of the letters' size, and what part of it the bar is thick."""
FORMULA_SIZE = 0.9
"""DejaVu Sans is this much larger at the same number of points."""
BOLD = {"sans": "bold", "italic": "bold_italic", "narrow": "narrow_bold"}
ITALIC = {"sans": "italic", "bold": "bold_italic", "narrow": "italic", "narrow_bold": "bold_italic"}


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one face and colour at a place in a line; `text` may be one drawn sign."""

    text: str
    face: str
    points: int
    colour: Colour
    x: int = 0
    drop: int = 0
    """How far it is let down, so that letters of two fonts stand on one line."""

    @property
    def width(self) -> int:
        """Its width in pixels."""
        return extent(self.text, self.face, self.points)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of runs."""

    runs: tuple[Run, ...]
    width: int


@dataclass(frozen=True, slots=True)
class Lines:
    """A wrapped text: its lines, the height of each and of all, and its widest line (pixels)."""

    lines: tuple[Line, ...]
    pitch: int
    width: int

    @property
    def height(self) -> int:
        """The height of all lines."""
        return self.pitch * len(self.lines)


@lru_cache(maxsize=20_000)
def extent(text: str, face: str, points: int) -> int:
    """The width of letters, or of a drawn sign, in pixels."""
    if text in GLYPHS:
        return round(points * GLYPHS[text])
    return font(face, points).size(text)[0]


def pitch(role: Role, style: Style) -> int:
    """The height of a line of this role."""
    return font(role.face, style.points(role)).get_linesize()


def runs_of(text: str, role: Role, style: Style) -> Iterator[Run]:
    """The text cut into runs of one face, signs apart; a line break is a run of its own."""
    bold = italic = red = False
    points = style.points(role)
    for part in MARKS.split(text):
        if part == "**":
            bold = not bold
        elif part == "__":
            italic = not italic
        elif part == "!!":
            red = not red
        elif part:
            face = BOLD.get(role.face, role.face) if bold or red else role.face
            face = ITALIC.get(face, face) if italic else face
            colour = RED if red else role.colour
            for piece in SIGNS.split(part):
                if piece:
                    shown = piece.upper() if role.capitals and piece not in GLYPHS else piece
                    shown = "".join(SPACES.get(c, c) for c in shown)
                    yield from in_fonts(Run(shown, face, points, colour))


def in_fonts(run: Run) -> Iterator[Run]:
    """A run as it is, or cut where signs of equations come from another font."""
    if run.face == "formula" or not FORMULA.search(run.text):
        yield run
        return
    points = round(run.points * FORMULA_SIZE)
    for number, piece in enumerate(FORMULA.split(run.text)):
        if number % 2:
            drop = font(run.face, run.points).get_ascent() - font("formula", points).get_ascent()
            yield replace(run, text=piece, face="formula", points=points, drop=drop)
        elif piece:
            yield replace(run, text=piece)


SIGNS = re.compile(f"([{''.join(GLYPHS)}])")
WORDS = re.compile(r"[^ ]+| +")


@lru_cache(maxsize=4_000)
def wrap(text: str, role: Role, style: Style, width: int) -> Lines:
    """The text broken into lines no wider than `width`; a word that is wider is broken too."""
    lines: list[list[Run]] = [[]]
    x = 0
    for run in runs_of(text, role, style):
        if run.text == "\n":
            lines.append([])
            x = 0
            continue
        for word in WORDS.findall(run.text) if run.text not in GLYPHS else [run.text]:
            piece = replace(run, text=word)
            blank = word.isspace() and "\u00a0" not in word
            if x and not blank and x + piece.width > width:
                x = carry(lines)
            if not lines[-1] and blank and len(lines) > 1:
                continue
            for chunk in fitting(piece, width - x, width):
                if x and not blank and x + chunk.width > width:
                    lines.append([])
                    x = 0
                lines[-1].append(replace(chunk, x=x))
                x += chunk.width
    done = tuple(trimmed(line) for line in lines)
    return Lines(done, pitch(role, style), max(line.width for line in done))


def carry(lines: list[list[Run]]) -> int:
    """Begin a new line; what no space parts from the coming word moves down with it. Gives its x."""
    last = lines[-1]
    cut = len(last)
    while cut and not last[cut - 1].text.isspace():
        cut -= 1
    taken = last[cut:] if cut else []
    if cut:
        del last[cut:]
    while last and last[-1].text.isspace():
        last.pop()
    lines.append([])
    x = 0
    for run in taken:
        lines[-1].append(replace(run, x=x))
        x += run.width
    return x


def fitting(run: Run, room: int, width: int) -> Iterator[Run]:
    """The run whole, or cut into pieces where it is wider than a whole line."""
    if run.width <= max(room, width) or len(run.text) < 2:
        yield run
        return
    start = 0
    for stop in range(1, len(run.text) + 1):
        if stop - start > 1 and extent(run.text[start:stop], run.face, run.points) > width:
            yield replace(run, text=run.text[start : stop - 1])
            start = stop - 1
    yield replace(run, text=run.text[start:])


def trimmed(runs: list[Run]) -> Line:
    """A line without the spaces at its end.

    Its words stay apart: drawn as one, PT Sans would draw a full stop and the next word together.
    """
    while runs and runs[-1].text.isspace():
        runs.pop()
    return Line(tuple(runs), runs[-1].x + runs[-1].width if runs else 0)


def measure(text: str, role: str, style: Style, width: int) -> int:
    """The height of a text wrapped to a width, in pixels."""
    return wrap(text, ROLES[role], style, width).height


def natural(text: str, role: str, style: Style) -> int:
    """The width of a text on as few lines as it asks for."""
    return wrap(text, ROLES[role], style, 1_000_000).width


@lru_cache(maxsize=6_000)
def letters(text: str, face: str, points: int, colour: Colour) -> pygame.Surface:
    """Drawn letters, kept for the next time; a bar above is drawn by us, since fonts let it stand out of the line."""
    face_font = font(face, points)
    drawn = face_font.render(text.replace(BAR, ""), True, colour)
    for at in (at for at, letter in enumerate(text) if letter == BAR and at):
        before, bare = text[: at - 1].replace(BAR, ""), text[at - 1]
        known = face_font.metrics(bare)[0]
        high = known[3] if known else points
        top = face_font.get_ascent() - high - max(1, round(points * BAR_GAP))
        left, wide = face_font.size(before)[0], face_font.size(bare)[0]
        thick = max(1, round(points / BAR_THICK))
        pygame.draw.rect(drawn, colour, pygame.Rect(left + 1, max(0, top - thick), max(2, wide - 2), thick))
    return drawn


def draw(surface: pygame.Surface, lines: Lines, left: int, top: int, colour: Colour | None = None) -> None:
    """Draw wrapped lines; a colour given here replaces that of every run."""
    clip = surface.get_clip()
    for number, line in enumerate(lines.lines):
        y = top + number * lines.pitch
        if y > clip.bottom or y + lines.pitch < clip.top:
            continue
        for run in line.runs:
            ink = colour or run.colour
            if run.text in GLYPHS:
                draw_glyph(surface, run.text, pygame.Rect(left + run.x, y, run.width, lines.pitch), run.points, ink)
            elif not run.text.isspace():
                surface.blit(letters(run.text, run.face, run.points, ink), (left + run.x, y + run.drop))


def plain(text: str) -> str:
    """The text without its marks, as a screen reader or a log would have it."""
    return MARKS.sub(lambda mark: "\n" if mark.group() == "\n" else "", text)


@lru_cache(maxsize=2_000)
def drawable(letter: str) -> bool:
    """Whether the fonts have a letter: one they lack is drawn as the box that stands for all such."""
    if letter in GLYPHS or letter in SPACES or letter.isspace():
        return True
    faces = ("formula",) if FORMULA.fullmatch(letter) else ("sans", "narrow_bold")
    return all(picture(letter, face) != picture("\ufffe", face) for face in faces)


def picture(letter: str, face: str) -> bytes:
    """A letter's pixels."""
    return pygame.image.tobytes(font(face, 14).render(letter, True, (0, 0, 0)), "RGBA")


def missing(text: str) -> set[str]:
    """Characters of a text that neither the fonts nor our drawn signs have."""
    return {letter for letter in plain(text) if not drawable(letter)}


def forget() -> None:
    """Drop the letters drawn and measured so far: at another scale none of them is wanted again."""
    for kept in (letters, wrap, extent, font):
        kept.cache_clear()
