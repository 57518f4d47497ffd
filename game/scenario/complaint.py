"""pydantic's errors in an author's words, each with its line.

pydantic knows what is wrong; it says so to programmers ("Input should be a valid string"). Here each
kind of error gets the sentence of someone who looks over the author's shoulder. A kind that is not
in the table keeps pydantic's own words rather than none.
"""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final, TypeVar, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from game.scenario.overlay import Overlay
from game.scenario.read import MOST_PROBLEMS, Where, nearest
from game.scenario.scalar import meant, shorten
from game.scenario.schema import Entry

Record = TypeVar("Record", bound=Entry)
Detail = tuple[str, str]

MOST_HINTS: Final = 2
"""Lacking entries that are each explained; a longer list speaks for itself."""
PATTERNS: Final = {
    r"^[a-z][a-z0-9_-]*$": "an id is small letters, digits, _ and -, and begins with a letter",
    r"^\d{4}-\d{2}-\d{2}$": "a date is written 1929-11-07",
}


def validate(overlay: Overlay, kind: type[Record], where: Where = ()) -> Record | None:
    """The record that stands at a place; None once what is wrong with it is noted."""
    if overlay.full:
        return None
    try:
        return kind.model_validate(overlay.get(*where))
    except ValidationError as error:
        complain(overlay, kind, where, error)
        return None


def complain(overlay: Overlay, kind: type[Entry], where: Where, error: ValidationError) -> None:
    """Note every error of a validation, one problem a place."""
    lacking: dict[Where, list[str]] = {}
    said: dict[Where, list[Detail]] = {}
    for detail in error.errors(include_url=False)[:MOST_PROBLEMS]:
        place = _place(overlay, where, detail)
        if detail["type"] == "missing":
            lacking.setdefault(place[:-1], []).append(str(place[-1]))
        else:
            said.setdefault(place, []).append(_said(kind, place[len(where) :], detail))
    for place, names in lacking.items():
        about = _fields(kind, place[len(where) :])
        hints = [f"{name}: {about[name]}" for name in names if about.get(name)]
        overlay.note(place, f"needs {_listed(names)}", "; ".join(hints) if len(hints) <= MOST_HINTS else "")
    for place, details in said.items():
        texts = list(dict.fromkeys(text for text, _ in details))
        overlay.note(place, ", or ".join(texts), next((hint for _, hint in details if hint), ""))


def _place(overlay: Overlay, where: Where, detail: ErrorDetails) -> Where:
    """Where an error stands in the file: pydantic's place without the marks of its own."""
    place, value = list(where), overlay.get(*where)
    steps = detail["loc"]
    for index, step in enumerate(steps):
        last = index == len(steps) - 1
        if isinstance(value, dict) and (step in value or (last and detail["type"] == "missing")):
            place.append(step)
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            place.append(step)
            value = value[step]
    return tuple(place)


def _fields(kind: Any, steps: Where) -> Mapping[str, str]:
    """The names that an entry below a record may hold, with what each is."""
    for step in steps:
        found = _records(kind)
        if found and isinstance(step, str) and step in (named := _named(found[0])):
            kind = named[step][1]
        else:
            kind = _inside(kind)
    found = _records(kind)
    return {name: about for name, (about, _) in _named(found[0]).items()} if found else {}


def _named(record: type[Entry]) -> dict[str, tuple[str, Any]]:
    return {
        field.alias or name: (field.description or "", field.annotation) for name, field in record.model_fields.items()
    }


def _records(kind: Any) -> list[type[Entry]]:
    """The records among the alternatives of a type."""
    if isinstance(kind, type) and issubclass(kind, Entry):
        return [kind]
    if get_origin(kind) in {dict, list}:
        return []
    return [record for each in get_args(kind) for record in _records(each)]


def _inside(kind: Any) -> Any:
    """The type of what a list or a mapping holds, through any alternatives around it."""
    if get_origin(kind) in {dict, list}:
        return get_args(kind)[-1]
    if get_origin(kind) is Annotated:
        return _inside(get_args(kind)[0])
    return next((_inside(each) for each in get_args(kind) if get_origin(each) is not None), Any)


def _said(kind: type[Entry], steps: Where, detail: ErrorDetails) -> Detail:
    """What is wrong, and what would be right."""
    given, context = detail["input"], detail.get("ctx", {})
    if detail["type"] == "extra_forbidden":
        known = _fields(kind, steps[:-1])
        return "is not known here", nearest(steps[-1], known) or f"known here: {_listed(list(known))}"
    naming = detail["loc"][-1:] == ("[key]",)
    if naming and detail["type"] == "int_type":
        return "is not a year", "a year is written without quotes: 1928"
    if naming and detail["type"] == "string_type":
        return "is a number where a name is needed", "put it in quotes if it is meant"
    if detail["type"] == "model_type":
        return "needs entries below it, written name: value", f"known here: {_listed(list(_fields(kind, steps)))}"
    wording = WORDING.get(detail["type"])
    return wording(given, context) if wording else (str(detail["msg"]).removeprefix("Value error, "), "")


def _kept(text: str, hint: str = "") -> Callable[[Any, Mapping[str, Any]], Detail]:
    return lambda _given, _context: (text, hint)


def _bound(words: str, name: str) -> Callable[[Any, Mapping[str, Any]], Detail]:
    return lambda given, context: (f"is {shorten(given)}; it must be {words} {context[name]:g}", "")


def _text(given: Any, _context: Mapping[str, Any]) -> Detail:
    if isinstance(given, bool | int | float):
        return "needs a text", f'put it in quotes: "{shorten(given)}"'
    return ("is empty; it needs a text", "") if given is None else ("needs a text", "")


def _number(given: Any, _context: Mapping[str, Any]) -> Detail:
    return ("is empty; it needs a number", "") if given is None else ("needs a number", meant(given))


def _literal(given: Any, context: Mapping[str, Any]) -> Detail:
    known = [each.strip("'") for each in context["expected"].replace(" or ", ", ").split(", ")]
    return f"is {shorten(given)}; it must be {_listed(known, 'or')}", nearest(given, known)


def _pattern(given: Any, context: Mapping[str, Any]) -> Detail:
    return f"is {shorten(given)}", PATTERNS.get(context["pattern"], f"it must match {context['pattern']}")


def _items(words: str, name: str) -> Callable[[Any, Mapping[str, Any]], Detail]:
    return lambda _given, context: (f"needs {words} {context[name]} entries", "")


def _listed(names: list[str], last: str = "and") -> str:
    """Names in a sentence: a, b and c."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"


WORDING: Final[Mapping[str, Callable[[Any, Mapping[str, Any]], Detail]]] = {
    "string_type": _text,
    "float_type": _number,
    "int_type": lambda given, context: (
        (f"is {given}; it needs a whole number", "") if isinstance(given, float) else _number(given, context)
    ),
    "bool_type": _kept("needs true or false"),
    "list_type": _kept("needs a list", "write [a, b], or a line for each that begins with -"),
    "dict_type": _kept("needs entries below it, written name: value"),
    "literal_error": _literal,
    "string_pattern_mismatch": _pattern,
    "string_too_short": _kept("is empty; it needs a text"),
    "string_too_long": lambda given, context: (
        f"has {len(given)} characters; it must have at most {context['max_length']}",
        "",
    ),
    "greater_than": _bound("more than", "gt"),
    "greater_than_equal": _bound("at least", "ge"),
    "less_than": _bound("less than", "lt"),
    "less_than_equal": _bound("at most", "le"),
    "too_short": _items("at least", "min_length"),
    "too_long": _items("at most", "max_length"),
}
