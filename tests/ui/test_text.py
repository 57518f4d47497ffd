"""Text is wrapped by the letters' own widths, loses nothing, and draws what PT Sans lacks."""

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.ui import text
from game.ui.glyphs import GLYPHS
from game.ui.theme import PAPER, RED, ROLES, Style, font

BODY = ROLES["body"]
words = st.lists(st.text("abcdefg.−“éЖ", min_size=1, max_size=14), min_size=1, max_size=30).map(" ".join)


@given(words, st.integers(30, 400), st.sampled_from([1.0, 1.5, 2.0]))
def test_no_line_is_wider_than_asked(said: str, width: int, scale: float) -> None:
    lines = text.wrap(said, BODY, Style(text=scale), width)
    widest = max(text.extent(c, "sans", Style(text=scale).points(BODY)) for c in said)
    assert lines.width <= max(width, widest)


@given(words, st.integers(30, 400))
def test_wrapping_loses_no_letter(said: str, width: int) -> None:
    lines = text.wrap(said, BODY, Style(), width)
    shown = "".join(run.text for line in lines.lines for run in line.runs)
    assert shown.replace(" ", "") == said.replace(" ", "")


def test_marks_change_face_and_colour_and_are_not_shown() -> None:
    line = text.wrap("1941: **171** or !!38 %!! or __perhaps__", BODY, Style(), 1000).lines[0]
    faces = {run.text: (run.face, run.colour) for run in line.runs}
    assert faces["171"][0] == "bold"
    assert faces["38"] == ("bold", RED)
    assert faces["perhaps"][0] == "italic"
    assert text.plain("**a** !!b!! __c__") == "a b c"


def test_punctuation_stays_with_the_word_before_it() -> None:
    wide = text.natural("the harvest of **1932**", "body", Style())
    lines = text.wrap("the harvest of **1932**, at last", BODY, Style(), wide + 1)
    assert "".join(run.text for run in lines.lines[1].runs).startswith("1932,")


def test_a_word_wider_than_the_line_is_broken_not_clipped() -> None:
    lines = text.wrap("Verantwortungsbewusstsein", BODY, Style(), 60)
    assert len(lines.lines) > 2
    assert lines.width <= 60


def test_a_line_break_is_kept() -> None:
    assert len(text.wrap("a\nb\n\nc", BODY, Style(), 500).lines) == 4


def test_a_hard_space_does_not_break() -> None:
    wide = text.natural("full figures 240", "body", Style())
    lines = text.wrap("full figures 240\u00a0000", BODY, Style(), wide + 2)
    assert "".join(run.text for run in lines.lines[1].runs) == "240\u00a0000"


@pytest.mark.parametrize("sign", sorted(GLYPHS))
def test_signs_are_drawn(sign: str) -> None:
    surface = pygame.Surface((60, 40))
    surface.fill(PAPER)
    text.draw(surface, text.wrap(sign, BODY, Style(text=2), 60), 0, 0)
    assert pygame.transform.average_color(surface)[:3] != PAPER
    assert not text.missing(sign)


def test_letters_that_no_font_has_are_told() -> None:
    assert text.missing("a → b") == set()
    assert text.missing("a ☃ b") == {"☃"}


def test_capitals_and_larger_letters_take_more_room() -> None:
    assert text.natural("harvest", "heading", Style()) > text.natural("harvest", "body", Style())
    assert text.measure("harvest", "body", Style(text=2), 999) > 1.8 * text.measure("harvest", "body", Style(), 999)


def test_the_signs_of_equations_are_set_in_a_font_that_has_them() -> None:
    said = "H₀ harvest, δ̲ and c̲, ẇ ∝ Σ⁺"
    assert text.missing(said) == set()
    faces = {run.text: run.face for run in text.wrap(said, BODY, Style(), 1000).lines[0].runs}
    assert {faces["₀"], faces["δ̲"], faces["c̲"], faces["Σ⁺"]} == {"formula"}
    assert faces["harvest,"] == "sans"


def test_signs_of_equations_stand_on_the_line_of_the_letters() -> None:
    (line,) = text.wrap("H δ", BODY, Style(text=2), 1000).lines
    bases = {run.drop + font(run.face, run.points).get_ascent() for run in line.runs if run.text.strip()}
    assert len(bases) == 1
