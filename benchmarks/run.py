"""The budgets of the project, measured in one run: each engine on the shipped pack, and beside pyAgrum.

Times are wall clock on whatever machine this is; ratios come from interleaved runs. Nothing here passes or fails.
"""

from __future__ import annotations

import argparse
import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import json
import math
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from unblush.authoring.reader.folder import read_folder
from unblush.compiled.arrays import Numbers
from unblush.compiled.store import read_pack
from unblush.engine.backend import Engine, engine_named
from unblush.engine.evidence import Evidence, Observation, situate, weigh
from unblush.engine.facts import read_facts
from unblush.engine.mixture import mixture_of
from unblush.engine.prospects import Prospects
from unblush.engine.turn import take_turn
from unblush.evaluation.play import reply
from unblush.shipped import shipped_path
from unblush.vocabulary import ComplaintKind, PageKind

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from lib.networks import random_evidence, with_levels  # noqa: E402

ENGINES = ("plain", "numpy", "numba")


def milliseconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return 1e3 * (time.perf_counter() - start)


def row(name: str, values: list[float], budget: str = "") -> None:
    ranked = sorted(values)
    p99 = ranked[min(len(ranked) - 1, math.ceil(0.99 * len(ranked)) - 1)]
    print(f"  {name:<34} median {statistics.median(ranked):9.3f} ms   p99 {p99:9.3f} ms   {budget}")


def states_of_cases(numbers: Numbers, engine: Engine, every: int) -> list[dict]:
    """Return the answers before each turn of the interviews of every so-many-th case."""
    pages = {page.id: page for page in numbers.pages}
    states = []
    cases = read_folder(ROOT / "knowledge" / "leakage").pack.cases.values()
    for case in [case for case in cases if case.complaint == numbers.complaint][::every]:
        answers: dict = {}
        while True:
            states.append(dict(answers))
            turn = take_turn(numbers, answers, engine)
            if turn.next_page is None:
                break
            answers[turn.next_page] = reply(case, pages[turn.next_page], turn.facts)
    return states


def turns(numbers: Numbers, every: int) -> None:
    states = states_of_cases(numbers, engine_named("numpy"), every)
    asking = [state for state in states if len(state) >= len(numbers.first)]
    print(f"one turn, {numbers.complaint}: posterior, value of all pages, certificate ({len(asking)} turns)")
    budgets = {"plain": "budget p99 150", "numpy": "budget p99 5", "numba": ""}
    engines = {name: engine_named(name) for name in ENGINES}
    times: dict[str, list[float]] = {name: [] for name in ENGINES}
    for engine in engines.values():
        for state in asking[:3]:
            take_turn(numbers, state, engine)
    for state in asking:
        for name, engine in engines.items():
            times[name].append(milliseconds(lambda: take_turn(numbers, state, engine)))  # noqa: B023
    for name in ENGINES:
        row(name, times[name], budgets[name])
    print()


def processes() -> None:
    print("a whole process, beside the bare interpreter (median of 9, interleaved)")
    bare = [sys.executable, "-c", "pass"]
    version = [sys.executable, "-m", "unblush", "--version"]
    first = [sys.executable, "-m", "unblush", "ask"]
    found: dict[str, list[float]] = {"bare interpreter": [], "unblush --version": [], "first question on screen": []}
    for _ in range(9):
        found["bare interpreter"].append(milliseconds(lambda: subprocess.run(bare, check=True)))
        found["unblush --version"].append(
            milliseconds(lambda: subprocess.run(version, check=True, stdout=subprocess.DEVNULL))
        )
        found["first question on screen"].append(milliseconds(lambda: first_question(first)))
    base = statistics.median(found["bare interpreter"])
    for name, values in found.items():
        over = statistics.median(values) - base
        budget = {"unblush --version": "budget 150 over bare", "first question on screen": "budget 400 over bare"}
        middle = statistics.median(values)
        print(f"  {name:<34} median {middle:9.1f} ms   over bare {over:7.1f} ms   {budget.get(name, '')}")
    print()


def first_question(command: list[str]) -> None:
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None  # noqa: S101
        for line in process.stdout:
            if line.startswith("What brings"):
                break
        process.kill()


