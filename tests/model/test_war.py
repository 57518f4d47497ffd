"""The campaign by direction and region: sane at its limits, and no force built ever makes things worse."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from game.model import step, war
from game.model.quantity import Array, total
from game.scenario.records import Scenario
from tests.model.conftest import History
from tests.model.worlds import Change, changed_table, cut, larger, reordered

FUTURES = 400
DRAWS = np.random.default_rng(7).normal(size=(7, FUTURES))
FORTUNE = war.Fortune(enemy=DRAWS[0], command=DRAWS[1], winter=DRAWS[2], home=DRAWS[3], fronts=DRAWS[4:])
NONE = np.zeros(1)
CALM = war.Fortune(enemy=NONE, command=NONE, winter=NONE, home=NONE, fronts=np.zeros((3, 1)))
ENDINGS = ("ended_stopped", "ended_held", "ended_city", "ended_deep", "ended_fallen")
FORCES = (*war.COUNTED, "rail", "grain")


@pytest.fixture(scope="module")
def built(history: History) -> war.Means:
    """What the historical plan built, its forces at the references that they are counted against."""
    made = step.means(history.states[-1], history.autumns[-1].army)
    return dataclasses.replace(
        made, **{force: np.ones(1) for force in war.COUNTED}, rail=history.params.war.rail_reference.copy()
    )


def fight(
    scenario: Scenario, means: war.Means, strength: float = 1, fortune: war.Fortune = CALM, **params: Array
) -> war.Campaign:
    return war.fight(dataclasses.replace(scenario.params.war, **params), fortune, means, np.array([strength]))


def test_the_front_moves_with_the_invaders_strength_and_never_beyond_the_map(
    scenario: Scenario, built: war.Means
) -> None:
    depths = [fight(scenario, built, strength).depth for strength in (0.4, 1, 1.6)]
    assert depths[0].max() < depths[1].max() <= depths[2].max()
    for depth in depths:
        assert (depth >= 0).all()
        assert (depth <= scenario.params.war.deepest).all()


def test_once_fallen_the_front_stands_still(scenario: Scenario, built: war.Means) -> None:
    lost = fight(scenario, built, 2.5)
    first = int(np.argmax(lost.collapsed[:, 0]))
    assert lost.collapsed[-1, 0] == 1
    assert (lost.fronts[first:] == lost.fronts[first]).all()


def test_losses_and_what_is_moved_are_counted_up(scenario: Scenario, built: war.Means) -> None:
    fought = fight(scenario, built)
    for counted in (fought.own_losses, fought.enemy_losses, fought.moved):
        assert (np.diff(counted, axis=0) >= 0).all()
    assert fought.own_losses[-1] > fought.enemy_losses[-1] > 0


def test_every_future_ends_in_one_way(scenario: Scenario, built: war.Means) -> None:
    fought = fight(scenario, built, fortune=FORTUNE)
    assert (np.sum([getattr(fought, ending) for ending in ENDINGS], axis=0) == 1).all()
    assert (fought.ended_fallen == fought.collapsed[-1]).all()


def test_history_is_the_likeliest_course_and_not_the_only_one(scenario: Scenario, built: war.Means) -> None:
    fought = fight(scenario, built, fortune=FORTUNE)
    shares = {ending: float(getattr(fought, ending).mean()) for ending in ENDINGS}
    assert max(shares, key=shares.__getitem__) == "ended_held"
    assert 0.1 < shares["ended_fallen"] < 0.35
    assert shares["ended_held"] < 0.8
    own, foe = (np.median(losses, axis=-1) for losses in (fought.own_losses, fought.enemy_losses))
    assert own[6] == pytest.approx(4.5, abs=0.7)
    assert own[-1] == pytest.approx(11.5, abs=1.5)
    assert foe[-1] == pytest.approx(2, abs=0.5)
    assert np.median(fought.product_of_second_year) == pytest.approx(0.66, abs=0.04)


def test_what_lies_behind_the_front_is_a_share_and_the_east_stands(scenario: Scenario, built: war.Means) -> None:
    fought = fight(scenario, built, fortune=FORTUNE)
    assert (fought.occupied >= 0).all()
    assert (fought.occupied <= 1).all()
    rows = {region.id: row for row, region in enumerate(scenario.regions)}
    for region in ("urals", "siberia", "far_east", "central_asia"):
        assert (fought.occupied[:, rows[region]] == 0).all()
    assert np.median(fought.occupied[6, rows["belorussia"]]) > 0.95
    assert np.median(fought.occupied[6, rows["ukraine"]]) > 0.8
    assert (np.abs(total(war.industry(scenario.params.war, built)) - 1) < 1e-12).all()


@pytest.mark.parametrize("force", FORCES)
def test_more_of_a_force_never_makes_the_fall_likelier(scenario: Scenario, built: war.Means, force: str) -> None:
    falls = [
        fight(scenario, dataclasses.replace(built, **{force: scale * getattr(built, force)}), fortune=FORTUNE)
        .collapsed[-1]
        .mean()
        for scale in (0.6, 0.8, 1, 1.25, 1.6)
    ]
    assert falls == sorted(falls, reverse=True)


def test_more_of_every_force_never_makes_the_fall_likelier(scenario: Scenario, built: war.Means) -> None:
    falls = []
    for scale in (0.5, 0.7, 0.85, 0.95, 1, 1.05, 1.2, 1.5):
        means = dataclasses.replace(built, **{force: scale * getattr(built, force) for force in FORCES})
        falls.append(fight(scenario, means, fortune=FORTUNE).collapsed[-1].mean())
    assert falls == sorted(falls, reverse=True)
    assert falls[0] > falls[-1]


def test_a_fifth_fewer_officers_and_less_faith_do_not_decide_it_alone(scenario: Scenario, built: war.Means) -> None:
    """The first version let `arrests` + 0.2 in every year move the chance of collapse by 28 points."""
    worse = dataclasses.replace(built, officers=0.82 * built.officers, morale=0.96 * built.morale)
    before, after = (fight(scenario, means, fortune=FORTUNE).collapsed[-1].mean() for means in (built, worse))
    assert before < after < before + 0.15


def test_a_member_is_the_same_alone(scenario: Scenario, built: war.Means) -> None:
    whole = fight(scenario, built, fortune=FORTUNE)
    alone = fight(
        scenario,
        built,
        fortune=war.Fortune(**{f.name: getattr(FORTUNE, f.name)[..., 3:4] for f in dataclasses.fields(war.Fortune)}),
    )
    for field in dataclasses.fields(war.Campaign):
        assert np.array_equal(getattr(whole, field.name)[..., 3:4], getattr(alone, field.name)), field.name


@pytest.mark.parametrize("change", [larger(2.0), reordered([*range(12, -1, -1)]), cut(0), cut(4)])
def test_size_order_and_cut_of_regions_change_nothing(scenario: Scenario, built: war.Means, change: Change) -> None:
    plain = fight(scenario, built, fortune=FORTUNE)
    seen = war.fight(
        changed_table(scenario.params.war, change), FORTUNE, changed_table(built, change), enemy_strength=np.ones(1)
    )
    for name in ("depth", "output", "food", "will", "people_behind"):
        np.testing.assert_allclose(getattr(seen, name), getattr(plain, name), rtol=1e-8, atol=1e-12, err_msg=name)


@pytest.mark.parametrize("scale", [0.0, 0.01, 100.0])
def test_a_country_with_nothing_or_too_much_fights_a_sane_war(
    scenario: Scenario, built: war.Means, scale: float
) -> None:
    means = dataclasses.replace(built, **{force: scale * getattr(built, force) for force in FORCES if force != "east"})
    if not scale:
        means = dataclasses.replace(means, officers=0.3 * built.officers, morale=0.8 * built.morale)
    with np.errstate(all="raise", under="ignore"):
        fought = fight(scenario, means, fortune=FORTUNE)
    for field in dataclasses.fields(war.Campaign):
        values = getattr(fought, field.name)
        assert np.isfinite(values).all(), field.name
        assert (values >= 0).all(), field.name
    assert fought.ended_fallen.mean() == (0 if scale > 1 else 1)


def test_no_grain_starves_towns_and_army(scenario: Scenario, built: war.Means) -> None:
    bare = dataclasses.replace(built, grain=0 * built.grain, seed=0.2 * built.seed)
    fed, hungry = fight(scenario, built), fight(scenario, bare)
    assert hungry.food[-1] < fed.food[-1]
    assert hungry.will[-1] < fed.will[-1]


def test_more_railways_move_more_works(scenario: Scenario, built: war.Means) -> None:
    few, many = (fight(scenario, dataclasses.replace(built, rail=scale * built.rail)) for scale in (0.3, 1))
    assert few.moved[-1] < many.moved[-1]
