"""Writes the parts of the docs that are made from the program; with `--check` it only says which are out of date.

Transcripts are real: the interview is typed into a real process, answered as the person of a case would answer.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from unblush.authoring.model.case import Case
from unblush.authoring.reader.folder import read_folder
from unblush.evaluation.play import play, reply
from unblush.evaluation.summary import lines_of, summarise
from unblush.interview.desk import Desk
from unblush.interview.interview import Profile
from unblush.shipped import open_pack
from unblush.vocabulary import Answer, Mark, Region, Whom

ROOT = Path(__file__).resolve().parent.parent
STORIES = {
    "wet-dream": "wet_dream_at_15",
    "milky-drops": "milky_drops_23_fears_loss",
    "discharge": "gonorrhoea_typical_pus",
    "iui": "vr_ttc_iui_thinks_it_failed",
    "condom": "pw_condom_leaked_30_hours",
    "waters": "vr_waters_34_weeks_after_sex",
}
NOW = "2026-11-22T09:00+00:00"
"""The moment of all transcripts, so that their dates stay."""


def typed_by(case: Case, desk: Desk) -> str:
    """Return the lines that the person of a case types at the terminal."""
    numbers = desk.numbers(case.complaint)
    interview = desk.begin(case.complaint, Profile(Whom(case.whom), Region(case.region)))
    pages = {page.id: page for page in numbers.pages}
    lines = [str(list(desk.pack.numbers).index(case.complaint) + 1)]
    while (turn := desk.turn(interview)).next_page is not None:
        page = pages[turn.next_page]
        answer = reply(case, page, turn.facts)
        lines.append(_typed(answer, [str(name) for name in turn.facts.offered[page.id]]))
        interview = interview.answer(numbers, turn.next_page, answer)
        if desk.interruptions(interview):
            lines.append("x")  # show the result
            break
    return "".join(f"{line}\n" for line in lines)


def _typed(answer: Answer, offered: list[str]) -> str:
    if answer.number is not None:
        return f"{answer.number:g}"
    if answer.mark is Mark.ANSWERED:
        return ",".join(str(offered.index(str(name)) + 1) for name in answer.chosen)
    return str(len(offered) + {Mark.NONE: 1, Mark.UNKNOWN: 2, Mark.DECLINED: 3}[answer.mark])


def transcript(name: str) -> str:
    """Return what a terminal shows in the interview of one story."""
    case = read_folder(ROOT / "knowledge" / "leakage").pack.cases[STORIES[name]]
    desk = Desk(open_pack())
    options = ["--region", case.region, *(["--now", NOW] if desk.numbers(case.complaint).clocks else [])]
    command = [sys.executable, "-m", "unblush", "ask", *options]
    done = subprocess.run(command, input=typed_by(case, desk), capture_output=True, text=True, check=True, cwd=ROOT)
    # the digest changes with every word of the pack; a transcript need not
    shown = re.sub(r"digest [0-9a-f]{12}", "digest ............", done.stdout)
    return f"```text\n$ unblush ask {' '.join(options)}\n{shown.rstrip()}\n```"


def help_of(*words: str) -> str:
    """Return the help of a command as it is printed."""
    done = subprocess.run(
        [sys.executable, "-m", "unblush", *words, "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COLUMNS": "80"},
    )
    return f"```text\n$ {' '.join(['unblush', *words, '--help'])}\n{done.stdout.rstrip()}\n```"


def all_help() -> str:
    """Return the help of every command."""
    commands = [(), ("ask",), ("topic",), ("explain",), ("conceive",), ("budget",)]
    commands += [("answer",), ("check",), ("serve",), ("claims",), ("claims", "evaluate"), ("claims", "calibrate")]
    commands += [("pack",)]
    commands += [("pack", name) for name in ("check", "compile", "test", "figures", "schema", "show", "calibrate")]
    return "\n\n".join(help_of(*command) for command in commands)


def evaluation() -> str:
    """Return what `unblush pack test` prints over all cases."""
    from unblush.engine.backend import engine_named

    written = read_folder(ROOT / "knowledge" / "leakage")
    desk = Desk(open_pack(), engine_named("numpy"))
    summary = summarise([play(case, desk) for case in written.pack.cases.values()])
    return "```text\n$ unblush pack test\n" + "\n".join(lines_of(summary)) + "\n```"


def printed(*words: str) -> str:
    """Return a command and what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "unblush", *words], capture_output=True, text=True, check=True, cwd=ROOT
    )
    shown = re.sub(r"digest [0-9a-f]{12}", "digest ............", done.stdout)
    return f"```text\n$ unblush {' '.join(words)}\n{shown.rstrip()}\n```"


