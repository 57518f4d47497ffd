"""What other people's tools are given to run is as large as ours, and whoever is absent is named."""

import importlib.util
import re
from collections import Counter
from pathlib import Path

import pytest

from game.model.quantity import walk
from game.model.step import Autumn, Params, Spring, State
from tests.bench import peers
from tests.bench.our_size import our_size
from tests.bench.stocks_and_flows import KIN, TEMPLATES, Size, spread, written


@pytest.fixture(scope="module")
def size() -> Size:
    return our_size()


def left_sides(model: str) -> list[str]:
    return [line.partition("=")[0].partition("[")[0] for line in model.splitlines() if "=" in line]


def test_the_toy_has_our_stocks_flows_and_parameters(size: Size) -> None:
    names = left_sides(written(size, 1928, 1941))
    assert len(names) == len(set(names))
    told = Counter(re.sub(r"\d+", "", name) for name in names)
    assert told["rs"] + told["ns"] == len(list(walk(State)))
    assert told["rf"] + told["nf"] == len([*walk(Spring), *walk(Autumn)])
    assert told["p"] == len(list(walk(Params)))


def test_operations_are_counted_over_regions_and_apart(size: Size) -> None:
    assert size.regional_operations > 0
    assert size.national_operations > 0
    assert sum(size.mix.values()) == size.regional_operations + size.national_operations
    assert {"multiply", "add", "power", "maximum", "log"} <= set(size.mix)


def test_the_toy_works_as_much_as_ours(size: Size) -> None:
    model = written(size, 1928, 1941)
    for letter, whole in (("r", size.regional_operations), ("n", size.national_operations)):
        equations = [line.partition("=")[2] for line in model.splitlines() if re.match(rf"{letter}[sf]\d", line)]
        done = sum(len(re.findall(r"[*/^+-]|MIN|MAX|EXP|SUM", equation)) for equation in equations)
        assert done == pytest.approx(whole, rel=0.02)


def test_the_mix_of_operations_is_spread_evenly() -> None:
    kinds = spread({"multiply": 3, "subtract": 2, "isnan": 9})
    first = [next(kinds) for _ in range(8)]
    assert Counter(first) == {"multiply": 6, "add": 2}
    assert set(first[:4]) == set(first[4:]) == {"multiply", "add"}
    assert set(KIN.values()) <= set(TEMPLATES)


def test_futures_ride_on_an_axis_of_their_own(size: Size) -> None:
    many = written(size, 1928, 1941, futures=3)
    assert "future: (future1-future3)" in many
    assert "rs0[region,future]=" in many
    assert "SUM(rs0[region!,future])" in many
    assert "future" not in written(size, 1928, 1941)


def test_who_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(peers, "asked", lambda *_: "{}")
    told = peers.everyone()
    assert told["ours"] == {}
    assert "not installed" in told["pyworld3"]
    assert "not installed" in told["pysd"]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.skipif(importlib.util.find_spec("pysd") is None, reason="PySD is not installed")
def test_pysd_runs_the_toy_within_its_bounds(size: Size, tmp_path: Path) -> None:
    import pysd

    file = tmp_path / "like.mdl"
    file.write_text(written(size, 1928, 1930), encoding="utf-8")
    table = pysd.read_vensim(str(file)).run(progress=False)
    flows = table[[name for name in table.columns if re.match(r"[rn]f\d", name)]].to_numpy(dtype=float)
    assert ((flows >= 0.5) & (flows <= 2)).all()
    assert len(set(flows[-1])) > (size.regional_flows + size.national_flows) / 2
