"""The screens in words: each view as sentences and lists, in the order in which a listener needs them."""

import re
import shutil
import textwrap
from collections.abc import Callable, Iterable, Sequence

from game.report import text
from game.report.views import desk, harvest, parts
from game.report.views.account import account_view
from game.report.views.comparison import comparison
from game.report.views.desk import LeverPage
from game.report.views.event import event_view
from game.report.views.leaves_out import leaves_out
from game.report.views.past import Past
from game.report.views.reckoning import reckoning_view
from game.report.views.war import war_view
from game.rules.turn import Turn, play
from game.scenario.records import Plan, Scenario
from game.session.preview import Forecast
from game.session.session import Session

WIDEST = 100
FUTURES = 1000
MARKS = re.compile(r"\*\*|__|!!")
DRAWN = {"\u25b2": "up:", "\u25bc": "down:", "\u2192": "to", "\u00b7": "-"}
"""Signs that the window draws, as words."""


def plain(words: str) -> str:
    """A sentence without marks for bold and with drawn signs as words."""
    for sign, instead in DRAWN.items():
        words = words.replace(sign, instead)
    return MARKS.sub("", words)


class Teller:
    """Says what a screen shows, line by line."""

    def __init__(self, put: Callable[[str], None]) -> None:
        self.put = put

    # ---- sentences ------------------------------------------------------------------------------

    def say(self, words: str, indent: str = "") -> None:
        """A paragraph, wrapped to the terminal; figures are not torn from their units."""
        width = min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)
        for paragraph in plain(words).split("\n"):
            lines = textwrap.wrap(
                paragraph, width, initial_indent=indent, subsequent_indent=indent, break_long_words=False
            )
            for line in lines or [""]:
                self.put(line.replace(text.SPACE, " "))

    def row(self, words: str) -> None:
        """A row of a table, as it stands."""
        self.put(words.replace(text.SPACE, " "))

    def heading(self, words: str) -> None:
        """A heading, with an empty line before it."""
        self.put("")
        self.say(words)

    def listed(self, things: Iterable[str]) -> None:
        """A list, a line or more each."""
        for each in things:
            self.say(each, "  ")

    def pairs(self, things: Iterable[tuple[str, str]]) -> None:
        """Names and figures."""
        self.listed(f"{name}: {figure}" for name, figure in things)

    # ---- before and after the game ----------------------------------------------------------------

    def note(self, scenario: Scenario) -> None:
        """The content note and the briefing, before anything else."""
        words = scenario.words
        self.heading(scenario.title)
        self.heading(words("note.content"))
        self.say(scenario.content_note)
        self.heading(words("screen.briefing.title"))
        for paragraph in scenario.briefing:
            self.say(paragraph)

    def opening(self, session: Session, plan: Plan) -> None:
        """What is about to be played without a player."""
        self.note(session.scenario)
        self.heading(plan.title)
        self.say(plan.summary)
        self.luck(session)

    def luck(self, session: Session) -> None:
        """Whose luck holds."""
        scenario = session.scenario
        self.say(scenario.words(f"note.luck_{session.header.luck}"))
        if lens := scenario.looks_through:
            self.say(scenario.words("note.lens", lens=lens.title, summary=lens.summary))

    # ---- the desks ------------------------------------------------------------------------------

    def top(self, view: parts.TopView) -> None:
        """The bar over a screen."""
        self.heading(f"{view.year}, {view.badge}. {view.title}. {view.over}".rstrip(". ") + ".")
        self.pairs(view.figures)

    def desk(self, session: Session, known: Past) -> None:
        """Where a season begins: the bar, the luck, the events."""
        view = desk.top_view if session.world.season == "january" else harvest.top_view
        self.top(view(session, known))
        self.luck(session)
        self.cards(session)

    def pages(self, session: Session) -> tuple[LeverPage, ...]:
        """The season's levers by page; September's stand on one."""
        if session.world.season == "january":
            return desk.lever_pages(session)
        words = session.scenario.words
        levers = (*harvest.lever_views(session, self._drafted(session)), parts.lever_view(session, harvest.RULE, None))
        return (LeverPage("harvest", words("screen.season.september"), "", levers),)

    def levers(self, scenario: Scenario, pages: Sequence[LeverPage]) -> None:
        """Levers page by page: what each is set to, what history did, how far it may go."""
        for page in pages:
            self.heading(f"{page.label} ({page.id})")
            for view in page.levers:
                self.say(self.lever_line(scenario, view), "  ")
            if page.note:
                self.say(page.note)

    def lever(self, scenario: Scenario, view: parts.LeverView) -> None:
        """One lever in full, with what it is for and its named stops."""
        spec = scenario.levers[view.id]
        self.say(self.lever_line(scenario, view))
        self.say(view.help)
        self.listed(f"{text.setting(spec, at)}: {scenario.words(key)}" for at, key in sorted(spec.stops))

    def lever_line(self, scenario: Scenario, view: parts.LeverView) -> str:
        """A lever in a line."""
        spec, words = scenario.levers[view.id], scenario.words
        said = [f"{view.label} ({view.id}): {view.words}"]
        if view.history is not None:
            said.append(words("screen.lever.history", value=parts.value_words(scenario, spec, view.history)))
        low, high = text.setting(spec, view.least), text.setting(spec, view.most)
        said.append(words("screen.lever.reach", low=low, high=high))
        if view.locked:
            said.append(words("screen.lever.locked"))
        return ", ".join(said)

    def shares(self, session: Session, known: Past) -> None:
        """The harvest region by region: what was brought in, what the draft takes, what food it leaves."""
        words = session.scenario.words
        self.heading(words("cli.shares"))
        for row in harvest.region_rows(session, known, self._drafted(session)):
            own = words("cli.own_share") if row.own else ""
            said = words("cli.share", region=row.name, harvest=row.harvest, share=row.share_words, food=row.food)
            self.say(f"{said} {own}".strip(), "  ")

    def forecast(self, session: Session, known: Past, forecast: Forecast) -> None:
        """What may come if these orders are signed and stand."""
        words = session.scenario.words
        self.heading(words("cli.forecast", futures=text.number(forecast.futures)))
        if session.world.season == "january":
            lines = desk.signing_lines(session.scenario, known, forecast)
        else:
            lines = harvest.standing_lines(session.scenario, known, forecast)
        self.listed(lines)
        risks = [(region, forecast.famine_risk[region.id]) for region in session.scenario.regions]
        self.heading(words("cli.risk", year=forecast.years[0] + 1))
        self.listed(f"{region.name}: {text.chance(risk)}" for region, risk in risks if risk > 0)
        if not any(risk for _, risk in risks):
            self.listed([words("cli.no_risk")])

    def readings(self, session: Session, known: Past, forecast: Forecast) -> None:
        """The state of the Union: each reading, its change, what it means."""
        self.heading(session.scenario.words("screen.desk.state"))
        for row in desk.reading_rows(session.scenario, known, forecast, session.world.year):
            moved = f" ({row.change})" if row.change else ""
            self.say(f"{row.label}: {row.words}{moved}. {row.definition}", "  ")

    def move(self, scenario: Scenario, move: parts.Move) -> None:
        """What a move changed."""
        view = desk.move_view(scenario, move)
        self.say(view.title)
        self.listed(view.lines)

    # ---- events ---------------------------------------------------------------------------------

    def cards(self, session: Session) -> None:
        """The events on the table, those that ask for an answer numbered."""
        number = 0
        for card in session.world.cards:
            view = event_view(session, card)
            self.heading(f"{view.date}. {view.heading}. {view.text} ({view.source})")
            for news in view.news:
                said = f'"{news.text}"' if news.verbatim else news.text
                self.say(f"{news.label}: {said} ({news.source})", "  ")
            self.pairs(view.advisers)
            if view.choices:
                number += 1
            for letter, choice in zip("abcdefgh", view.choices, strict=False):
                chosen = session.scenario.words("cli.chosen") if choice.chosen else ""
                self.say(f"{number} {letter}. {choice.label}. {choice.text} {chosen}".strip(), "  ")

    # ---- what came of it --------------------------------------------------------------------------

    def account(self, session: Session, known: Past) -> None:
        """The account of the last year closed: deaths first, then results beside orders and record."""
        words = session.scenario.words
        view = account_view(session, known)
        if view.ending:
            self.heading(f"{view.ending[0]}.")
            self.listed(view.ending[1:])
        self.heading(f"{view.heading}.")
        self.listed(view.deaths)
        for row in view.by_region:
            key = "cli.deaths_before" if row.year == "0" else "cli.deaths"
            self.say(words(key, region=row.region, year=row.year, share=row.share, so_far=row.so_far), "  ")
        self.say(view.note, "  ")
        for line in view.rows:
            known_of = [f"{line.label}: {line.result}"]
            if line.before != text.UNKNOWN:
                known_of = [words("cli.account.result", label=line.label, result=line.result, before=line.before)]
            if line.ordered:
                known_of.append(words("cli.account.ordered", ordered=line.ordered))
            if line.record:
                known_of.append(words("cli.account.record", record=line.record))
            self.say(", ".join(known_of), "  ")
        self.listed(view.remarks)

    def war(self, session: Session) -> None:
        """The invasion month by month, what decided it, and how it ended."""
        view = war_view(session, session.campaign(FUTURES), session.deciding(FUTURES))
        self.top(view.top)
        self.say(view.note)
        for month in view.months:
            self.say(f"{month.label}: {month.place}. {self._figures(month.figures)}")
            if month.regions:
                self.say(f"{view.labels['regions']}: {self._figures(month.regions)}", "  ")
        self.heading(view.labels["endings"])
        self.pairs((bar.label, bar.words) for bar in view.endings.bars)
        self.heading(view.labels["decided"])
        self.pairs((bar.label, bar.words) for bar in view.forces.bars)
        self.say(view.labels["swings"])
        self.pairs((bar.label, bar.words) for bar in view.deciding.bars)
        self.listed(view.decided)
        self.listed(view.outcome)

    def reckoning(self, session: Session, known: Past) -> None:
        """Three verdicts beside the record and other plans, never added up, and the questions they leave."""
        compared = comparison(session)
        campaign = None if session.fallen else session.campaign(FUTURES)
        view = reckoning_view(session, known, campaign, compared)
        self.top(view.top)
        for verdict in view.verdicts:
            self.heading(f"{verdict.title}.")
            self.listed(verdict.lines)
            self.listed(verdict.small)
        self.heading(view.together[0])
        self.listed(view.together[1:])
        self.heading(view.heading)
        for row in view.table:
            self.say(f"{row.label}: {self._figures(zip(view.heads, row.cells, strict=True))}", "  ")
        self.say(view.table_note)
        self.put("")
        self.listed(view.questions)

    def commands(self, scenario: Scenario, names: Iterable[str]) -> None:
        """What may be typed."""
        for name in names:
            self.say(f"{name}: {scenario.words(f'cli.help.{name}')}", "  ")

    def leaves_out(self, scenario: Scenario) -> None:
        """What the model leaves out, and what to read."""
        page = leaves_out(scenario.words)
        self.heading(page.title)
        self.say(page.intro)
        for section in page.sections:
            self.heading(section.title)
            self.say(section.text, "  ")
            self.say(section.read, "  ")

    def branches(self, session: Session) -> None:
        """Every season ever signed, by number, and where the game stands."""
        words = session.scenario.words
        self.heading(words("cli.branches"))
        for node in session.branches.nodes.values():
            here = words("cli.here") if node.id == session.branches.at else ""
            self.say(f"{node.id}. {words(f'screen.season.{node.turn.season}')} {node.turn.year} {here}".strip(), "  ")

    def _figures(self, figures: Iterable[tuple[str, str]]) -> str:
        return "; ".join(f"{name} {figure}" for name, figure in figures)

    def _drafted(self, session: Session) -> Turn:
        """The season as the draft would have it, for the game alone."""
        return play(session.scenario, session.world, session.draft)
