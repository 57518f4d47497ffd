"""Pages fit at every size and scale; and what does not fit is found."""

from dataclasses import dataclass, replace

import pytest

from game.ui.bars import FootBar, TopBar
from game.ui.blocks import Block, Heading, Text
from game.ui.canvas import Canvas
from game.ui.intents import Back
from game.ui.layout import Column, Page, arrange, audit
from game.ui.theme import Style
from game.ui.widgets import Button, Buttons
from tests.ui import sample

SIZES = [(1024, 640), (1280, 720), (1366, 768), (1920, 1080), (3840, 2160)]
STYLES = [Style(), Style(text=1.5), Style(text=2), Style(interface=1.5), Style(text=2, interface=2)]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("size", SIZES)
def test_every_kind_of_block_fits_everywhere(size: tuple[int, int], style: Style) -> None:
    for page in (sample.desk(), sample.form()):
        for column in page.columns:
            assert audit(arrange(page, style, size, column.name)) == []


def test_columns_become_tabs_where_space_is_short() -> None:
    wide, narrow = arrange(sample.desk(), Style(), (1280, 720)), arrange(sample.desk(), Style(), (1024, 640))
    assert [pane.name for pane in wide.panes] == ["top", "levers", "forecast", "state", "foot"]
    assert [pane.name for pane in narrow.panes] == ["top", "tabs", "levers", "foot"]
    other = arrange(sample.desk(), Style(), (1024, 640), "state")
    assert [pane.name for pane in other.panes] == ["top", "tabs", "state", "foot"]


def test_what_the_bars_have_no_room_for_stands_on_the_page() -> None:
    page = sample.desk()
    assert page.top is not None
    assert page.foot is not None
    wide = texts(page, Style(), (1280, 720), "levers")
    narrow = texts(page, Style(text=2), (1024, 640), "levers")
    assert not any("−310 M roubles" in text for text in wide)
    assert any("−310 M roubles" in text for text in narrow)
    assert any("two horses in three" in text for text in narrow)


def texts(page: Page, style: Style, size: tuple[int, int], column: str) -> list[str]:
    """The paragraphs of a column as laid out."""
    laid = arrange(page, style, size, column)
    return [p.block.text for p in laid.placed if isinstance(p.block, Text) and laid.panes[p.pane].name == column]


def test_a_picture_takes_the_height_left_over() -> None:
    low, high = (arrange(sample.desk(), Style(), (1280, h)) for h in (720, 900))
    tall = [next(p.rect.height for p in laid.placed if type(p.block).__name__ == "Picture") for laid in (low, high)]
    assert tall[1] == tall[0] + 180


def test_a_page_too_long_scrolls_and_stays_in_its_view() -> None:
    laid = arrange(sample.form(), Style(text=2), (1024, 640))
    pane = next(pane for pane in laid.panes if pane.name == "form")
    assert pane.scrolls
    assert pane.content > pane.view.height


@dataclass(frozen=True)
class Careless(Block):
    """A block that draws a text of which it says it needs less room than it does."""

    said: str
    tall: int = 20
    shift: int = 0

    def height(self, style: Style, width: int) -> int:
        del style, width
        return self.tall

    def paint(self, canvas: Canvas) -> None:
        canvas.text(self.said, "body", canvas.rect.x + self.shift, canvas.rect.y)


def faults(*blocks: Block) -> str:
    """What the audit finds on a page of these blocks."""
    page = Page("p", "p", (Column("c", "c", blocks),))
    return "\n".join(audit(arrange(page, Style(), (1280, 720))))


def test_the_audit_finds_text_that_leaves_its_block() -> None:
    assert "leaves its Careless" in faults(Careless("a line that is clearly cut", 8))
    assert "leaves its Careless" in faults(Careless("too far right", shift=1240))


def test_the_audit_finds_texts_that_overlap() -> None:
    assert "texts overlap" in faults(replace(Careless("one"), before=0), replace(Careless("two", 20), before=-20))


def test_the_audit_finds_letters_that_no_font_has() -> None:
    assert "no letter for ['☃']" in faults(Text("snow ☃"))


def test_the_audit_finds_controls_that_overlap_or_bear_one_name() -> None:
    one, two = (Buttons((Button(name, "Press", Back()),)) for name in ("one", "two"))
    assert "controls overlap" in faults(one, replace(two, before=-20))
    assert "two controls are named one" in faults(one, one)


def test_the_audit_finds_text_under_a_control() -> None:
    assert "text under a control" in faults(Buttons((Button("one", "Press", Back()),)), Text("hidden", before=-25))


def test_the_audit_is_content_with_a_good_page() -> None:
    assert faults(Heading("A page"), Text("with a paragraph"), Buttons((Button("one", "Press", Back()),))) == ""


def test_a_long_label_wraps_on_its_button() -> None:
    long = Button("long", "Replay this turn differently and compare it with the class", Back())
    page = Page("p", "p", (Column("c", "c", (Buttons((long,)),)),), foot=FootBar(buttons=(long,)))
    assert audit(arrange(replace(page, foot=None), Style(text=2), (1024, 640))) == []
    assert audit(arrange(replace(page, columns=(Column("c", "c", (Text("x"),)),)), Style(), (1024, 640))) == []


def test_a_top_bar_keeps_year_and_menu_longest() -> None:
    bar = TopBar("1931", "January · the plan", "First five-year plan", "turn 7", (("fund", "27 %"),))
    assert bar.fitting(Style(), 1280) == {"menu", "year", "badge", "title", "figures"}
    assert {"menu", "year"} <= bar.fitting(Style(text=2), 500) < bar.fitting(Style(), 1280)
