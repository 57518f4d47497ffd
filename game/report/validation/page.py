"""Page: the validation in words, section by section, as tables of a terminal or of a page of docs/."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from game.report import text
from game.report.validation.claims import Told
from game.report.validation.fit import Deaths, Fit
from game.report.validation.targets import FAMINE_YEARS, PEAK
from game.report.validation.unfitted import Unfitted
from game.report.validation.whole import Validation
from game.scenario.records import Scenario

LARGE = 0.1
SERIES = "Series against the record, 1928-40"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, what to know before reading, and one table."""

    title: str
    notes: tuple[str, ...]
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sections(done: Validation, scenario: Scenario, *, by_year: bool = True) -> Iterator[Section]:
    """Everything that was found, in reading order; `by_year` adds each series year by year."""
    names = {region.id: region.name for region in scenario.regions}
    yield _series(done)
    if by_year:
        yield from (_years(fit) for fit in done.fits if fit.years)
    yield _deaths(done, names)
    yield _regions(done, names)
    yield _jump(done)
    yield _bands(done)
    yield from (_unfitted(each) for each in done.unfitted)
    if done.claims:
        yield _claims(done.claims)
    if done.shapes:
        rows = tuple(
            (each.said, _figure(each.before), _figure(each.after), each.unit, _held(each.holds)) for each in done.shapes
        )
        note = "One comparison each round the historical plan; the laws are tried on random plans in tests/model."
        yield Section("What any sane model does", (note,), ("statement", "before", "after", "unit", "holds"), rows)


def heading(done: Validation) -> Iterator[str]:
    """What a reader must know before any figure."""
    seen = f"{done.scenario} through the lens {done.lens}" if done.lens else done.scenario
    yield f"{seen}, the historical plan under history's weather"
    yield f"seed {done.seed}, {done.futures} futures, model {done.model}"
    met, asked = done.targets
    yield f"{met} of {asked} targets are met; those that are missed say by how much"


def _series(done: Validation) -> Section:
    rows = tuple(
        (
            fit.reading,
            _off(fit, fit.error),
            f"{_off(fit, fit.worst, sign=True)} in {fit.worst_year}" if fit.worst_year else "",
            _percent(fit.inside),
            _off(fit, fit.target) if fit.target is not None else "",
            _judged(fit),
            fit.note,
        )
        for fit in done.fits
    )
    notes = (
        "Error: mean distance of the median from the record. Inside: share of years within the archive's own band.",
        (
            "Rows of 1940 in the new frontiers are cut as record.yaml says; exports are by calendar year, in Mt "
            "over years above 1 Mt; stocks of the first January given at the start are left out."
        ),
    )
    return Section(SERIES, notes, ("series", "error", "worst", "inside", "target", "met", ""), rows)


def _years(fit: Fit) -> Section:
    places = _places((*fit.ours, *fit.record))
    rows = tuple(
        (
            str(year),
            text.number(ours, places),
            text.number(record, places),
            f"{text.number(low, places)} to {text.number(high, places)}" if high > low else "",
            ("" if not record else text.percent(ours / record - 1, 1, sign=True)),
            "inside" if low <= ours <= high else "",
        )
        for year, ours, record, low, high in zip(fit.years, fit.ours, fit.record, fit.low, fit.high, strict=True)
    )
    title = f"{fit.reading}, {fit.unit}" + (f", {fit.note}" if fit.note else "")
    return Section(title, (), ("year", "ours", "record", "archive's band", "off", ""), rows)


def _deaths(done: Validation, names: dict[str, str]) -> Section:
    rows = tuple(
        (
            names.get(each.region, "The whole country"),
            f"{each.first}-{each.last}",
            text.number(each.ours, 2),
            f"{text.number(each.ours_low, 2)} to {text.number(each.ours_high, 2)}",
            f"{text.number(each.low, 2)} to {text.number(each.high, 2)}",
            _missed(each),
        )
        for each in done.deaths
    )
    first, last = FAMINE_YEARS
    ours, record = (", ".join(names[region] for region in order) for order in (done.worst_hit, done.worst_hit_record))
    notes = (
        f"Famine deaths {first}-{last} in all, million; regions over the years that the literature gives.",
        f"Worst year {done.peak_year}, in the record {PEAK}: {_held(done.peak_met)}.",
        (
            f"Worst hit here: {ours}. In the literature: {record}. Order kept (ties of the literature apart): "
            f"{_held(done.worst_hit_met)}."
        ),
    )
    return Section("Deaths from hunger", notes, ("region", "years", "median", "middle half", "literature", "met"), rows)


def _missed(each: Deaths) -> str:
    if each.met:
        return "yes"
    gap = each.low - each.ours if each.ours < each.low else each.ours - each.high
    return f"missed by {text.number(gap, 2)}"