def picture(*words: str) -> str:
    """Return the picture that a command draws."""
    command = [sys.executable, "-m", "unblush", *words, "--svg", "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout


def points() -> str:
    """Return every published result beside the model's."""
    from unblush.evaluation.conception_points import lines_of_points, rows_of_points

    return "\n".join(lines_of_points(rows_of_points(read_folder(ROOT / "knowledge" / "leakage").pack)))


def claims() -> str:
    """Return how well claims are found, beside the simpler ways."""
    done = subprocess.run(
        [sys.executable, "-m", "unblush", "claims", "evaluate", "--semantic"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return done.stdout.rstrip()


CONCEIVE = ("conceive", "--age", "34", "--cycle", "28", "--sex-on", "11,13")
BUDGET = ("budget", "--volume", "2.5", "--concentration", "30", "--motility", "40")
PICTURES = {"docs/pictures/conceive.svg": CONCEIVE, "docs/pictures/budget.svg": BUDGET}
"""Drawn by the commands themselves, with `--svg -`."""


PARTS: dict[str, tuple[str, Callable[[], str]]] = {
    "transcript-wet-dream": ("README.md", lambda: transcript("wet-dream")),
    "transcript-milky-drops": ("README.md", lambda: transcript("milky-drops")),
    "transcript-discharge": ("README.md", lambda: transcript("discharge")),
    "transcript-iui": ("README.md", lambda: transcript("iui")),
    "transcript-condom": ("README.md", lambda: transcript("condom")),
    "transcript-waters": ("README.md", lambda: transcript("waters")),
    "conceive": ("docs/conception.md", lambda: printed(*CONCEIVE)),
    "budget": ("docs/conception.md", lambda: printed(*BUDGET)),
    "points": ("docs/conception.md", points),
    "claims": ("docs/claims.md", claims),
    "help": ("docs/cli.md", all_help),
    "evaluation": ("docs/evaluation.md", evaluation),
}
"""The generated parts: between `<!-- begin NAME -->` and `<!-- end NAME -->` of a file."""


def replaced(text: str, name: str, content: str) -> str:
    """Return a text with one generated part replaced."""
    pattern = re.compile(rf"(<!-- begin {name} -->\n).*?(<!-- end {name} -->)", re.DOTALL)
    if not pattern.search(text):
        raise SystemExit(f"there are no marks for {name}")
    return pattern.sub(lambda match: f"{match.group(1)}{content}\n{match.group(2)}", text)


def main() -> None:
    stale = []
    for name, (file, make) in PARTS.items():
        path = ROOT / file
        text = path.read_text()
        new = replaced(text, name, make())
        if new != text:
            stale.append(f"{file}: {name}")
            if "--check" not in sys.argv:
                path.write_text(new)
    for file, words in PICTURES.items():
        path = ROOT / file
        drawn = picture(*words)
        if not path.exists() or path.read_text() != drawn:
            stale.append(file)
            if "--check" not in sys.argv:
                path.write_text(drawn)
    if stale and "--check" in sys.argv:
        raise SystemExit("out of date; run: just docs")


if __name__ == "__main__":
    main()
