"""The catalogue: every text and every source that an answer can show."""

from __future__ import annotations

from unblush.authoring.compiler.rules import compile_rule
from unblush.authoring.model.advice import Advice, RedFlag
from unblush.authoring.model.clock import Clock
from unblush.authoring.model.condition import Condition
from unblush.authoring.model.dangling import sourced_parts
from unblush.authoring.model.pack import LEVEL_NAMES, Complaint, Pack
from unblush.authoring.model.question import Page
from unblush.authoring.model.record import Chance, GradedChance, OddsRatio, Review, Share, Sourced, SourcedText
from unblush.authoring.model.region import RegionServices
from unblush.authoring.model.source import Source
from unblush.compiled import catalogue as c


def compile_catalogue(pack: Pack) -> c.Catalogue:
    """Return all words of a pack."""
    manifest = pack.manifest
    return c.Catalogue(
        pack=manifest.id,
        version=manifest.version,
        title=manifest.title,
        intended_use=manifest.intended_use,
        review_policy=manifest.review_policy,
        complaints={complaint.id: _complaint(complaint) for complaint in manifest.complaints},
        pages={page.id: _page(page) for page in pack.pages.values()},
        conditions={name: _condition(condition) for name, condition in sorted(pack.conditions.items())},
        advice={name: _advice(advice) for name, advice in sorted(pack.advice.items())},
        flags={name: _flag(flag) for name, flag in pack.red_flags.items()},
        references={name: _reference(source) for name, source in pack.sources.items()},
        facts={
            s.id: c.Fact(s.id, s.text, s.figure or "", s.source, s.strength, s.verified)
            for s in pack.statements.values()
        },
        numbers=_numbers(pack),
        regions={name: _region(region) for name, region in pack.regions.items()},
        words=dict(sorted(pack.words.items())),
        clocks={name: _clock(clock) for name, clock in pack.clocks.items()},
        phrases=tuple(c.PhraseWords(p.say, p.day, p.start, p.hours, p.weekday) for p in pack.phrases),
    )


def _complaint(complaint: Complaint) -> c.ComplaintWords:
    return c.ComplaintWords(
        complaint.id,
        complaint.name,
        complaint.opening,
        complaint.entry,
        complaint.entry_other,
        complaint.at_once,
        complaint.partner or "",
        complaint.first_hours,
    )


def _clock(clock: Clock) -> c.ClockWords:
    return c.ClockWords(
        clock.id,
        clock.group,
        clock.title,
        said(clock.do, clock),
        clock.over or "",
        clock.unknown,
        tuple(c.NoteWords(said(note.text, note), compile_rule(note.when)) for note in clock.notes),
    )


def reviewer(review: Review) -> str:
    """Return who signed, with role and date; empty for a draft."""
    return f"{review.by}, {review.role}, {review.date}" if review.state == "reviewed" else ""


def said(text: str, sourced: Sourced) -> c.Said:
    """Return a text with its sources."""
    return c.Said(text, sourced.source, sourced.basis == "expert", sourced.graded)


def _text(sourced: SourcedText | None) -> c.Said | None:
    return None if sourced is None else said(sourced.text, sourced)


def _page(page: Page) -> c.PageWords:
    return c.PageWords(
        page.id,
        page.ask,
        page.ask_other,
        page.why,
        page.help or "",
        page.none_label or "",
        page.quantity.unit if page.quantity else "",
        tuple(
            c.ItemWords(
                item.id,
                item.label,
                item.label_other or item.label,
                item.explain or "",
                item.clinical or item.label,
                item.names,
                tuple(cite for _, part in sourced_parts(item) for cite in part.source),
            )
            for item in page.items
        ),
    )


