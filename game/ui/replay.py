"""The last move shown again: the fan goes back to what it was and comes to what it is, or both stand side by side.

A page goes on by itself from picture to picture (`Page.beat`); how far it is stands in the pick
`replay`. Where nothing is to move (a player's wish, a year after a famine, the harvest), before and
after stand beside each other with their figures.
"""

from collections.abc import Mapping

from game.report.views.replay import ReplayView, blend
from game.ui.blocks import Across, Block, Heading
from game.ui.intents import Pick
from game.ui.painters import Chart, FanPainter
from game.ui.tables import Cell, Row, Table
from game.ui.widgets import Button, Buttons

PICK = "replay"
STILL = "still"
"""The pick that is set where the player wants nothing to move by itself."""
BEAT = 0.03
WAY, REST = 45, 14
"""Pictures from one end to the other, and how many the first end stands."""
LAST = 2 * WAY + REST


def place(view: ReplayView | None, picks: Mapping[str, str]) -> int:
    """How many pictures were shown, from nought; -1 where nothing is shown again."""
    said = picks.get(PICK, "")
    return int(said) if view is not None and said.isdigit() else -1


def share(at: int) -> float:
    """Where the fan stands: 1 as it is, 0 as it was before the move; back first, a rest, and forth."""
    if at <= WAY:
        return 1 - eased(at / WAY)
    return eased(max(0, at - WAY - REST) / WAY)


def eased(part: float) -> float:
    """A way begun and ended gently."""
    part = min(max(part, 0.0), 1.0)
    return part * part * (3 - 2 * part)


def still(view: ReplayView, picks: Mapping[str, str]) -> bool:
    """Whether before and after stand side by side instead."""
    return view.quiet or picks.get(STILL) == "1"


def beat(view: ReplayView | None, picks: Mapping[str, str]) -> tuple[float, object] | None:
    """When the next picture is due, and what shows it; the last one stays."""
    at = place(view, picks)
    if view is None or at < 0 or at >= LAST or still(view, picks):
        return None
    return BEAT, Pick(PICK, str(at + 1))


def button(view: ReplayView | None, said: Mapping[str, str], picks: Mapping[str, str]) -> list[Block]:
    """The button that shows the last move again, or goes back to the futures as they are."""
    if view is None:
        return []
    shown_now = place(view, picks) >= 0
    label = said["replay_end"] if shown_now else said["replay"]
    return [Buttons((Button("replay", label, Pick(PICK, "" if shown_now else "0"), key="r"),), before=6)]


def shown(view: ReplayView | None, said: Mapping[str, str], reading: str, picks: Mapping[str, str]) -> list[Block]:
    """The chart while the move is shown again, and its figures; nothing where it is not."""
    at = place(view, picks)
    if view is None or at < 0 or reading not in view.before:
        return []
    before, after = view.before[reading], view.after[reading]
    if still(view, picks):
        sides = (
            Chart(f"fan_{name}", FanPainter(fan), tall=230) for name, fan in (("before", before), ("after", after))
        )
        charts: Block = Across(tuple((side,) for side in sides), least=230)
    else:
        charts = Chart("fan", FanPainter(blend(before, after, share(at))), tall=250)
    return [Heading(view.title, role="heading"), charts, *figures(view, said, picks)]


def figures(view: ReplayView | None, said: Mapping[str, str], picks: Mapping[str, str]) -> list[Block]:
    """The figures before and after the move, side by side."""
    if view is None or place(view, picks) < 0:
        return []
    columns = (
        Cell(2, head=said["replay_reading"]),
        Cell(2, head=said["replay_before"], align="right"),
        Cell(2, head=said["replay_after"], align="right"),
    )
    return [Table(columns, tuple(Row(f"replay:{number}", row) for number, row in enumerate(view.rows)), pad=2)]
