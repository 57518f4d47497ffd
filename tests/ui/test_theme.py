"""Colours meet 4.5:1 wherever text stands, and scales do what they say."""

import pytest

from game.ui import theme
from game.ui.strokes import contrast
from game.ui.theme import BAR_RED, INK, PAPER, PAPER_DARK, ROLES, Style

ON_INK = {name for name in ROLES if name.startswith("bar_")}
ON_RED = {name for name in ROLES if name.startswith("foot")}


@pytest.mark.parametrize("name", sorted(set(ROLES) - ON_INK - ON_RED))
@pytest.mark.parametrize("under", [PAPER, PAPER_DARK])
def test_text_on_paper_can_be_read(name: str, under: theme.Colour) -> None:
    assert contrast(ROLES[name].colour, under) >= 4.5


@pytest.mark.parametrize("name", sorted(ON_INK))
def test_text_on_the_black_bar_can_be_read(name: str) -> None:
    assert contrast(ROLES[name].colour, INK) >= 4.5


@pytest.mark.parametrize("name", sorted(ON_RED))
def test_text_on_the_red_bar_can_be_read(name: str) -> None:
    assert contrast(ROLES[name].colour, BAR_RED) >= 4.5


@pytest.mark.parametrize("colour", [theme.RED, theme.BLUE, theme.DIM, theme.DARK_RED])
def test_the_colours_of_marks_stand_out_from_paper(colour: theme.Colour) -> None:
    assert contrast(colour, PAPER) >= 4.5


def test_badge_and_labels_of_dark_buttons_can_be_read() -> None:
    assert contrast(PAPER, BAR_RED) >= 4.5
    assert contrast(PAPER, INK) >= 4.5


def test_the_interface_scale_moves_lengths_and_letters_the_text_scale_letters_alone() -> None:
    plain, large, text = Style(), Style(interface=2), Style(text=2)
    assert (large.px(10), text.px(10)) == (20, 10)
    assert large.points(ROLES["body"]) == text.points(ROLES["body"]) == 2 * plain.points(ROLES["body"])


@pytest.mark.parametrize(
    ("window", "style", "wide"),
    [
        ((1280, 720), Style(), True),
        ((1279, 720), Style(), False),
        ((1920, 1080), Style(text=2), False),
        ((1024, 640), Style(), False),
        ((3840, 2160), Style(text=1.5, interface=2), True),
        ((3840, 2160), Style(text=2, interface=2), False),
    ],
)
def test_columns_stand_side_by_side_from_1280_by_720_of_effective_space(
    window: tuple[int, int], style: Style, wide: bool
) -> None:
    assert style.wide(window) is wide


def test_a_font_is_loaded_once() -> None:
    assert theme.font("sans", 14) is theme.font("sans", 14)