def loading_and_memory() -> None:
    path = shipped_path()
    row("compiled pack load", [milliseconds(lambda: read_pack(path)) for _ in range(15)], "budget 30")
    with_numbers = [milliseconds(lambda: read_pack(path).numbers["penile_fluid"].nodes) for _ in range(15)]
    row("and the numbers of one complaint", with_numbers)
    code = (
        "import resource, unblush\n"
        "desk = unblush.Desk(unblush.open_pack())\n"
        "i = desk.begin('penile_fluid')\n"
        "n = desk.numbers('penile_fluid')\n"
        "while (t := desk.turn(i)).next_page is not None:\n"
        "    page = next(p for p in n.pages if p.id == t.next_page)\n"
        "    i = i.answer(n, t.next_page, unblush.UNKNOWN if page.kind == 'number' else unblush.NONE)\n"
        "desk.assess(i)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    print(f"  {'whole interview, resident':<34} {int(done.stdout) / 1024:.0f} MB (budget 100)")
    print()


def agrum_net(numbers: Numbers, priors: Iterable[float], band: int, gum):
    """Build the shipped network in pyAgrum, findings with many parents divorced into OR chains."""
    net = gum.BayesNet()
    priors = list(priors)
    for i, p in enumerate(priors):
        net.add(gum.LabelizedVariable(f"c{i}", "", 2))
        net.cpt(f"c{i}").fillWith([1 - p, p])

    def chain(name: str, keep: float, parents: list[tuple[int, float]]) -> str:
        before = None
        for j, (node, q) in enumerate(parents):
            own = f"{name}_{j}"
            net.add(gum.LabelizedVariable(own, "", 2))
            net.addArc(f"c{node}", own)
            if before is not None:
                net.addArc(before, own)
            for on in (0, 1):
                rest = 1 - q if on else 1.0
                if before is None:
                    net.cpt(own)[{f"c{node}": on}] = [keep * rest, 1 - keep * rest]
                else:
                    net.cpt(own)[{f"c{node}": on, before: 0}] = [rest, 1 - rest]
                    net.cpt(own)[{f"c{node}": on, before: 1}] = [0.0, 1.0]
            before = own
        assert before is not None  # noqa: S101
        return before

    complaint = chain("s", 1.0, [(i, 1.0) for i in range(len(priors))])
    names = {}
    for index, finding in enumerate(numbers.findings):
        if len(finding.leak) == 1:
            parents = list(zip(finding.parents, finding.q[0], strict=True))
            names[index] = chain(f"f{index}", 1 - finding.leak[0][band], parents)
    return net, complaint, names


def beside_pyagrum(numbers: Numbers, people: int) -> None:
    import pyagrum as gum

    print("beside pyAgrum LazyPropagation, shipped pack, same people, answers compared before any time is printed")
    rng = random.Random(5)
    engines = {name: engine_named(name) for name in ENGINES}
    states = states_of_cases(numbers, engines["numpy"], 25)
    times: dict[str, list[float]] = {name: [] for name in (*ENGINES, "pyAgrum")}
    value_times: dict[str, list[float]] = {name: [] for name in (*ENGINES, "pyAgrum")}
    worst = worst_value = 0.0
    compared = 0
    for state in rng.sample(states, len(states)):
        if compared >= people:
            break
        facts = read_facts(numbers, state)
        situation = situate(numbers, facts)
        seen = [o for o in situation.observations if len(numbers.findings[o.finding].leak) == 1 and not o.weak]
        positives = sum(o.value > 0 for o in seen)
        if not 2 <= positives <= 6:
            continue
        compared += 1
        evidence = weigh(numbers, situation.priors.now, situation.band, seen)
        net, complaint, names = agrum_net(numbers, situation.priors.now, situation.band, gum)
        hard = {complaint: 1, **{names[o.finding]: o.value for o in seen}}

        def agrum(extra: dict[str, int] | None = None) -> list[float]:
            inference = gum.LazyPropagation(net)  # noqa: B023
            inference.setTargets({f"c{i}" for i in range(len(numbers.nodes))})
            inference.setEvidence({**hard, **(extra or {})})  # noqa: B023
            inference.makeInference()
            return [inference.posterior(f"c{i}")[1] for i in range(len(numbers.nodes))]

        theirs = agrum()
        for engine in engines.values():
            mine = engine.infer(numbers, evidence).marginals
            worst = max(worst, *(abs(a - b) for a, b in zip(mine, theirs, strict=True)))
        for _ in range(3):
            times["pyAgrum"].append(milliseconds(agrum))
            for name, engine in engines.items():
                times[name].append(milliseconds(lambda: engine.infer(numbers, evidence)))  # noqa: B023
        if compared <= max(3, people // 10):
            worst_value = max(worst_value, values_beside(numbers, situation, seen, agrum, names, engines, value_times))
    print(f"  {compared} people with 2 to 6 positives: posteriors differ by at most {worst:.1e},")
    print(f"  values by {worst_value:.1e}")
    report("posterior", times)
    report("value of all open findings", value_times)
    print()


def values_beside(numbers: Numbers, situation, seen: list[Observation], agrum, names, engines, times) -> float:
    """Time the entropy gain of every open finding, and return the largest difference from conditioning in pyAgrum."""
    from dataclasses import replace

    observed = {o.finding for o in seen}
    index = [i for i in names if i not in observed]

    def entropy(marginals: Iterable[float]) -> float:
        inside = (p for p in marginals if 0 < p < 1)
        return -sum(p * math.log(p) + (1 - p) * math.log1p(-p) for p in inside)

    def by_conditioning() -> dict[int, float]:
        now = agrum()
        gains = {}
        for i in index:
            yes, no = agrum({names[i]: 1}), agrum({names[i]: 0})
            # P(yes) from the law of total probability on the marginal that moves most
            node = max(range(len(now)), key=lambda n: abs(yes[n] - no[n]))
            spread = yes[node] - no[node]
            chance = (now[node] - no[node]) / spread if abs(spread) > 1e-12 else 0.0
            gains[i] = entropy(now) - chance * entropy(yes) - (1 - chance) * entropy(no)
        return gains

    start = time.perf_counter()
    theirs = by_conditioning()
    times["pyAgrum"].append(1e3 * (time.perf_counter() - start))
    whole = replace(numbers.policy, recall=1.0)
    exact = replace(numbers, policy=whole)
    facts = situation.facts
    plain = replace(situation, numbers=exact, observations=tuple(seen))
    rows = {finding.id: i for i, finding in enumerate(numbers.findings)}
    worst = 0.0
    for name, engine in engines.items():

        def all_values() -> list:
            evidence = plain.evidence()
            posterior = engine.infer(exact, evidence)  # noqa: B023
            mixture = mixture_of(evidence, posterior, engine.leading(evidence, posterior))  # noqa: B023
            builder = Prospects(plain)
            pages = [
                i for i, page in enumerate(exact.pages) if page.id not in facts.answered and page.id in facts.applies
            ]
            return engine.item_values(exact, mixture, [builder.of_page(i) for i in pages], 0, 0, {})  # noqa: B023

        plain.priors.kept.clear()
        all_values()
        for _ in range(5):
            times[name].append(milliseconds(all_values))
        if sum(o.value > 0 for o in seen) <= 4:
            for value in all_values():
                page = exact.pages[value.page]
                if value.name in rows and rows[value.name] in theirs and page.kind is PageKind.TICK:
                    worst = max(worst, abs(value.entropy_falls - theirs[rows[value.name]]))
    return worst


def report(what: str, times: dict[str, list[float]]) -> None:
    base = statistics.median(times["pyAgrum"])
    print(f"  {what}: pyAgrum {base:.2f} ms")
    for name in ENGINES:
        mine = statistics.median(times[name])
        print(f"    {name:<10} {mine:9.3f} ms   {base / mine:8.0f} times faster")


def generated(numbers: Numbers, people: int) -> None:
    """Agreement to 1e-9 on generated people with 0 to 20 positives; all of them here, a sample in the tests."""
    import pyagrum as gum  # noqa: F401 - the oracle lives with the tests

    sys.path.insert(0, str(ROOT / "tests" / "oracles"))
    from test_posterior import agrum_marginals

    rng = random.Random(11)
    net = with_levels(numbers, [rng.randrange(6) for _ in range(40)])
    worst = dict.fromkeys(ENGINES, 0.0)
    engines = {name: engine_named(name) for name in ENGINES}
    for person in range(people):
        evidence: Evidence = random_evidence(rng, 40, person % 21, 6)
        theirs = agrum_marginals(evidence)
        for name, engine in engines.items():
            mine = engine.infer(net, evidence).marginals
            worst[name] = max(worst[name], *(abs(a - b) for a, b in zip(mine, theirs, strict=True)))
    print(f"{people} generated people, 0 to 20 positives, largest difference from pyAgrum:")
    for name, error in worst.items():
        print(f"  {name:<10} {error:.1e}")
    print()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=6, help="take every so-many-th case")
    parser.add_argument("--people", type=int, default=40, help="people beside pyAgrum")
    parser.add_argument("--generated", type=int, default=1000, help="generated people for agreement")
    options = parser.parse_args()
    pack = read_pack(shipped_path())
    numbers = pack.numbers["penile_fluid"]
    machine = {"python": sys.version.split()[0], "cores": os.cpu_count()}
    print(json.dumps(machine))
    for name, each in pack.numbers.items():
        print(f"{name}: {len(each.nodes)} nodes, {len(each.findings)} findings, {len(each.pages)} pages")
    print()
    loading_and_memory()
    processes()
    for each in pack.numbers.values():
        if each.kind is ComplaintKind.EXPLAIN:
            turns(each, options.every)
    beside_pyagrum(numbers, options.people)
    if options.generated:
        generated(numbers, options.generated)
    print(f"peak memory of this benchmark {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
