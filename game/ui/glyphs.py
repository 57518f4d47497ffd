"""Signs that PT Sans lacks, drawn: arrows, triangles, the enter key, the menu."""

from itertools import pairwise

import pygame

from game.ui.theme import Colour

GLYPHS = {
    "▲": 0.80,
    "▼": 0.80,
    "▶": 0.80,
    "◀": 0.80,
    "→": 1.05,
    "←": 1.05,
    "↑": 0.80,
    "↓": 0.80,
    "⏎": 1.15,
    "☰": 1.10,
    "●": 0.80,
    "■": 0.80,
    "✓": 0.95,
    "✗": 0.90,
}
"""Each sign's width as a share of the letter size."""

FILLED = {
    "▲": ((0.0, 1.0), (0.5, 0.1), (1.0, 1.0)),
    "▼": ((0.0, 0.1), (1.0, 0.1), (0.5, 1.0)),
    "▶": ((0.1, 0.0), (1.0, 0.5), (0.1, 1.0)),
    "◀": ((0.9, 0.0), (0.0, 0.5), (0.9, 1.0)),
    "■": ((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9)),
}
STROKES = {
    "→": (((0.0, 0.5), (1.0, 0.5)), ((0.62, 0.15), (1.0, 0.5), (0.62, 0.85))),
    "←": (((0.0, 0.5), (1.0, 0.5)), ((0.38, 0.15), (0.0, 0.5), (0.38, 0.85))),
    "↑": (((0.5, 0.0), (0.5, 1.0)), ((0.15, 0.38), (0.5, 0.0), (0.85, 0.38))),
    "↓": (((0.5, 0.0), (0.5, 1.0)), ((0.15, 0.62), (0.5, 1.0), (0.85, 0.62))),
    "⏎": (((1.0, 0.05), (1.0, 0.62), (0.05, 0.62)), ((0.38, 0.28), (0.05, 0.62), (0.38, 0.96))),
    "☰": (((0.0, 0.08), (1.0, 0.08)), ((0.0, 0.5), (1.0, 0.5)), ((0.0, 0.92), (1.0, 0.92))),
    "✓": (((0.05, 0.55), (0.38, 0.9), (0.98, 0.1)),),
    "✗": (((0.1, 0.1), (0.9, 0.9)), ((0.9, 0.1), (0.1, 0.9))),
}


def draw_glyph(surface: pygame.Surface, sign: str, box: pygame.Rect, points: int, colour: Colour) -> None:
    """Draw a sign within the box of its line; it stands on the line's letters in size and height."""
    size = points * 0.62
    wide = min(box.width * 0.86, size * 1.25)
    left = box.x + (box.width - wide) / 2
    top = box.y + (box.height - size) / 2
    if sign == "●":
        pygame.draw.aacircle(surface, colour, (left + wide / 2, top + size / 2), size * 0.45)
        return
    if sign in FILLED:
        corners = [(left + x * wide, top + y * size) for x, y in FILLED[sign]]
        pygame.draw.polygon(surface, colour, corners)
        pygame.draw.aalines(surface, colour, True, corners)
        return
    width = max(1, round(points / (6.5 if sign == "☰" else 9)))
    for stroke in STROKES[sign]:
        ends = [(left + x * wide, top + y * size) for x, y in stroke]
        for a, b in pairwise(ends):
            if width > 1:
                pygame.draw.aaline(surface, colour, a, b, width)
            else:
                pygame.draw.aaline(surface, colour, a, b)
        if width > 2:
            for joint in ends[1:-1]:
                pygame.draw.circle(surface, colour, joint, width / 2)
