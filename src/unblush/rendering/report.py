"""An assessment and the words of the pack become a report: what a person is shown, in order, still without layout."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from unblush.compiled.arrays import Numbers
from unblush.compiled.catalogue import Catalogue, ConditionWords, FlagWords, Said
from unblush.interview.interview import Profile
from unblush.rendering.advising import AdviceBlock, advise
from unblush.rendering.amounts import in_hundred, in_ten, weight_word
from unblush.rendering.citations import Citations, SourceView
from unblush.rendering.clocks import ClockView, clock_views, date_words
from unblush.rendering.known import Told, told
from unblush.result import Assessment, Contribution, Explanation, Flip, Grade, PartKind, ReasonKind
from unblush.vocabulary import EMERGENCY, LEVELS, ComplaintKind, ItemId, Whom

LEAST_WEIGHT: Final = 0.05
MOST_FOR: Final = 6
MOST_AGAINST: Final = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, and what stands behind it."""

    text: str
    behind: str = ""


@dataclass(frozen=True, slots=True)
class FlagView:
    """One red flag: what it is, what to do, and why."""

    id: str
    title: str
    do: str
    because: Line


@dataclass(frozen=True, slots=True)
class ConditionView:
    """One explanation, or something told about: its name, its share in words, and what there is to know."""

    id: str
    name: str
    clinical: str
    amount: str
    low: float
    high: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a person is shown, top first."""

    level: str
    title: str
    do: str
    reasons: tuple[str, ...]
    flags: tuple[FlagView, ...]
    clocks: tuple[ClockView, ...]
    ovulation: str
    outlook: tuple[Line, ...]
    poor_fit: str
    explanations: tuple[ConditionView, ...]
    told: tuple[ConditionView, ...]
    advice: tuple[AdviceBlock, ...]
    partner: str
    why_heading: str
    why_start: str
    speaks_for: tuple[Line, ...]
    speaks_against: tuple[Line, ...]
    flips: tuple[str, ...]
    sure: tuple[str, ...]
    not_ruled_out: tuple[FlagView, ...]
    emergencies: tuple[str, ...]
    sources: tuple[SourceView, ...]
    review: str
    closing: tuple[str, ...]


def build_report(
    assessment: Assessment,
    words: Catalogue,
    numbers: Numbers,
    profile: Profile,
    now: datetime | None = None,
    cites: Citations | None = None,
) -> Report:
    """Return the report of an assessment for a person and region; `now`, with its zone, gives deadlines their dates.

    What is shown beside the report goes on numbering its sources in `cites`.
    """
    cites = cites or Citations(words)
    facts = told(numbers, assessment)
    region = words.regions[profile.region.value]
    level = LEVELS[assessment.triage.level]
    flags = tuple(flag_view(words.flags[name], region.services, cites) for name in assessment.triage.fired)
    clocks = clock_views(assessment.clocks, words, facts, region.services, now, cites)
    outlook = _outlook(words, assessment, now, cites)
    explanations = tuple(
        _explanation(words, e, cites) for e in assessment.explanations if e.condition in words.conditions
    )
    about = _told_about(words, facts, {e.id for e in explanations})
    about = sorted(about, key=lambda condition: condition.pathway != assessment.complaint)
    told_views = tuple(_condition(words, condition, "", 0.0, 0.0, cites) for condition in about)
    advice = advise(words, facts, [e.id for e in explanations], [c.id for c in about], profile, cites)
    why_for, why_against, start = _why(words, assessment, profile, cites)
    leading = assessment.explanations[0].condition
    shown = {*(e.id for e in explanations), *(c.id for c in about)}
    return Report(
        level=level,
        title=words.word(f"level.{level}.title"),
        do=words.word(f"level.{level}.do", **region.services),
        reasons=_reasons(words, assessment, numbers.kind),
        flags=flags,
        clocks=clocks,
        ovulation=_ovulation(words, assessment),
        outlook=outlook,
        poor_fit=words.word("result.poor_fit") if assessment.fit.poor and level != LEVELS[EMERGENCY] else "",
        explanations=explanations,
        told=told_views,
        advice=advice,
        partner=_partner(words, assessment),
        why_heading=words.conditions[leading].plain if leading in words.conditions else "",
        why_start=start,
        speaks_for=why_for,
        speaks_against=why_against,
        flips=tuple(_flip(words, flip, profile) for flip in assessment.flips),
        sure=_sure(words, assessment, numbers.kind),
        not_ruled_out=tuple(flag_view(words.flags[name], region.services) for name in assessment.triage.not_ruled_out),
        emergencies=tuple(
            words.flags[flag.id].title
            for flag in numbers.flags
            if words.flags[flag.id].always_shown and flag.id not in assessment.triage.fired
        ),
        sources=cites.views(),
        review=_review(words, shown),
        closing=(
            words.word("result.not_a_diagnosis"),
            words.word("result.made_from", pack=words.pack, version=words.version, digest=assessment.pack_digest[:12]),
        ),
    )


def _reasons(words: Catalogue, assessment: Assessment, kind: ComplaintKind) -> tuple[str, ...]:
    level = assessment.triage.level
    kinds = dict.fromkeys(reason.kind for reason in assessment.triage.reasons if reason.level == level)
    if assessment.triage.fired and ReasonKind.RED_FLAG in kinds:
        kinds = {ReasonKind.RED_FLAG: None}
    if kind is ComplaintKind.PATHWAY and ReasonKind.EXPECTED_LOSS in kinds:
        return (words.word("result.because.pathway"),)
    return tuple(words.word(f"result.because.{kind.value}") for kind in kinds)


def flag_view(flag: FlagWords, services: Mapping[str, str], cites: Citations | None = None) -> FlagView:
    """Return a red flag for people of a region; without `cites` its sources are not cited, as where none are shown."""
    behind = "" if cites is None else cites.mark(flag.because)
    return FlagView(flag.id, flag.title, flag.do.format(**services), Line(flag.because.text, behind))


def _ovulation(words: Catalogue, assessment: Assessment) -> str:
    """Return where ovulation probably stands; empty where no dates were given or nobody asked."""
    if assessment.ovulation_passed is None:
        return ""
    low, _, high = assessment.ovulation_passed
    where = "past" if low >= 0.5 else "ahead" if high < 0.5 else "about_now"
    return words.word(f"clock.ovulation.{where}", amount=in_ten(words, low, high))


def _outlook(words: Catalogue, assessment: Assessment, now: datetime | None, cites: Citations) -> tuple[Line, ...]:
    """Return what the conception model says to somebody who tries, always as ranges."""
    outlook = assessment.outlook
    if outlook is None:
        return ()
    behind = cites.mark(Said("", outlook.cites, outlook.expert))
    low, high = outlook.cycle
    lines = [Line(words.word("outlook.cycle", amount=in_hundred(words, low, high)), behind)]
    if outlook.year is not None:
        lines.append(Line(words.word("outlook.year", amount=in_hundred(words, *outlook.year)), behind))
    if outlook.best_days is not None and now is not None:
        first, last = (date_words(words, now + timedelta(days=days)) for days in outlook.best_days)
        key = "outlook.best_days_now" if outlook.best_days[0] == 0 else "outlook.best_days"
        lines.append(Line(words.word(key, first=first, last=last)))
    lines.append(Line(words.word("outlook.leaked")))
    lines.append(Line(words.word("outlook.limits")))
    return tuple(lines)


def _partner(words: Catalogue, assessment: Assessment) -> str:
    """Return the offer to answer for the partner in the same event."""
    partner = words.complaints[assessment.complaint].partner
    return words.word("result.partner_offer", complaint=partner) if partner else ""


def _explanation(words: Catalogue, explanation: Explanation, cites: Citations) -> ConditionView:
    amount = in_ten(words, explanation.low, explanation.high)
    said = words.word("amount.who", amount=amount)
    condition = words.conditions[explanation.condition]
    return _condition(words, condition, said, explanation.low, explanation.high, cites)


def _condition(
    words: Catalogue, condition: ConditionWords, amount: str, low: float, high: float, cites: Citations
) -> ConditionView:
    lines = [Line(condition.what.text, cites.mark(condition.what))]
    for said, key in ((condition.fluid, "result.fluid"), (condition.normal, "result.normal")):
        if said is not None:
            lines.append(Line(words.word(key, text=said.text), cites.mark(said)))
    lines.extend(Line(said.text, cites.mark(said)) for said in condition.how_common[:2])
    lines.append(Line(words.word("result.who", text=condition.who.text), cites.mark(condition.who)))
    return ConditionView(condition.id, condition.plain, condition.clinical, amount, low, high, tuple(lines))


def _told_about(words: Catalogue, facts: Told, shown: set[str]) -> list[ConditionWords]:
    """Return what is no node and yet to be told about: signs that are there, and diseases that change the picture."""
    about = []
    for condition in words.conditions.values():
        if condition.id in shown:
            continue
        own = bool(condition.pathway) and condition.pathway == facts.complaint
        if own or (condition.shown_when is not None and facts.holds(condition.shown_when)):
            about.append(condition)
    return about


def _why(
    words: Catalogue, assessment: Assessment, profile: Profile, cites: Citations
) -> tuple[tuple[Line, ...], tuple[Line, ...], str]:
    waterfall = assessment.waterfall
    if waterfall is None or waterfall.condition not in words.conditions:
        return (), (), ""
    before = 0.0
    weights: list[Contribution] = []
    for part in waterfall.parts:
        if part.kind in (PartKind.BASE_RATE, PartKind.AGE, PartKind.COMPLAINT):
            before += part.nats
        elif abs(part.nats) > LEAST_WEIGHT:
            weights.append(part)
    weights.sort(key=lambda part: -abs(part.nats))

    def line(part: Contribution) -> Line:
        text = f"{part_words(words, part, profile)} ({weight_word(words, part.nats)})"
        return Line(text, _behind(words, waterfall.condition, part, cites))

    chance = 1 / (1 + math.exp(-before))
    key = "result.why_start" if assessment.age is not None else "result.why_start_any_age"
    start = words.word(key, amount=in_ten(words, chance, chance))
    # cut before citing, so that only what is shown is cited
    speaks_for = [part for part in weights if part.nats > 0][:MOST_FOR]
    against = [part for part in weights if part.nats < 0][:MOST_AGAINST]
    return tuple(map(line, speaks_for)), tuple(map(line, against)), start


def part_words(words: Catalogue, part: Contribution, profile: Profile) -> str:
    """Return one part of a waterfall in words."""
    if part.kind is PartKind.AGE:
        return words.word("weight.age")
    if part.kind is PartKind.COMPLAINT:
        return words.word("weight.complaint")
    ask = asked_on(words, part.items[0], profile)
    if part.absent and part.kind is PartKind.FINDING:
        return words.word("weight.nothing_else", ask=ask)
    labels = "; ".join(item_label(words, item, profile) for item in part.items)
    return words.word("weight.not_there" if part.absent else "weight.said", ask=ask, answer=labels)


def item_label(words: Catalogue, item: ItemId, profile: Profile) -> str:
    """Return the label of an item as this person meets it."""
    entry = next(entry for page in words.pages.values() for entry in page.items if entry.id == item)
    return entry.named(other=profile.whom is Whom.OTHER)


def asked_on(words: Catalogue, item: ItemId, profile: Profile) -> str:
    """Return the first sentence of the question on which an item stands."""
    page = next(page for page in words.pages.values() if any(entry.id == item for entry in page.items))
    ask = page.asked(other=profile.whom is Whom.OTHER)
    return ask[: ask.index("?") + 1] if "?" in ask else ask


def _behind(words: Catalogue, condition: str, part: Contribution, cites: Citations) -> str:
    """Return the sources of the numbers that a part used."""
    found: dict[str, None] = {}
    judged = False
    for item in part.items:
        source = words.numbers.get(f"{condition}/{item}")
        if source is not None:
            found.update(dict.fromkeys(source.cites))
            judged = judged or source.expert
    numbers = ", ".join(map(str, cites.cite(found)))
    judgement = words.word("result.source_judgement")
    return ", ".join(part for part in (numbers, judgement if judged or not numbers else "") if part)


def _flip(words: Catalogue, flip: Flip, profile: Profile) -> str:
    key = "result.flip.present" if flip.present else "result.flip.absent"
    level = words.word(f"level.{LEVELS[flip.level]}.title")
    item = f"{asked_on(words, flip.item, profile)} {item_label(words, flip.item, profile)}"
    return words.word(key, item=item, level=level[0].lower() + level[1:])


def _sure(words: Catalogue, assessment: Assessment, kind: ComplaintKind) -> tuple[str, ...]:
    certificate, robustness = assessment.certificate, assessment.robustness
    if kind is ComplaintKind.PATHWAY:
        return (words.word("result.sure.rules"), *([words.word("result.sure.open")] if certificate.changed else []))
    lines = [
        words.word(
            f"result.sure.{certificate.grade.value}",
            **(
                {"checked": certificate.checked, "changed": certificate.changed, "one_in": certificate.one_in}
                if certificate.grade is Grade.FEWER_THAN_ONE_IN
                else {}
            ),
        ),
        words.word(
            "result.sure.stays",
            redraws=robustness.redraws,
            stays=round(robustness.level_stays * 10),
            leader=round(robustness.leader_stays * 10),
        ),
    ]
    if robustness.careful_level > 0 and robustness.level_stays < 0.8:
        lines.append(words.word("result.sure.careful"))
    lines.append(words.word("result.sure.estimate"))
    if not assessment.exact:
        lines.append(words.word("result.sure.approximate"))
    return tuple(lines)


def _review(words: Catalogue, shown: set[str]) -> str:
    reviewed = sum(bool(words.conditions[name].reviewed_by) for name in shown)
    return words.word("result.review.draft", reviewed=reviewed, total=len(shown)) if reviewed < len(shown) else ""
