"""What a player types, understood: which lever or region is meant, and what value."""

import math
import re
from collections.abc import Iterable, Mapping

from game.cli.failures import WrongInputError, nearest
from game.scenario.records import LeverSpec, Scenario

UNSET = "unset"
NUMBER = re.compile(r"([+-]?(?:\d[\d ]*)?(?:[.,]\d+)?)\s*(%|(?:mt|kg|m|million|percent)\b.*)?", re.IGNORECASE)


def bare(name: str) -> str:
    """A name as it is compared: no case, no signs between words."""
    return " ".join(re.findall(r"[^\W_]+", name.casefold()))


def one_of(typed: str, names: Mapping[str, Iterable[str]], kind: str) -> str:
    """The id that is meant by a name, the beginning of a name, or all its words' beginnings.

    `names` gives every way to name an id. WrongInputError where none or several are meant.
    """
    wanted = bare(typed)
    known = {name: [bare(each) for each in (name, *others)] for name, others in names.items()}
    for fits in (_same, _begins, _holds):
        found = [name for name, ways in known.items() if wanted and any(fits(wanted, way) for way in ways)]
        if len(found) == 1:
            return found[0]
        if found:
            raise WrongInputError(f"{typed} may be {', '.join(found)}", "say which")
    raise WrongInputError(f"there is no {kind} {typed}", nearest(wanted.replace(" ", "_"), names))


def value(typed: str, spec: LeverSpec, scenario: Scenario) -> float:
    """A value as it is shown, as a plain number, or as the name of a stop; not-a-number to unset.

    A lever shown in percent is typed in percent, with the sign or without. WrongInputError where it is no value.
    """
    if bare(typed) == UNSET:
        return math.nan
    found = NUMBER.fullmatch(typed.strip().replace("\u2212", "-"))
    if found is None or not re.search(r"\d", found[1]):
        return _stop(typed, spec, scenario)
    number = float(found[1].replace(" ", "").replace(",", "."))
    if spec.display == "percent":
        return round(number / 100, 9)
    if spec.display == "gold":
        return round(number / 1000, 9)
    return number


def _stop(typed: str, spec: LeverSpec, scenario: Scenario) -> float:
    if not spec.stops:
        raise WrongInputError(f"{typed} is not a number", "type a number, as it is shown")
    stops = {key.rpartition(".")[2]: at for at, key in spec.stops}
    ways = {key.rpartition(".")[2]: (scenario.words(key),) for _, key in spec.stops}
    return stops[one_of(typed, ways, "stop")]


def _same(wanted: str, way: str) -> bool:
    return wanted == way


def _begins(wanted: str, way: str) -> bool:
    return way.startswith(wanted)


def _holds(wanted: str, way: str) -> bool:
    """Every word typed begins a word of the name."""
    return all(any(word.startswith(each) for word in way.split()) for each in wanted.split())
