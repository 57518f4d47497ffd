"""Charts show what they are given: bands about their median, history dashed, words clear of lines."""

import itertools
import math
from dataclasses import replace

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.report.views.figures import Bar, Bars, Dot, Fan, Line, Plot, Scatter
from game.ui import axes, charts, marks, strokes
from game.ui.charts import FanChart
from game.ui.frame import Frame, Look
from game.ui.theme import BLUE, INK, PAPER, RED, Style

SIZE = (700, 420)
AREA = pygame.Rect(0, 0, *SIZE)
YEARS = tuple(float(year) for year in range(1931, 1942))
NAN = math.nan


def spread(width: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """A band about a rising median, wider with the years."""
    middle = [110 + 5 * n for n in range(len(YEARS))]
    low = tuple(m - width * n for n, m in enumerate(middle))
    return low, tuple(m + width * n for n, m in enumerate(middle))


def fan() -> Fan:
    """A fan with a past and a record."""
    record = tuple(100 + 7.0 * n for n in range(14))
    span = tuple(float(year) for year in range(1928, 1942))
    return Fan(
        title="National product",
        unit="1928 = 100",
        note="1 000 futures",
        years=YEARS,
        bands=(spread(4), spread(2), spread(1)),
        median=spread(0)[0],
        bands_label="90, 50, 20 %",
        median_label="median",
        past=Line("as played", "past", (1928.0, 1929.0, 1930.0, 1931.0), (100, 104, 109, 110)),
        record=Line(
            "history", "record", span, record, tuple(v * 0.95 for v in record), tuple(v * 1.05 for v in record)
        ),
        end="these orders 160",
    )


def drawn(what: Fan, size: tuple[int, int] = SIZE, style: Style | None = None) -> tuple[pygame.Surface, Frame]:
    """A fan on a fresh surface."""
    surface = pygame.Surface(size)
    frame = FanChart(Look(style or Style())).draw(surface, surface.get_rect(), what)
    return surface, frame


def at(surface: pygame.Surface, x: int, y: int) -> tuple[int, int, int]:
    """The colour of a pixel."""
    red, green, blue, _ = surface.get_at((x, y))
    return red, green, blue


def colour(surface: pygame.Surface, frame: Frame, year: float, value: float) -> tuple[int, int, int]:
    """The colour at a year and a figure."""
    return at(surface, round(frame.x(year)), round(frame.y(value)))


def shade(opacity: float) -> tuple[int, int, int]:
    """The fan's red on paper."""
    return strokes.mixed(PAPER, RED, opacity)


def column(surface: pygame.Surface, x: int) -> list[tuple[int, int, int]]:
    """A column of pixels."""
    return [at(surface, x, y) for y in range(surface.get_height())]


@pytest.mark.parametrize("year", [1934.5, 1938.5])
def test_bands_lie_one_within_another_about_the_median(year: float) -> None:
    surface, frame = drawn(replace(fan(), record=None))
    n = year - 1931
    middle = 110 + 5 * n
    for offset, opacity in ((0.5, charts.SHADES[2]), (1.5, charts.SHADES[1]), (3.0, charts.SHADES[0])):
        for side in (-1, 1):
            assert colour(surface, frame, year, middle + side * offset * n) == shade(opacity)
    assert colour(surface, frame, year, middle + 5 * n) == PAPER
    inward = [colour(surface, frame, year, middle + offset * n) for offset in (3.0, 1.5, 0.5)]
    assert [strokes.contrast(shade, PAPER) for shade in inward] == sorted(strokes.contrast(s, PAPER) for s in inward)
    found = column(surface, round(frame.x(year)))
    inner = [y for y, pixel in enumerate(found) if pixel == shade(charts.SHADES[2])]
    assert inner[0] < frame.y(middle) < inner[-1]


def test_the_median_is_dotted_and_the_past_is_solid_ink() -> None:
    surface, frame = drawn(replace(fan(), record=None))
    steps = [1931.5 + n / 50 for n in range(440)]
    on_median = [colour(surface, frame, at, 110 + 5 * (at - 1931)) for at in steps]
    assert RED in on_median
    assert shade(charts.SHADES[2]) in on_median
    past = [colour(surface, frame, 1928.1 + n / 50, 100 + 4 * (0.1 + n / 50)) for n in range(40)]
    assert all(max(pixel) < 150 for pixel in past)


def test_history_is_dashed_blue_and_has_its_own_band() -> None:
    surface, frame = drawn(replace(fan(), bands=()))
    line = [colour(surface, frame, 1932 + n / 60, 100 + 7 * (4 + n / 60)) for n in range(500)]
    under = strokes.mixed(PAPER, BLUE, charts.RECORD_SHADE)
    blue, gaps = line.count(BLUE), line.count(under)
    assert blue > 150
    assert gaps > 50
    changes = sum(1 for a, b in itertools.pairwise(line) if (a == BLUE) != (b == BLUE))
    assert changes > 20


def test_without_a_band_history_is_still_drawn() -> None:
    plain = fan()
    assert plain.record is not None
    surface, frame = drawn(replace(plain, bands=(), record=replace(plain.record, low=(), high=())))
    assert BLUE in [colour(surface, frame, 1932 + n / 60, 128 + 7 * n / 60) for n in range(60)]


def test_a_line_breaks_where_nothing_is_known() -> None:
    gap = replace(fan(), bands=(), past=None, median=(NAN,) * len(YEARS), end="")
    known = Line("history", "record", (1928.0, 1929.0, 1930.0, 1931.0), (100.0, NAN, NAN, 130.0))
    surface, frame = drawn(replace(gap, record=known))
    first, last = round(frame.x(1928)) + 12, round(frame.x(1931)) - 12
    inner = {pixel for x in range(first, last) for pixel in column(surface, x)[frame.plot.top : frame.plot.bottom]}
    assert BLUE not in inner
    near = pygame.Rect(0, 0, 9, 9)
    near.center = round(frame.x(1928)), round(frame.y(100))
    assert BLUE in {at(surface, x, y) for x in range(near.left, near.right) for y in range(near.top, near.bottom)}


def test_a_fan_of_which_nothing_is_known_is_an_empty_frame() -> None:
    nothing = (NAN,) * len(YEARS)
    empty = replace(fan(), bands=((nothing, nothing),), median=nothing, past=None, record=None, end="")
    surface, frame = drawn(empty)
    assert shade(charts.SHADES[0]) not in column(surface, frame.plot.centerx)


@pytest.mark.parametrize("size", [(480, 260), (528, 300), (950, 600), (1900, 1000)])
@pytest.mark.parametrize("text", [1.0, 1.5, 2.0])
def test_words_stay_inside_and_clear_of_each_other_and_of_the_lines(size: tuple[int, int], text: float) -> None:
    _, frame = drawn(fan(), size, Style(text=text))
    whole = pygame.Rect((0, 0), size)
    lines = frame.plot.inflate(-4, -4)
    for number, (words, rect) in enumerate(frame.placed):
        assert whole.contains(rect.inflate(0, -rect.height // 3)), words
        if size[1] > 250:
            assert not rect.inflate(0, -rect.height // 2).colliderect(lines), words
        for other, where in frame.placed[number + 1 :]:
            assert not rect.inflate(0, -rect.height // 3).colliderect(where.inflate(0, -where.height // 3)), (
                words,
                other,
            )


def test_ends_that_meet_are_pushed_apart_and_each_has_its_name() -> None:
    same = fan()
    assert same.record is not None
    level = replace(same.record, values=(160.0,) * 14, low=(), high=())
    _, frame = drawn(replace(same, record=level, bands=()))
    ends = {words: rect for words, rect in frame.placed if rect.left > frame.plot.right}
    assert not ends["history"].colliderect(ends["these orders 160"].inflate(0, -6))


def test_the_axis_holds_still_while_a_lever_moves_a_little() -> None:
    surface, chart = pygame.Surface(SIZE), FanChart(Look(Style()))
    first = chart.draw(surface, AREA, fan())
    moved = replace(fan(), median=tuple(v + 1 for v in fan().median))
    assert chart.draw(surface, AREA, moved).ticks == first.ticks
    far = replace(fan(), median=tuple(v * 3 for v in fan().median))
    assert chart.draw(surface, AREA, far).ticks.high > first.ticks.high
    other = replace(fan(), title="Steel", median=tuple(v / 20 for v in fan().median), bands=(), past=None, record=None)
    assert chart.draw(surface, AREA, other).ticks.high < 20


def test_a_chart_drawn_again_is_the_same_picture() -> None:
    chart, once, twice = FanChart(Look(Style())), pygame.Surface(SIZE), pygame.Surface(SIZE)
    chart.draw(once, AREA, fan())
    chart.draw(twice, AREA, fan())
    assert pygame.image.tobytes(once, "RGB") == pygame.image.tobytes(twice, "RGB")
    fresh, _ = drawn(fan())
    assert pygame.image.tobytes(fresh, "RGB") == pygame.image.tobytes(once, "RGB")


@given(
    low=st.floats(-1e6, 1e6, allow_nan=False),
    span=st.floats(1e-3, 1e6, allow_nan=False),
    most=st.integers(2, 8),
)
def test_ticks_are_round_and_hold_what_they_must(low: float, span: float, most: int) -> None:
    found = axes.ticks(low, low + span, most)
    slack = 1e-6 * max(1.0, abs(low), span)
    assert found.low <= low + slack
    assert found.high >= low + span - slack
    assert 1 <= len(found.values) - 1 <= most
    power = 10 ** math.floor(math.log10(found.step) + 1e-9)
    assert min(abs(found.step / power - step) for step in axes.STEPS) < 1e-6


def test_ticks_print_thousands_apart_and_a_true_minus() -> None:
    assert [axes.ticks(-1000, 2000, 3).words(v) for v in (-1000, 0, 2000)] == ["\u22121\u00a0000", "0", "2\u00a0000"]
    assert axes.ticks(0, 1, 4).words(0.25) == "0.25"
    assert axes.figure(-0.0, 0) == "0"


@pytest.mark.parametrize("room", [60, 120, 250, 500, 900])
def test_year_labels_never_meet(room: int) -> None:
    labels = axes.year_labels(1928, 1941, room, 30)
    places = [(year - 1928) / 13 * room for year, _ in labels]
    assert labels
    assert all(b - a >= 30 for a, b in itertools.pairwise(places))


def test_runs_are_told_apart_without_colour() -> None:
    years = tuple(float(year) for year in range(1928, 1941))
    roles = ("you", "record", "plan", "plan", "plan", "plan")
    lines = tuple(Line(f"{role} {n}", role, years, years) for n, role in enumerate(roles))  # type: ignore[arg-type]
    patterns = [pattern for _, pattern in charts.line_styles(Look(Style()), lines)]
    assert len(set(patterns)) == len(patterns)


def test_a_plot_labels_the_end_of_every_line() -> None:
    years = tuple(float(year) for year in range(1928, 1941))
    lines = (
        Line("you", "you", years, tuple(float(n) for n in range(13)), end="you 12"),
        Line("history", "record", years, tuple(n * 1.5 for n in range(13)), end="history 18"),
    )
    surface = pygame.Surface(SIZE)
    frame = charts.plot_chart(surface, AREA, Plot("Steel", "Mt", lines, from_nought=True), Look(Style()))
    assert {"you 12", "history 18", "STEEL", "Mt"} <= {words for words, _ in frame.placed}
    assert colour(surface, frame, 1934.5, 6.5) == RED


def test_dots_have_their_names_beside_them_and_no_name_lies_on_a_mark() -> None:
    dots = (
        Dot("You", "you", 2.1, 171, 1.2, 4.1),
        Dot("History", "record", 7.2, 180, 5.5, 8.7),
        Dot("Another plan, as the model has it", "plan", 2.2, 172),
        Dot("A fourth", "plan", 0.0, 158),
    )
    surface = pygame.Surface(SIZE)
    scatter = Scatter("Could it?", "deaths, millions", "product", dots, cloud=((1.0, 150.0), (3.0, 190.0)))
    frame = marks.scatter_chart(surface, AREA, scatter, Look(Style()))
    names = {words: rect for words, rect in frame.placed if words in {dot.label for dot in dots}}
    assert len(names) == len(dots)
    for dot in dots:
        centre = round(frame.x(dot.x)), round(frame.y(dot.y))
        assert not any(rect.collidepoint(centre) for rect in names.values()), dot.label
    assert colour(surface, frame, 2.1, 171) == RED
    assert colour(surface, frame, 7.2, 180) == BLUE
    boxes = list(names.values())
    assert all(not a.colliderect(b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])


@pytest.mark.parametrize("width", [500, 160])
def test_bars_fill_to_their_value_and_mark_the_record(width: int) -> None:
    look = Look(Style())
    bars = Bars((Bar("Hunger", 4.0, "4.0", record=6.0), Bar("Camps", 2.0, "2.0")), "history")
    surface = pygame.Surface((width, marks.bars_height(bars, look, width)))
    placed = marks.bars_chart(surface, surface.get_rect(), bars, look)
    whole = surface.get_rect()
    assert all(whole.contains(rect) for _, rect in placed)
    figures = {words: rect for words, rect in placed if words in {"4.0", "2.0"}}
    rows = marks.bar_rows(bars, look, width)
    filled = {
        words: sum(at(surface, x, rect.centery) == INK for x in range(rows.left, rows.left + rows.room))
        for words, rect in figures.items()
    }
    assert filled["4.0"] == pytest.approx(2 * filled["2.0"], rel=0.05)
    assert BLUE in {at(surface, x, figures["4.0"].centery) for x in range(width)}
    assert BLUE not in {at(surface, x, figures["2.0"].centery) for x in range(width)}
    assert "history" in [words for words, _ in placed]


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 500)), min_size=2, max_size=8))
def test_dashes_cover_their_share_of_a_line_and_no_more(points: list[tuple[float, float]]) -> None:
    length = sum(math.dist(a, b) for a, b in itertools.pairwise(points))
    inked = sum(math.dist(a, b) for a, b in strokes.dashes(points, (7.0, 4.0)))
    assert abs(inked - length * 7 / 11) <= 7.0 + 1e-6 * length


def test_colours_of_charts_are_clear_of_paper() -> None:
    look = Look(Style())
    for ink in (look.ink, look.grey, look.red, look.blue):
        assert strokes.contrast(ink, look.paper) >= 4.5
    assert strokes.contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
