"""An answer about conceiving becomes a report: sentences with their sources, and pictures as rows, without layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from unblush.compiled.catalogue import Catalogue, Said
from unblush.compiled.conception import ConceptionNumbers, Ground
from unblush.conception.answer import SEX, ConceiveQuestion, ConceptionAnswer
from unblush.conception.interval import Interval
from unblush.rendering.amounts import in_hundred, sentence
from unblush.rendering.citations import Citations, SourceView
from unblush.rendering.report import Line

ADULT = 18


@dataclass(frozen=True, slots=True)
class IconView:
    """100 couples as signs: `full` would, `half` might, the rest would not."""

    title: str
    desc: str
    legend: str
    full: int
    half: int
    rows: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar: its label, the range of 100, and whether the person named it."""

    label: str
    value: Interval
    marked: bool = False


@dataclass(frozen=True, slots=True)
class BarsView:
    """Bars on one scale of 100, with the heads of the table that stands beside them."""

    heading: str
    title: str
    desc: str
    legend: str
    heads: tuple[str, ...]
    rows: tuple[BarRow, ...]
    unit: int


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with sentences below it."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ConceptionReport:
    """Everything a person is shown about conceiving, top first."""

    first: Block | None
    chance: Block
    icons: IconView | None
    blocks: tuple[Block, ...]
    bars: tuple[BarsView, ...]
    limits: Block
    sources: tuple[SourceView, ...]
    closing: tuple[str, ...]


class Sayer:
    """Says sentences of the pack, each with what it rests on, and keeps the list of sources."""

    def __init__(self, words: Catalogue, numbers: ConceptionNumbers) -> None:
        self.words, self.numbers = words, numbers
        self.cites = Citations(words)

    def say(self, key: str, cites: Iterable[str] = (), expert: bool = False, **fill: object) -> Line:
        """Return a sentence with its sources: those of its ground in conception.yaml, and those given here."""
        text = sentence(self.words.word(key, **fill))
        ground = self.numbers.grounds.get(key, Ground((), expert=False))
        said = Said(text, tuple(dict.fromkeys((*cites, *ground.cites))), expert or ground.expert)
        return Line(text, self.cites.mark(said))

    def word(self, key: str, **fill: object) -> str:
        """Return a plain label or heading."""
        return self.words.word(key, **fill)

    def closing(self, pack_digest: str) -> tuple[str, ...]:
        """Return what stands at the end of every result."""
        catalogue = self.words
        made = catalogue.word(
            "result.made_from", pack=catalogue.pack, version=catalogue.version, digest=pack_digest[:12]
        )
        return catalogue.word("result.not_a_diagnosis"), made


def build_conception_report(
    found: ConceptionAnswer, asked: ConceiveQuestion, numbers: ConceptionNumbers, words: Catalogue, pack_digest: str
) -> ConceptionReport:
    """Put an answer into words: what cannot wait first, then the chance, the pictures, the limits and sources."""
    sayer = Sayer(words, numbers)
    first = _first(asked, sayer) if asked.unwanted else None
    chance = _chance(found, asked, sayer)
    blocks = tuple(block for block in _blocks(found, asked, sayer) if block.lines)
    bars = tuple(_bars(found, asked, sayer))
    limits = Block(sayer.word("conception.limit.heading"), tuple(_limits(found, asked, sayer)))
    return ConceptionReport(
        first=first,
        chance=chance,
        icons=_icons(found.after_tried or found.chance, sayer),
        blocks=blocks,
        bars=bars,
        limits=limits,
        sources=sayer.cites.views(),
        closing=sayer.closing(pack_digest),
    )


def _first(asked: ConceiveQuestion, sayer: Sayer) -> Block:
    keys = ["first", "after_ovulation"]
    age = asked.cycle.age
    if age is not None and age < ADULT:
        keys.append("minors")
    keys.append("test")
    lines = [sayer.say(f"conception.unwanted.{key}") for key in keys]
    if age is not None and age < _age_of_consent(sayer):
        lines.append(sayer.say("conception.minors.help"))
    return Block(sayer.word("conception.unwanted.heading"), tuple(lines))


