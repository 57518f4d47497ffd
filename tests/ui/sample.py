"""Pages that hold every kind of block, for the tests of layout, stage and keyboard."""

from collections.abc import Mapping
from dataclasses import dataclass

import pygame

from game.ui.bars import FootBar, TopBar
from game.ui.blocks import Across, Block, Box, Heading, Rule, Text
from game.ui.canvas import Canvas
from game.ui.intents import Back, Goto, Pick, SetLever, Sign, Undo
from game.ui.layout import Column, Page
from game.ui.tables import Cell, Row, Spark, Table
from game.ui.theme import INK, RED, Style
from game.ui.widgets import Button, Entry, Lever, Menu, Picture, Tabs


@dataclass(frozen=True)
class Cross:
    """A painter for tests: two strokes and a label; a click sends where it hit."""

    label: str = "a drawing"

    def paint(self, canvas: Canvas) -> None:
        box = canvas.rect
        pygame.draw.line(canvas.surface, RED, box.topleft, box.bottomright, 2)
        pygame.draw.rect(canvas.surface, INK, box, 1)
        canvas.text(self.label, "axis", box.x + 4, box.y + 4)

    def hit(self, point: tuple[int, int], rect: pygame.Rect, style: Style) -> object | None:
        del style
        return Pick("hit", f"{point[0] - rect.x},{point[1] - rect.y}")


LEVERS = (
    ("investment_rate", "Investment rate", 0.32, 0.34, "of national product; the rest is consumed or spent on defence"),
    ("share_heavy_industry", "→ Heavy industry", 0.58, 0.52, "steel, coal, power, machines: capacity in 2–3 years"),
    ("share_consumer_industry", "→ Consumer industry", 0.12, 0.16, "cloth, food processing: real wages"),
    ("share_agriculture", "→ Agriculture", 0.12, 0.17, "tractors and stations replace lost draught power"),
    ("share_transport_and_power", "→ Transport and power", 0.12, 0.12, "relieves bottlenecks"),
    ("share_arms_industry", "→ Arms industry", 0.06, 0.05, "weapons capacity; counts from 1934"),
    ("building_in_the_east", "New works in the east", 0.35, 0.30, "Urals–Kuzbass share; safe from invasion"),
    ("schooling", "Technical schools", 0.40, 0.42, "skilled workers after two years"),
)
READINGS = (
    ("product", "National product", (1, 2, 3, 3.1), "110", "▲ 1", False),
    ("industry", "Industry", (1, 2, 3, 4), "158", "▲ 13", False),
    ("harvest", "Grain harvest", (3, 2.9, 4, 2), "69 Mt", "▼ 8", True),
    ("village", "Village grain a head", (4, 3, 2, 1), "187 kg", "▼ 53", True),
    ("risk", "Famine risk, next year", (1, 1.1, 1.3, 3), "38 %", "▲ 26", True),
    ("deaths", "Excess deaths, so far", (1, 1.1, 1.5, 2), "240 000", "▲ 150 000", True),
    ("herds", "Livestock", (4, 3, 2, 1), "61", "▼ 16", True),
    ("ration", "Town ration", (4, 3, 2, 1), "1 890 kcal", "▼ 160", True),
    ("steel", "Steel", (1, 2, 3, 4), "5.6 Mt", "▲ 0.2", False),
    ("readiness", "War readiness", (1, 2, 3, 4), "21", "▲ 4", False),
    ("consent", "Consent", (4, 3, 2, 1), "34", "▼ 7", True),
)

COLUMNS = (
    Cell(role="strong"),
    Cell(wide=56),
    Cell(wide=76, role="number", align="right"),
    Cell(wide=62, role="note"),
)


def desk(values: Mapping[str, float] | None = None, picks: Mapping[str, str] | None = None, done: str = "") -> Page:
    """A page like the plan desk of the pictures."""
    given = values or {}
    picked = picks or {}
    levers = tuple(
        Lever(
            name,
            label,
            f"{given.get(name, value):.0%}".replace("%", " %"),
            SetLever(name),
            given.get(name, value),
            0.0,
            1.0,
            0.01,
            help=help_text,
            history=mark,
            stops=(0.25, 0.5, 0.75) if name == "schooling" else (),
        )
        for name, label, value, mark, help_text in LEVERS
    )
    pages = tuple((key, key.capitalize()) for key in ("invest", "country", "trade", "order", "army"))
    left: tuple[Block, ...] = (
        Tabs("page", pages, picked.get("page", "invest"), numbered=True),
        Text("What share of the national product is saved, and where it goes. The blue mark is 1931.", "note"),
        *levers,
        Box((Text("**Shares add up to 100 %.** Raising one lowers the others in proportion."),)),
    )
    middle: tuple[Block, ...] = (
        Heading("National product", "1928 = 100", "1 000 futures under these orders · 90, 50, 20 % bands"),
        Picture("fan", Cross(), 200),
        Across(
            (
                (
                    Heading("If you sign this plan", role="heading"),
                    Text("1941: product **171** (144–203) · readiness **63** (48–77)\nFamine in 1932: !!38 %!!"),
                ),
                (
                    Heading("Why it changed", role="heading"),
                    Text("▲ steel 1934 **+0.7 Mt** → ▲ arms capacity\n▼ tractors 1932 **−9 k** → ▼ harvest"),
                ),
            )
        ),
        Rule(),
        Text("“We are fifty or a hundred years behind the advanced countries.” — 4 February 1931", "quote"),
    )
    rows = tuple(
        Row(
            f"reading:{name}",
            (label, Spark(line, bad), f"!!{value}!!" if bad else value, change),
            Pick("reading", name),
            chosen=picked.get("reading", "product") == name,
        )
        for name, label, line, value, change, bad in READINGS
    )
    right: tuple[Block, ...] = (
        Heading("State of the Union", role="heading"),
        Table(COLUMNS, rows),
        Text("Pick a row to chart it. **W** why? · **M** map", "note"),
    )
    return Page(
        "desk",
        f"Great Break · plan · January 1931 {done}",
        (
            Column("levers", "Levers", left, wide=370),
            Column("forecast", "Forecast", middle),
            Column("state", "State of the Union", right, wide=346),
        ),
        top=TopBar(
            "1931",
            "January · the plan",
            "First five-year plan, year 3",
            "turn 7 of 26",
            (
                ("investment fund", "27 % of product"),
                ("foreign exchange", "−310 M roubles"),
                ("years to June 1941", "10"),
            ),
        ),
        foot=FootBar(
            "Cable · Omsk",
            "Collective farms report two horses in three unfit for spring work. The grain office asks what to do.",
            (
                Button("undo", "Undo", Undo(), key="z"),
                Button("sign", "Sign the plan", Sign(), key="return", look="primary"),
            ),
        ),
        back=Back(),
        focus="investment_rate",
    )


def form(name: str = "", plan: str = "history", done: str = "") -> Page:
    """A page with a field to write in, a drop-down, and more text than a window holds."""
    prose = tuple(Text(f"{n}. " + "Nothing is final until signed. " * 12) for n in range(12))
    options = (("history", "As in history"), ("nep", "The market goes on"), ("left", "The left opposition"))
    blocks: tuple[Block, ...] = (
        Heading("A form"),
        Entry("nickname", "A name for this game, if you like", name, SetLever("nickname")),
        Menu("plan", "Compare with", options, plan, SetLever("plan")),
        *prose,
    )
    foot = FootBar(buttons=(Button("go", "Go on", Goto("desk"), key="return", look="primary"),), left=())
    return Page("form", f"A form {done}", (Column("form", "Form", blocks, most=600),), foot=foot, back=Back())