def _regions(done: Validation, names: dict[str, str]) -> Section:
    rows = tuple(
        (
            each.reading,
            names[each.region],
            f"{each.years[0]}-{each.years[-1]}",
            f"{text.number(each.error, 1)} points" if each.unit == "percent" else text.percent(each.error, 1),
            _percent(each.inside),
        )
        for each in done.regional
    )
    note = "Mean distance over the years that the record has; inside: share of those years within the archive's band."
    return Section("Regions against the record", (note,), ("series", "region", "years", "error", "inside"), rows)


def _jump(done: Validation) -> Section:
    rows = tuple(
        (
            each.said,
            f"{text.number(each.ours, 1)} %",
            f"{text.number(each.value, 1)} %",
            f"{text.number(each.low, 1)} to {text.number(each.high, 1)} %",
            _held(each.met),
        )
        for each in done.jump
    )
    note = "Households in collective farms. March follows the order, and so is next to given; what is held is not."
    return Section("The jump of 1930", (note,), ("when", "ours", "record", "archive's band", "met"), rows)


def _bands(done: Validation) -> Section:
    rows = []
    for band in done.bands:
        want = f"{_percent(band.low)} to {_percent(band.high)}"
        count = f"{band.inside} of {band.points}"
        rows.append((f"{band.percent} %", "all series", count, _percent(band.share), want, _held(band.met)))
        rows += [
            (
                f"{band.percent} %",
                name,
                f"{inside} of {points}",
                _percent(inside / points if points else math.nan),
                "",
                "",
            )
            for name, (inside, points) in band.by_series.items()
        ]
    note = f"Points of the record inside the bands of the historical plan's futures, which differ in {done.band_of}."
    return Section(
        "Coverage of the bands", (note,), ("band", "series", "points", "share", "wanted", "met"), tuple(rows)
    )


def _unfitted(each: Unfitted) -> Section:
    title = f"Never fitted: {each.reading}, {each.unit}"
    if not each.ours:
        return Section(title, ("not yet in the model",), (), ())
    places = _places(each.ours.values())
    rows = tuple(
        (
            str(year),
            text.number(value, places),
            text.number(each.record[year][0], places) if year in each.record else "",
        )
        for year, value in each.ours.items()
    )
    notes = tuple(f"{'holds' if holds else 'FAILS'}: {said} ({source})" for said, source, holds in each.checks)
    return Section(title, notes, ("year", "ours", "record"), rows)


def _claims(claims: Sequence[Told]) -> Section:
    rows = tuple(
        (
            each.work,
            each.said,
            each.quantity,
            _range(each.low, each.high),
            text.number(each.value, 1) if math.isfinite(each.value) else "cannot be asked",
            _held(each.met) if each.met is not False else _by(each),
            "" if each.fitted else "held out",
        )
        for each in claims
    )
    notes = (
        (
            "Each figure is one variant of the historical plan under history's weather. Where a claim helped to "
            "choose the model's figures, agreement is consistency and no evidence; those that did not are marked."
        ),
        "Variants are played by the shipped parameters, without what historians do not know.",
        "Consumption a head rises among survivors: read it beside the deaths.",
    )
    names = ("work", "claim", "measured as", "expected", "here", "met", "")
    return Section("Published counterfactuals", notes, names, rows)


def _by(each: Told) -> str:
    gap = each.low - each.value if each.value < each.low else each.value - each.high
    return f"missed by {text.number(gap, 1)}"


def _range(low: float, high: float) -> str:
    if math.isinf(low):
        return f"at most {text.number(high, 1)}"
    if math.isinf(high):
        return f"at least {text.number(low, 1)}"
    places = 0 if low == int(low) and high == int(high) else 1
    return f"{text.number(low, places)} to {text.number(high, places)}"


def _judged(fit: Fit) -> str:
    if fit.met is None:
        return ""
    return "yes" if fit.met or fit.target is None else f"missed by {_off(fit, fit.error - fit.target, places=2)}"


def _places(values: Iterable[float]) -> int:
    """Decimals that show a series: four digits that count of its largest value."""
    most = max((abs(value) for value in values), default=0.0)
    return text.decimals_for(most, 4) if most >= 1 else 3 if most >= LARGE else 5


def _off(fit: Fit, value: float, *, sign: bool = False, places: int = 1) -> str:
    if not math.isfinite(value):
        return ""
    if fit.measure == "points":
        return f"{text.number(value, places)} points"
    return text.percent(value, places, sign=sign)


def _percent(share: float) -> str:
    return text.percent(share) if math.isfinite(share) else ""


def _held(held: bool | None) -> str:
    return "cannot be tried" if held is None else "yes" if held else "NO"


def _figure(value: float) -> str:
    return text.number(value, 2) if math.isfinite(value) else ""


def markdown(found: Sequence[Section]) -> Iterator[str]:
    """Sections as a page of docs/."""
    for section in found:
        yield f"\n## {section.title}\n"
        yield from (f"{note}\n" for note in section.notes)
        if section.heading:
            yield f"| {' | '.join(section.heading)} |"
            yield f"|{'---|' * len(section.heading)}"
            yield from (f"| {' | '.join(row)} |" for row in section.rows)
