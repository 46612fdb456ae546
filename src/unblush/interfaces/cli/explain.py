"""`unblush explain`: every weight and every source behind a result."""

from __future__ import annotations

from pathlib import Path

import click

from unblush.compiled.catalogue import Catalogue, NumberSource
from unblush.interfaces.cli.options import moment_now, open_desk, person_options, read_answers
from unblush.interview.interview import Profile
from unblush.rendering.amounts import DECIBANS_PER_NAT
from unblush.rendering.citations import Citations
from unblush.rendering.report import part_words
from unblush.rendering.terminal import heading, wrap
from unblush.result import Assessment, Contribution, PartKind
from unblush.vocabulary import LEVELS, ConditionId, Region, Whom


@click.command("explain")
@click.argument("answers", metavar="FILE|-")
@click.option("--condition", metavar="ID", help="Explain this condition instead of the leading one.")
@person_options
def command(
    answers: str,
    condition: str | None,
    whom: str,
    region: str,
    zone: str | None,
    pack_file: Path | None,
    engine: str,
) -> None:
    """Show every weight and every source behind the result of an answers file.

    The weights are in decibans: 10 is a factor of ten on the odds, 3 a factor of two. They add up.
    """
    desk = open_desk(pack_file, engine)
    profile = Profile(Whom(whom), Region(region))
    interview = read_answers(answers, desk, profile, moment_now(zone))
    assessment = desk.assess(interview, ConditionId(condition) if condition else None)
    cites = Citations(desk.words)
    for line in [*_triage(assessment), *_waterfall(assessment, desk.words, interview.profile, cites)]:
        click.echo(line)
    for line in heading("Sources"):
        click.echo(line)
    for source in cites.views():
        for line in wrap(f"{source.text} ({source.read_as}) {source.link}".rstrip(), f"{source.number}. "):
            click.echo(line)


def _triage(assessment: Assessment) -> list[str]:
    lines = list(heading("How soon"))
    for reason in assessment.triage.reasons:
        name = f" ({reason.name})" if reason.name else ""
        lines.append(f"at least {LEVELS[reason.level]:<18} {reason.kind.value}{name}")
    certificate, robustness, fit = assessment.certificate, assessment.robustness, assessment.fit
    lines.append(
        f"certificate: {certificate.grade.value}, {certificate.changed} of {certificate.checked} completions change "
        f"the level, {certificate.not_covered:.4f} not covered"
    )
    lines.append(
        f"robustness: the level stays in {robustness.level_stays:.0%} of {robustness.redraws} redraws, "
        f"the leader in {robustness.leader_stays:.0%}"
    )
    lines.append(f"fit: unexplained {fit.unexplained:.3f}, surprise {fit.surprise:+.2f} sd, poor: {fit.poor}")
    return [line for text in lines for line in (wrap(text) if len(text) > 78 else [text])]


def _waterfall(assessment: Assessment, words: Catalogue, profile: Profile, cites: Citations) -> list[str]:
    waterfall = assessment.waterfall
    if waterfall is None:
        return []
    lines = list(heading(f"Weights for {waterfall.condition}, in decibans"))
    running = 0.0
    for part in waterfall.parts:
        running += part.nats
        label = "base rate, any age" if part.kind is PartKind.BASE_RATE else part_words(words, part, profile)
        lines += wrap(f"{part.nats * DECIBANS_PER_NAT:+7.1f}  {label}", "", " " * 9)
        for source in _numbers(waterfall.condition, part, words):
            behind = ", ".join(map(str, cites.cite(source.cites))) or "no source"
            judged = ", our judgement" if source.expert else ""
            text = f"{source.name} = {source.value}: {behind}{judged}, {source.strength.replace('_', ' ')}"
            lines += wrap(text, " " * 11, " " * 13)
    lines.append(f"{running * DECIBANS_PER_NAT:+7.1f}  together, the log-odds of the posterior")
    return lines


def _numbers(condition: str, part: Contribution, words: Catalogue) -> list[NumberSource]:
    """Return the numbers of the network that a part rests on."""
    if part.kind is PartKind.BASE_RATE:
        names = [name for name in words.numbers if name.startswith((f"{condition}/prevalence", f"{condition}/shows/"))]
    elif part.kind is PartKind.RISK_FACTOR:
        names = [name for item in part.items for name in (f"{condition}/{item}", f"exposed/{item}")]
    else:
        names = [name for item in part.items for name in (f"{condition}/{item}", f"otherwise/{item}")]
    return [words.numbers[name] for name in names if name in words.numbers]
