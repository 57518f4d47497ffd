"""A plain stock-and-flow model as large as ours, for other people's tools to run.

It means nothing. It has as many stocks, flows and parameters as our declarations, over as many regions,
and as many operations a year in the same mix as numpy counts in ours, so that what is compared is the
tools and not the models. Written in Vensim's language, which PySD reads.

    r = bounded(f(stocks, flows before it, parameters))   a flow of a region or of the nation
    s' = s + (r - s)·τ                                    a stock that follows its flow

Every flow lies between a half and two, so that no tool stumbles over a number.
"""

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

TEMPLATES: Mapping[str, str] = {
    "multiply": "({0}*{1})", "divide": "({0}/{1})", "add": "({0}+{1}/8)", "minimum": "MIN({0},2*{1})",
    "maximum": "MAX({0},{1}/2)", "power": "({0}^{1})", "exp": "EXP({1}-{0})",
}  # fmt: skip
"""How an operation on what stands so far and another value near one is written."""
WORTH: Mapping[str, int] = {"add": 2, "minimum": 2, "maximum": 2, "exp": 2}
"""As how many operations it then counts, where it is more than one."""
KIN: Mapping[str, str] = {"log": "exp", "sqrt": "power", "square": "power", "subtract": "add", "clip": "maximum"}
"""Operations that the toy does not write, and the one that stands for each."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a model is: quantities of the regions and of the nation, and operations in a year of it."""

    regions: int
    regional_stocks: int
    national_stocks: int
    regional_flows: int
    national_flows: int
    parameters: int
    regional_operations: int
    national_operations: int
    mix: Mapping[str, int]

    @property
    def variables(self) -> int:
        """Stocks and flows."""
        return self.regional_stocks + self.national_stocks + self.regional_flows + self.national_flows


def written(size: Size, first: int, last: int, futures: int = 1) -> str:
    """The model in Vensim's language, a step a year, over so many futures at once."""
    nation = ("future",) if futures > 1 else ()
    regional = Names("r", size.regional_stocks, size.regional_flows, ("region", *nation))
    national = Names("n", size.national_stocks, size.national_flows, nation)
    kinds = spread(size.mix)
    parameters = itertools.cycle(f"p{each}" for each in range(size.parameters))
    of_nation = [
        (national.before(each), f"SUM({regional.stock(each, summed=True)})/{size.regions}")
        for each in range(national.flows)
    ]
    of_regions = [
        (regional.before(each), national.flow(each), regional.stock(each + 1)) for each in range(regional.flows)
    ]
    sums = 2 * national.flows
    lines = [
        f"region: (region1-region{size.regions})",
        *([f"future: (future1-future{futures})"] if futures > 1 else []),
        *(f"p{each}={1 + 0.02 * (-1) ** each}" for each in range(size.parameters)),
        *national.flow_lines(size.national_operations - sums, kinds, [among(parameters, each) for each in of_nation]),
        *regional.flow_lines(size.regional_operations, kinds, [among(parameters, each) for each in of_regions]),
        *national.stock_lines(),
        *regional.stock_lines(),
        f"INITIAL TIME={first}",
        f"FINAL TIME={last}",
        "TIME STEP=1",
        "SAVEPER=1",
    ]
    return "\n".join(["{UTF-8}", *(f"{line} ~~|" for line in lines), ""])


@dataclass(frozen=True, slots=True)
class Names:
    """The stocks and flows of the regions or of the nation."""

    letter: str
    stocks: int
    flows: int
    axes: tuple[str, ...]

    def at(self, name: str, *, summed: bool = False) -> str:
        """A name with its subscripts, marked where a sum over regions reads it."""
        axes = [f"{axis}!" if summed and axis == "region" else axis for axis in self.axes]
        return f"{name}[{','.join(axes)}]" if axes else name

    def stock(self, each: int, *, summed: bool = False) -> str:
        return self.at(f"{self.letter}s{each % self.stocks}", summed=summed)

    def flow(self, each: int) -> str:
        return self.at(f"{self.letter}f{each % self.flows}")

    def before(self, each: int) -> str:
        """The flow before this one; a stock for the first."""
        return self.flow(each - 1) if each else self.stock(0)

    def flow_lines(self, operations: int, kinds: Iterator[str], others: Sequence[Iterator[str]]) -> Iterator[str]:
        """The flows' equations, with these operations spread over them; bounds and stocks take two each of them."""
        left = operations - 2 * self.flows - 2 * self.stocks
        done = 0
        for each in range(self.flows):
            value = self.stock(each)
            while done < left * (each + 1) / self.flows:
                kind = next(kinds)
                value = TEMPLATES[kind].format(value, next(others[each]))
                done += WORTH.get(kind, 1)
            yield f"{self.flow(each)}=MIN(2,MAX(0.5,{value}))"

    def stock_lines(self) -> Iterator[str]:
        """The stocks' equations."""
        for each in range(self.stocks):
            yield f"{self.stock(each)}=INTEG(({self.flow(each)}-{self.stock(each)})*0.1,1)"


def among(parameters: Iterator[str], reads: tuple[str, ...]) -> Iterator[str]:
    """Variables that an equation reads, once each, and parameters before, between and after them."""
    for read in reads:
        yield next(parameters)
        yield read
    yield from parameters


def spread(mix: Mapping[str, int]) -> Iterator[str]:
    """Kinds of operation without end, each as often as in the mix and evenly."""
    counts: Counter[str] = Counter()
    for kind, count in mix.items():
        name = KIN.get(kind, kind)
        counts[name] += count // WORTH.get(name, 1) if name in TEMPLATES else 0
    due = dict.fromkeys(counts, 0.0)
    whole = sum(counts.values())
    while True:
        for name, count in counts.items():
            due[name] += count / whole
        kind = max(due, key=lambda name: due[name])
        due[kind] -= 1
        yield kind