def _age_of_consent(sayer: Sayer) -> int:
    """Return the highest age of consent of the regions, for nobody was asked where they live."""
    return max(region.age_of_consent for region in sayer.words.regions.values())


def _chance(found: ConceptionAnswer, asked: ConceiveQuestion, sayer: Sayer) -> Block:
    lines = []
    heading = {"age": "conception.heading_age", "route": "conception.heading_route"}.get(found.kind)
    if found.unmeasured_age:
        lines.append(sayer.say("conception.over_45"))
    elif found.chance is None:
        lines.append(sayer.say("conception.unwanted.vulva"))
    else:
        key = "conception.unwanted.chance" if asked.unwanted else f"conception.unit.{found.counts}"
        amount = in_hundred(sayer.words, found.chance.low, found.chance.high)
        lines.append(sayer.say(key, found.cites, found.expert, amount=amount))
        if found.after_tried is not None:
            amount = in_hundred(sayer.words, found.after_tried.low, found.after_tried.high)
            lines.append(sayer.say("conception.unit.next", amount=amount, tried=asked.tried))
        if found.in_window is not None:
            lines.append(
                sayer.say(
                    "conception.unwanted.window",
                    amount=in_hundred(sayer.words, found.in_window.low, found.in_window.high),
                )
            )
    if asked.unwanted and asked.contact in {"withdrawal", "condom-intact", "condom-failed"}:
        lines.append(sayer.say(f"conception.unwanted.{asked.contact.replace('-', '_')}"))
    lines.append(sayer.say("conception.no_safe_day"))
    return Block(sayer.word(heading or "conception.heading"), tuple(lines))


def _blocks(found: ConceptionAnswer, asked: ConceiveQuestion, sayer: Sayer) -> Iterator[Block]:
    numbers = sayer.numbers
    told = [
        sayer.say(f"conception.told.{name}", numbers.no_effect[name].cites, numbers.no_effect[name].expert)
        for name in found.told
    ]
    if asked.unwanted:
        told.append(sayer.say("conception.unwanted.washing"))
    elif {"leaked", "washed", "iui-backflow"} & set(found.told):
        told.append(sayer.say("conception.why_leak_changes_nothing"))
    if "washed" in found.told and not asked.unwanted:
        told.append(sayer.say("conception.douche"))
    yield Block(sayer.word("conception.told.heading"), tuple(told))
    if found.cumulative:
        last = sayer.say(
            "conception.cycles.row",
            sayer.numbers.figures["several.concentration"].cites,
            expert=True,
            number=len(found.cumulative),
            amount=in_hundred(sayer.words, found.cumulative[-1].low, found.cumulative[-1].high),
        )
        tried = [sayer.say("conception.cycles.tried", tried=asked.tried)] if asked.tried else []
        yield Block(sayer.word("conception.cycles.heading"), (*tried, last))
    if not asked.unwanted:
        keys = ["seek", "often"] if asked.route == SEX else ["seek_donor"]
        keys += ["weekly"] if found.kind == "age" and not found.unmeasured_age else []
        good = tuple(sayer.say(f"conception.{key}") for key in keys)
        yield Block(sayer.word("result.advice.reassurance"), good)
    if found.passed is not None:
        yield Block(sayer.word("conception.ovulation.heading"), tuple(_ovulation(found, asked, sayer)))
    if found.semen:
        yield Block(sayer.word("conception.semen.heading"), tuple(_semen(found, asked, sayer)))
    if asked.cycle.age is not None and asked.cycle.age < ADULT and not asked.unwanted:
        keys = ["note", *(["help"] if asked.cycle.age < _age_of_consent(sayer) else [])]
        young = tuple(sayer.say(f"conception.minors.{key}") for key in keys)
        yield Block(sayer.word("result.advice.minors"), young)


def _ovulation(found: ConceptionAnswer, asked: ConceiveQuestion, sayer: Sayer) -> Iterator[Line]:
    if found.passed is not None:
        day, value = found.passed
        cites = next((row.cites for row in sayer.numbers.classes), ())
        amount = in_hundred(sayer.words, value.low, value.high)
        yield sayer.say("conception.ovulation.row", cites, expert=True, day=day, amount=amount)
    cycle = asked.cycle.cycle
    if cycle.lh_on is not None:
        yield sayer.say("conception.lh")
    if cycle.temperature_rise_on is not None:
        yield sayer.say("conception.temperature")
    if asked.cycle.mucus is not None:
        yield sayer.say("conception.mucus")