def _condition(condition: Condition) -> c.ConditionWords:
    cites: dict[str, None] = {}
    for _, part in sourced_parts(condition):
        cites.update(dict.fromkeys(part.source))
    codes = condition.codes
    return c.ConditionWords(
        id=condition.id,
        role=condition.role,
        plain=condition.name.plain,
        clinical=condition.name.clinical,
        codes=tuple((name, value) for name in ("icd10", "icd11") if codes and (value := getattr(codes, name))),
        codes_verified=bool(codes and codes.verified),
        what=said(condition.what.text, condition.what),
        fluid=_text(condition.fluid),
        normal=_text(condition.normal),
        how_common=tuple(said(common.text, common) for common in condition.how_common),
        who=said(condition.who.text, condition.who),
        level=LEVEL_NAMES.index(condition.urgency.level),
        because=said(condition.urgency.because, condition.urgency),
        red_flags=condition.red_flags,
        pathway=condition.pathway or "",
        shown_when=compile_rule(condition.shown_when) if condition.shown_when else None,
        advice=condition.advice,
        cites=tuple(cites),
        reviewed_by=reviewer(condition.review),
    )


def _advice(advice: Advice) -> c.AdviceWords:
    return c.AdviceWords(
        advice.id,
        advice.kind,
        said(advice.text, advice),
        advice.text_other or advice.text,
        compile_rule(advice.when) if advice.when else None,
        advice.complaints,
        advice.always,
    )


def _flag(flag: RedFlag) -> c.FlagWords:
    return c.FlagWords(
        flag.id,
        flag.title,
        flag.do,
        said(flag.because, flag),
        flag.always_shown,
    )


def _region(region: RegionServices) -> c.RegionWords:
    services = (
        "emergency",
        "emergency_place",
        "urgent",
        "clinic",
        "pharmacy",
        "crisis",
        "young",
        "assault",
        "violence",
    )
    return c.RegionWords(
        region.id,
        region.name,
        region.age_of_consent,
        {name: getattr(region, name) for name in (*services, "reporting")},
    )


def _reference(source: Source) -> c.Reference:
    link = f"https://doi.org/{source.doi}" if source.doi else source.url or ""
    return c.Reference(
        source.id,
        source.author,
        str(source.issued or "no year shown"),
        source.title,
        source.container_title or "",
        link,
        source.read_as,
    )


def _numbers(pack: Pack) -> dict[str, c.NumberSource]:
    """Return what each number of the network rests on, by `condition/what`."""
    found: dict[str, c.NumberSource] = {}

    def add(name: str, number: Share | Chance | GradedChance | OddsRatio) -> None:
        found[name] = c.NumberSource(name, _value(number), number.source, number.basis == "expert", number.graded)

    for condition in pack.conditions.values():
        if condition.prevalence is not None:
            add(f"{condition.id}/prevalence", condition.prevalence)
        for complaint, chance in condition.complaints.items():
            add(f"{condition.id}/shows/{complaint}", chance)
        for risk, ratio in condition.risk_factors.items():
            add(f"{condition.id}/{risk}", ratio)
        for finding, link in condition.findings.items():
            add(f"{condition.id}/{finding}", link)
    for page in pack.pages.values():
        for item in page.items:
            if item.leak is not None:
                add(f"otherwise/{item.id}", item.leak)
            if item.exposed is not None:
                add(f"exposed/{item.id}", item.exposed)
        for graded in page.graded:
            add(f"otherwise/{graded.id}", graded.leak)
    return dict(sorted(found.items()))


def _value(number: Share | Chance | GradedChance | OddsRatio) -> str:
    if isinstance(number, OddsRatio):
        text = f"odds ratio {number.odds_ratio:g}"
    elif isinstance(number, GradedChance):
        text = f"{number.p[0]:g} (one), {number.p[1]:g} (several)"
    elif isinstance(number, Share):
        text = f"{number.value:g}" + (" (differs by age)" if number.by else "")
    else:
        text = f"{number.p:g}"
    return text + (f" [{number.range[0]:g} to {number.range[1]:g}]" if number.range else "")
