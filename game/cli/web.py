"""`web`: which quantity reads which, as pages of text, as JSON, or as a graph in the language of Graphviz."""

import json
from collections.abc import Iterator, Mapping

from game.cli.failures import WrongInputError, nearest
from game.cli.find import find_scenario
from game.lab.reach import Weights
from game.report.views.web import Moved, NodePage, as_plain, asked, node_page, search, web_view, weighed
from game.report.web import Web, web
from game.scenario.records import Scenario
from game.session.session import Session

LISTED = 8
"""As many quantities as are named where a name may mean several."""
SHAPES: Mapping[str, str] = {"lever": "box", "circumstance": "hexagon", "reading": "oval", "verdict": "doubleoctagon"}


def print_web(name: str, typed: str, lens: str, form: str) -> int:
    """Print the web of a scenario, or one quantity of it; WrongInputError where there is none of that name."""
    scenario = find_scenario(name, lens)
    shown = web(scenario)
    one = meant(shown, typed) if typed else ""
    if form == "json":
        print(json.dumps(as_plain(scenario, shown, one), ensure_ascii=False, indent=1))
    elif form == "dot":
        print("\n".join(dot(shown, one)))
    else:
        print("\n".join(told(scenario, one) if one else overview(scenario)))
    return 0


def answer(session: Session, typed: str) -> Iterator[str]:
    """One quantity as a game asks for it: its page, with what the levers do to it from where the game stands."""
    if not typed:
        raise WrongInputError("name a quantity", "as in web grain harvest")
    name = meant(web(session.scenario), typed)
    return told(session.scenario, name, weighed(asked(session)))


def meant(shown: Web, typed: str) -> str:
    """The quantity that is meant by its id, its name, or words of its name; WrongInputError where none or several.

    Of several by the same name, a lever or a reading of the desk is meant, whose page leads on to the others.
    """
    if typed in shown.nodes:
        return typed
    found = search(shown, typed)
    same = [name for name in found if shown.nodes[name].name.casefold() == typed.casefold()]
    if same or len(found) == 1:
        return (same or found)[0]
    if not found:
        raise WrongInputError(f"the model has no quantity {typed}", nearest(typed, [*shown.nodes]))
    several = ", ".join(f"{shown.nodes[name].name} ({name})" for name in found[:LISTED])
    raise WrongInputError(f"{typed} may be {several}", "say which, by what stands in brackets")


def overview(scenario: Scenario) -> Iterator[str]:
    """Every quantity, layer by layer, with the id by which it can be asked for."""
    for layer in web_view(scenario).layers:
        yield f"{layer.label}"
        yield from (f"  {chip.name} ({chip.id})" for block in layer.blocks for chip in block)


def told(scenario: Scenario, name: str, found: Weights | None = None) -> Iterator[str]:
    """The page of a quantity: what it is, its equation, what moves it, what it reads and what reads it."""
    moves = {f"lever.{lever}": sizes for lever, sizes in (found or {}).items()}
    page = node_page(scenario, web(scenario), name, moves)
    yield page.name
    yield f"  {page.about}"
    if page.meaning != page.name:
        yield f"  {page.meaning}"
    yield from _equation(scenario, page)
    for head, moved in (("moves", page.moves), ("moved_by", page.moved_by)):
        yield from _listed(scenario, head, [_sized(each) for each in moved])
    yield from _listed(scenario, "reads", [f"{each.name}: {each.note} ({each.id})" for each in page.reads])
    yield from _listed(scenario, "read_by", [f"{each.name}: {each.note} ({each.id})" for each in page.read_by])
    yield from _listed(
        scenario,
        "parameters",
        [f"{each.symbol}  {each.meaning}: {each.value} ({each.source})" for each in page.given],
    )


def _equation(scenario: Scenario, page: NodePage) -> Iterator[str]:
    lines = [f"{text}   {meaning}".rstrip() for text, meaning in page.equations]
    yield from _listed(scenario, "equation" if page.gives else "used_in", lines)


def _sized(moved: Moved) -> str:
    return f"{moved.name}: {moved.words} ({moved.id})"


def _listed(scenario: Scenario, head: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield scenario.words(f"screen.web.{head}")
        yield from (f"  {line}" for line in lines)


def dot(shown: Web, name: str = "") -> Iterator[str]:
    """The web, or one quantity with its neighbours, for Graphviz; what was read as it stood before is dashed."""
    edges = [edge for edge in shown.edges if not name or name in {edge.source, edge.target}]
    kept = {end for edge in edges for end in (edge.source, edge.target)} | ({name} if name else set(shown.nodes))
    yield "digraph web {"
    yield "  rankdir=LR;"
    for node in shown.nodes.values():
        if node.id in kept:
            yield f"  {_quoted(node.id)} [label={_quoted(node.name)}, shape={SHAPES.get(node.kind, 'plaintext')}];"
    for edge in edges:
        yield f"  {_quoted(edge.source)} -> {_quoted(edge.target)}{' [style=dashed]' if edge.before else ''};"
    yield "}"


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
