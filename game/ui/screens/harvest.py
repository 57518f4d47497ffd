"""The harvest desk of September: the map, collections by region or by one rule, and what follows from them."""

from collections.abc import Iterator, Mapping

from game.report.views.harvest import HarvestView
from game.report.views.parts import LeverView
from game.ui import effects, replay
from game.ui.blocks import Across, Block, Box, Heading, Rule, Text
from game.ui.intents import Goto, SetLever, SetRegion, ToRule, Why
from game.ui.layout import Column, Page
from game.ui.painters import MapPainter, MapPicture
from game.ui.rows import RowHead, SliderRow
from game.ui.screens.plan import foot_bar, headline, lever, top_bar, ways
from game.ui.widgets import Button, Buttons, Tabs

RULE = "collection_rule"
MAPPED = {
    "food": "grain_kept_per_head",
    "risk": "famine_mortality",
    "harvest": "grain_harvest",
    "collective": "collectivised_households_pct",
    "deaths": "famine_deaths",
}
"""The reading by which a figure of each layer is asked about; a risk by the deaths that it is the risk of."""


def compose(view: HarvestView, picks: Mapping[str, str]) -> Page:
    """The page of the harvest desk; picks: `layer` of the map, `region` chosen on it."""
    said = view.labels
    layer = picks.get("layer", "")
    layer = layer if layer in view.maps else next(iter(view.maps))
    region = picks.get("region", "")
    return Page(
        "harvest",
        view.title,
        (
            Column("map", said["map"], country(view, layer, region, picks), weight=1.3, pad=14),
            Column("orders", said["orders"], orders(view, layer, region, picks), weight=1.0, pad=14),
        ),
        top=top_bar(view.top),
        foot=foot_bar(view.cable, said["undo"], said["sign"]),
        back=Goto("menu"),
        focus=f"lever:{view.levers[0].id}",
        keys=(("w", Why(MAPPED[layer], region=region)), ("g", Goto("web"))),
    )


def country(view: HarvestView, layer: str, region: str, picks: Mapping[str, str]) -> tuple[Block, ...]:
    """The map with its layers, the chosen region in words, and what these orders lead to."""
    figure = view.maps[layer]
    chosen = next((each.said for each in figure.regions if each.id == region), view.labels["pick_region"])
    said = view.labels
    head = Across(((Heading(figure.title),), (Tabs("layer", view.layers, layer),)), least=300)
    blocks: list[Block] = [
        head,
        Text(f"{figure.unit}. **{chosen}**", "note", before=2),
        MapPicture("map", MapPainter(figure, "region", region, reading=MAPPED[layer]), tall=300, before=2),
        Rule(before=6),
        Heading(said["stand"], role="heading", note=view.futures, before=6),
        *(Text(line, before=2) for line in view.standing),
    ]
    if view.extra:
        blocks.append(Text(f"**{said['each_more']}:** {view.extra}", before=2))
    if view.move is not None:
        blocks.append(Text(f"**{view.move.title}:** {' · '.join(view.move.lines)}", before=2))
        blocks += replay.button(view.replay, said, picks)
        blocks += replay.figures(view.replay, said, picks)
    return tuple(blocks)


def orders(view: HarvestView, layer: str, region: str, picks: Mapping[str, str]) -> tuple[Block, ...]:
    """The collections by region, the rule, the country's levers, and the season's headline."""
    said = view.labels
    blocks: list[Block] = []
    if view.notice:
        blocks.append(Box((Text(f"!!{view.notice}!!"),)))
    blocks.append(Heading(said["collections"], note=view.rule_help))
    rules = tuple(
        Button(f"rule:{key}", label, SetLever(RULE, float(key)), chosen=key == view.rule and not view.own)
        for key, label in view.rules
    )
    if view.own:
        rules = (*rules, Button("to_rule", said["back_to_rule"], ToRule()))
    blocks.append(Buttons(rules, before=4))
    blocks.append(RowHead((said["region"], said["harvest_mt"], said["taken"], said["food"])))
    blocks += [
        SliderRow(
            f"share:{row.id}",
            row.name,
            row.harvest,
            row.share_words,
            row.food,
            row.alarming,
            row.own,
            row.id == region,
            SetRegion(row.id),
            row.share,
            view.share_low,
            view.share_high,
            view.share_step,
            asks=(
                Why("grain_harvest", region=row.id),
                Why("share_taken", region=row.id),
                Why("food_index", region=row.id),
            ),
        )
        for row in view.rows
    ]
    blocks.append(Text(f"{said['food_note']} {said['ask_hint']}", "small", before=3))
    blocks += effects.region(view.effects, region, said, picks, again=bool(view.effects_note))
    blocks += effects.chooser(view.effects, picks, view.effects_note)
    half = (len(view.levers) + 1) // 2
    sides = tuple(tuple(weighed(view, side, picks)) for side in (view.levers[:half], view.levers[half:]))
    blocks.append(Across(sides, least=210))
    blocks += effects.others(view.effects, f"lever:{RULE}", said, picks, again=bool(view.effects_note))
    blocks += effects.foot(view.effects, said, picks, view.effects_note)
    asked = Button("why", said["ask"], Why(MAPPED[layer], region=region), key="w")
    blocks.append(Buttons((asked, *ways(said, view.cards))))
    if view.news:
        blocks += headline(view.news[0])
    return tuple(blocks)


def weighed(view: HarvestView, levers: tuple[LeverView, ...], picks: Mapping[str, str]) -> Iterator[Block]:
    """Levers, each with what a step of it does."""
    yield from effects.head(view.effects, view.labels, picks)
    names = tuple(f"lever:{each.id}" for each in view.levers)
    for each in levers:
        slider, done = effects.weighed(view.effects, lever(each), picks, names, again=bool(view.effects_note))
        yield slider
        yield from done
