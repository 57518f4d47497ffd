"""The screens before and around a game, in every state they know, at every size: all fits, all can be used."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from game.report.views.event import event_view
from game.report.views.leaves_out import leaves_out
from game.scenario.records import Scenario
from game.session.session import Session
from game.ui.intents import Choose, Goto, Home, NewGame, Next, Resume, SetScale
from game.ui.layout import Page, arrange, audit
from game.ui.screens import briefing, card, choose, menu, note, settings, title
from game.ui.screens import help as helping
from game.ui.screens import leaves_out as leaving
from game.ui.theme import SCALES, Style

SIZES = [(1024, 640), (1280, 720), (1920, 1080), (3840, 2160)]
STYLES = [Style(), Style(text=1.5), Style(text=2), Style(text=2, interface=2)]
NAMES = (
    "title", "title_reading", "title_empty", "title_notice", "choose", "choose_reading", "choose_notice", "note",
    "briefing", "briefing_lenses", "briefing_notice", "settings", "settings_not_kept", "help", "leaves_out", "menu",
    "wait", "changed", "card",
)  # fmt: skip
FAULT = (
    "scenarios/mine/levers.yaml:3: investment_rate.high: is 1.3; it must lie between 0 and 1\n    did you mean 0.3?\n"
    "scenarios/mine/scenario.yaml:7: sumary: there is no such key\n    did you mean summary?"
)
NOTICE = "/home/somebody/games/2026-01-01-120000-great_break: the disk is full; make room, or choose another folder"


def pages(scenario: Scenario, session: Session) -> Mapping[str, Page]:
    """Every front screen in every state."""
    words = scenario.words
    games = (
        title.SavedGame(
            Path("a"), "great_break", "Great Break · Ann", "September 1932, 9 seasons signed", "2026-01-02 10:11"
        ),
        title.SavedGame(
            Path("b"), "", "2026-01-01-great_break", "", "2026-01-01 10:11", "cannot be read: line 7 is torn"
        ),
    )
    offers = (
        choose.Offer("great_break", scenario.title, scenario.summary, "1928–1941", 60),
        choose.Offer("mine", "mine", "", "", 0, tuple(FAULT.splitlines())),
    )
    keys = (("return", "Sign the plan"), ("z", "Undo"), ("1", "Invest"))
    folder = Path("/home/somebody/.local/share/great-break/games/2026-01-01-120000-great_break")
    findings = ("the scenario's files have changed", "after season 7 grain in store was 3.1 and is 3.4")
    paragraphs = tuple(scenario.briefing)
    built = {
        "title": title.compose(title.TitleView(words, games), {}),
        "title_reading": title.compose(title.TitleView(words), {}),
        "title_empty": title.compose(title.TitleView(words, ()), {}),
        "title_notice": title.compose(title.TitleView(words, games, NOTICE), {}),
        "choose": choose.compose(choose.ChooseView(words, offers), {}),
        "choose_reading": choose.compose(choose.ChooseView(words), {}),
        "choose_notice": choose.compose(choose.ChooseView(words, offers, FAULT), {}),
        "note": note.compose(note.NoteView(words, scenario.title, scenario.content_note), {}),
        "briefing": briefing.compose(
            briefing.BriefingView(words, scenario.title, "1928–1941", paragraphs, "history"), {}
        ),
        "briefing_lenses": briefing.compose(
            briefing.BriefingView(
                words,
                scenario.title,
                "1928–1941",
                paragraphs,
                "history",
                lenses=tuple((lens.id, lens.title, lens.summary) for lens in scenario.lenses.values()),
                lens="markevich_naumenko_qian",
            ),
            {},
        ),
        "briefing_notice": briefing.compose(
            briefing.BriefingView(words, scenario.title, "1928–1941", paragraphs, "history", NOTICE), {}
        ),
        "settings": settings.compose(settings.SettingsView(words, 1.0, 1.5), {}),
        "settings_not_kept": settings.compose(settings.SettingsView(words, 1.0, 1.0, kept=False), {}),
        "help": helping.compose(helping.HelpView(words, words("window.help.about.plan"), keys), {}),
        "leaves_out": leaving.compose(leaving.LeavesOutView(words, leaves_out(words)), {}),
        "menu": menu.compose(menu.MenuView(words, scenario.title, str(folder)), {}),
        "wait": menu.compose_wait(menu.WaitView(words, words("window.wait.scenario")), {}),
        "changed": menu.compose_changed(menu.ChangedView(words, folder, "great_break", findings), {}),
        "card": card.compose(event_view(session, session.world.cards[0]), {}),
    }
    assert tuple(built) == NAMES
    return built


@pytest.fixture
def built(great_break: Scenario, session: Session) -> Mapping[str, Page]:
    """Every front screen in every state."""
    return pages(great_break, session)


@pytest.mark.parametrize("name", NAMES)
def test_a_screen_fits_at_every_size(built: Mapping[str, Page], name: str) -> None:
    for size in SIZES:
        for style in STYLES:
            for column in built[name].columns:
                assert audit(arrange(built[name], style, size, column.name)) == [], (size, style)


@pytest.mark.parametrize("name", NAMES)
def test_a_screen_has_a_title_a_way_on_and_a_focus(built: Mapping[str, Page], name: str) -> None:
    page = built[name]
    controls = [control for _, control in arrange(page, Style(), (1280, 720)).controls]
    assert page.title.startswith("Great Break")
    assert controls
    assert page.focus in {"", *(control.name for control in controls)}
    keys = [control.key for control in controls if control.key]
    assert len(keys) == len(set(keys)), "two controls answer to one key"


def sent(page: Page, name: str) -> object:
    """What a control sends."""
    return next(c.intent for _, c in arrange(page, Style(), (1280, 720)).controls if c.name == name)


def test_saved_games_are_taken_up_and_broken_ones_are_not_offered(built: Mapping[str, Page]) -> None:
    assert sent(built["title"], "game:a") == Resume(Path("a"), "great_break")
    names = [control.name for _, control in arrange(built["title"], Style(), (1280, 720)).controls]
    assert "game:b" not in names


def test_scenarios_begin_and_broken_ones_say_why(built: Mapping[str, Page]) -> None:
    assert sent(built["choose"], "scenario:great_break") == NewGame("great_break")
    said = repr(built["choose"].columns)
    assert "did you mean 0.3?" in said
    assert "scenario:mine" not in said


def test_the_note_stands_before_the_game_and_can_be_left(built: Mapping[str, Page]) -> None:
    assert built["note"].focus == "next"
    assert sent(built["note"], "next") == Next()
    assert built["note"].back == Home()


def test_a_card_sends_the_choice(built: Mapping[str, Page], session: Session) -> None:
    view = event_view(session, session.world.cards[0])
    for choice in view.choices:
        assert sent(built["card"], f"choice:{choice.id}") == Choose(view.id, choice.id)


@pytest.mark.parametrize("name", ["title", "menu", "help"])
def test_what_is_left_out_can_be_read_from_title_menu_and_help(built: Mapping[str, Page], name: str) -> None:
    assert sent(built[name], "leaves_out") == Goto("leaves_out")


def test_the_page_of_what_is_left_out_shows_every_section(built: Mapping[str, Page], great_break: Scenario) -> None:
    shown = repr(built["leaves_out"].columns)
    for section in leaves_out(great_break.words).sections:
        assert section.title in shown
        assert section.text[:40] in shown
        assert section.read[:30] in shown


def test_every_scale_can_be_set(built: Mapping[str, Page]) -> None:
    for scale in SCALES:
        assert sent(built["settings"], f"text:{round(scale * 100)}") == SetScale("text", str(scale))