def _semen(found: ConceptionAnswer, asked: ConceiveQuestion, sayer: Sayer) -> Iterator[Line]:
    for row in found.semen:
        yield sayer.say(
            "conception.semen.below" if row.below else "conception.semen.within",
            row.limit.cites,
            name=sayer.word(f"conception.semen.name.{row.name}"),
            value=f"{row.value:.3g}",
            unit=sayer.word(f"conception.semen.unit.{row.name}"),
            limit=f"{row.limit.value:g}",
        )
    yield sayer.say("conception.semen.spread")
    analysis = asked.cycle.semen
    if analysis is not None and analysis.motile < sayer.numbers.figures["semen.few_motile"].value:
        yield sayer.say("conception.semen.few")


def _icons(value: Interval | None, sayer: Sayer) -> IconView | None:
    if value is None:
        return None
    full = round(value.low * 100)
    half = max(0, round(value.high * 100) - full)
    rest = 100 - full - half
    amount = in_hundred(sayer.words, value.low, value.high)
    return IconView(
        title=sayer.word("conception.picture.title", amount=amount),
        desc=sayer.word("conception.picture.desc", low=full, between=half, rest=rest),
        legend=sayer.word("conception.legend"),
        full=full,
        half=half,
        rows=(
            (sayer.word("conception.picture.full"), full),
            (sayer.word("conception.picture.half"), half),
            (sayer.word("conception.picture.empty"), rest),
        ),
    )


def _bars(found: ConceptionAnswer, asked: ConceiveQuestion, sayer: Sayer) -> Iterator[BarsView]:
    heads = [sayer.word(f"conception.days.column_{end}") for end in ("low", "mid", "high")]
    if found.days:
        peak, highest = max(found.days, key=lambda bar: bar[1].mid)
        acts = set(asked.cycle.sex_on)
        amount = in_hundred(sayer.words, highest.low, highest.high)
        unit = _unit(value for _, value in found.days)
        yield BarsView(
            heading=sayer.word("conception.days.heading"),
            title=sayer.word("conception.days.title"),
            desc=sayer.word("conception.days.desc", last=found.days[-1][0], peak=peak, amount=amount),
            legend=sayer.word("conception.days.legend", unit=unit),
            heads=(sayer.word("conception.days.column_day"), *heads),
            rows=tuple(BarRow(str(day), value, day in acts) for day, value in found.days),
            unit=unit,
        )
    if found.cumulative:
        unit = _unit(found.cumulative)
        amount = in_hundred(sayer.words, found.cumulative[-1].low, found.cumulative[-1].high)
        yield BarsView(
            heading=sayer.word("conception.cycles.heading"),
            title=sayer.word("conception.cycles.title"),
            desc=sayer.word("conception.cycles.desc", last=len(found.cumulative), amount=amount),
            legend=sayer.word("conception.cycles.legend", unit=unit),
            heads=(sayer.word("conception.cycles.column"), *heads),
            rows=tuple(BarRow(str(number), value) for number, value in enumerate(found.cumulative, 1)),
            unit=unit,
        )


def _unit(values: Iterable[Interval]) -> int:
    """Return how many of 100 one sign of a bar stands for, so that bars fit a line."""
    return 1 if max(value.high for value in values) <= 0.5 else 2


def _limits(found: ConceptionAnswer, asked: ConceiveQuestion, sayer: Sayer) -> Iterator[Line]:
    age = asked.cycle.age
    for key in sayer.numbers.limits:
        yield sayer.say(key)
    if age is not None and age < sayer.numbers.first_cycle[0].first:
        yield sayer.say("conception.limit.young")
    if age is not None and age >= sayer.numbers.constant[0].first:
        yield sayer.say("conception.limit.over_40")
    if found.kind == "route":
        yield sayer.say("conception.limit.route")
