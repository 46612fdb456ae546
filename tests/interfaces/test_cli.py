"""The command line as a person meets it: a real process, real input, exit codes, nothing left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNBLUSH = [sys.executable, "-m", "unblush"]
MARKER = "marker-of-this-test"
PENIS = ("--complaint", "penile_fluid")


def run(
    *arguments: str, typed: str | bytes | None = "", env: dict[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(cwd or ROOT), **(env or {})}
    return subprocess.run(
        [*UNBLUSH, *arguments],
        input=typed if isinstance(typed, str) else None,
        capture_output=True,
        text=True,
        env=environment,
        cwd=cwd or ROOT,
        timeout=120,
        check=False,
    )


def answers_file(tmp_path: Path, text: str) -> str:
    path = tmp_path / "answers.yaml"
    path.write_text(text)
    return str(path)


WET_DREAM = """\
region: uk
answers:
  age: 15
  urgent_private: none
  urgent_whole_body: none
  safe_now: none
  when_noticed: on_waking
  looks: semen_like
  puberty: puberty_begun
"""


def test_version_and_help_say_what_there_is() -> None:
    assert run("--version").stdout.startswith("unblush ")
    text = run("--help").stdout
    for word in ("ask", "topic", "explain", "conceive", "budget", "pack", "Exit codes:", "Shell completion"):
        assert word in text
    for command in ("ask", "topic", "explain", "conceive", "budget", "pack"):
        assert run(command, "--help").returncode == 0


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_completion_is_built_in(shell: str) -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "unblush")],
        env={"_UNBLUSH_COMPLETE": f"{shell}_source", "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "unblush" in done.stdout


def test_an_answers_file_gives_a_result_without_questions(tmp_path: Path) -> None:
    done = run("ask", "--answers", answers_file(tmp_path, WET_DREAM))
    assert done.returncode == 0, done.stderr
    assert "YOU CAN LOOK AFTER THIS YOURSELF" in done.stdout
    assert "Wet dream" in done.stdout
    assert "Question" not in done.stdout


def test_standard_input_and_json_work_in_a_pipe() -> None:
    done = run("ask", "--answers", "-", "--json", typed=json.dumps({"answers": {"age": 15, "looks": "semen_like"}}))
    document = json.loads(done.stdout)
    assert document["schema"] == "unblush.assessment/1"
    assert done.stderr == ""


@pytest.mark.parametrize("engine", ["plain", "numpy", "numba"])
def test_every_engine_gives_the_same_advice(tmp_path: Path, engine: str) -> None:
    done = run("ask", "--answers", answers_file(tmp_path, WET_DREAM), "--json", "--engine", engine)
    document = json.loads(done.stdout)
    assert document["triage"]["level"] == "self_care"
    assert document["explanations"][0]["condition"] == "nocturnal_emission"


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("answers: {age: 300}", 5, "300 is out of range"),
        ("answers: {agee: 30}", 5, "Did you mean 'age'"),
        ("answers: {age: 30, age: 31}", 5, "stands twice"),
        ("answers: {looks: no}", 5, "means yes or no"),
        ("just text", 5, "not a mapping"),
        ("answers: {complaint: x}\ncomplaint: nothing", 5, "there is no complaint 'nothing'"),
        ("\tx: 1", 5, "never tabs"),
    ],
)
def test_bad_answers_say_where_what_and_how_to_mend(tmp_path: Path, text: str, code: int, says: str) -> None:
    done = run("ask", "--answers", answers_file(tmp_path, text))
    assert done.returncode == code
    assert says in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["ask", "--answers", "/nowhere/file"], 5, "cannot be read"),
        (["ask", "--region", "mars"], 2, "is not one of"),
        (["ask", "--pack", "/nowhere/pack.json"], 4, "cannot be read"),
        (["nonsense"], 2, "No such command"),
        (["pack", "show", "gonorrhea"], 6, "Did you mean"),
        (["pack", "check", "/nowhere"], 3, "there is no pack.yaml here"),
        (["pack", "schema", "nothing"], 6, "kind of file"),
        (["pack", "test", "--only", "nobody"], 6, "there is no case"),
    ],
)
def test_exit_codes_and_messages(arguments: list[str], code: int, says: str) -> None:
    done = run(*arguments)
    assert done.returncode == code, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_binary_or_huge_file_ends_in_a_clear_error(tmp_path: Path) -> None:
    binary = tmp_path / "binary"
    binary.write_bytes(bytes(range(256)) * 10)
    assert "not UTF-8" in run("ask", "--answers", str(binary)).stderr
    huge = tmp_path / "huge"
    huge.write_bytes(b"a: " + b"x" * 10_000_000)
    done = run("ask", "--answers", str(huge))
    assert done.returncode == 5
    assert "more than 200,000 bytes" in done.stderr


def test_an_emergency_interrupts_at_once_and_can_be_gone_past() -> None:
    done = run("ask", *PENIS, "--region", "uk", typed="15\n1\ng\nx\n")
    assert "Please stop here for a moment." in done.stdout
    assert "Call 999" in done.stdout
    head, tail = done.stdout.split("Please stop here for a moment.", 1)
    assert head.count("Question ") == 2
    assert "Question 3." in tail
    assert "GET HELP NOW" in tail


def test_taking_back_an_emergency_asks_once_more() -> None:
    kept = run("ask", *PENIS, typed="15\n1\nb\nn\nx\n").stdout
    assert "You took back an answer that made this urgent" in kept
    assert "GET HELP NOW" in kept.split("How soon")[-1]
    taken_back = run("ask", *PENIS, typed="15\n1\nb\ny\n9\nx\n").stdout
    assert "GET HELP NOW" not in taken_back.split("How soon")[-1]


def test_back_why_skip_stop_and_leave() -> None:
    why = run("ask", *PENIS, typed="w\nq\n").stdout
    assert "Why we ask: What is normal, and how soon to be seen, changes with age." in why
    assert "You left. Nothing was kept." in why
    assert "How soon" not in why
    back = run("ask", *PENIS, typed="30\nb\n31\nx\n").stdout
    assert back.count("Question 1.") == 2
    skipped = run("ask", *PENIS, typed="s\nx\n").stdout
    assert "Question 2." in skipped
    assert "Not ruled out" in skipped


def test_what_is_not_understood_is_asked_again() -> None:
    done = run("ask", *PENIS, typed="old\n200\n30\n1,2,99\nmaybe\nx\n").stdout
    assert "I did not understand 'old'. Please type a number from 0 to 110." in done
    assert "I did not understand 'maybe'. Please type numbers from the list" in done


def test_the_end_of_input_shows_what_follows_so_far() -> None:
    done = run("ask", *PENIS, typed="30\n")
    assert done.returncode == 0
    assert "How soon" in done.stdout


def test_json_with_questions_keeps_the_document_alone_on_standard_output() -> None:
    done = run("ask", *PENIS, "--json", typed="30\nx\n")
    assert json.loads(done.stdout)["triage"]["level"] != "self_care"
    assert "Question 1." in done.stderr


def test_third_person_wording() -> None:
    done = run("ask", *PENIS, "--for", "someone-else", typed="q\n").stdout
    assert "How old is the person you are asking about?" in done


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    command = f"{sys.executable} -m unblush ask --answers {answers_file(tmp_path, WET_DREAM)} | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=ROOT, check=False)
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


def test_ctrl_c_leaves_nothing_behind(tmp_path: Path) -> None:
    import signal
    import time

    process = subprocess.Popen(
        [*UNBLUSH, "ask", *PENIS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
    )
    assert process.stdin is not None
    process.stdin.write("30\n")
    process.stdin.flush()
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_to_disk(tmp_path: Path) -> None:
    """Every file that is opened for writing in a whole interview, by the interpreter's own audit hook."""
    code = (
        "import sys\n"
        "def hook(event, args):\n"
        "    if event == 'open' and isinstance(args[1], str) and any(c in args[1] for c in 'wax+'):\n"
        "        if args[0] != '/dev/null': print('WROTE', args[0], file=sys.stderr)\n"
        "    if event.startswith('socket.') or event == 'urllib.Request':\n"
        "        print('NETWORK', event, file=sys.stderr)\n"
        "sys.addaudithook(hook)\n"
        "from unblush.interfaces.cli.main import main\n"
        "main(['ask', '--complaint', 'penile_fluid'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", code],
        input="30\n9\n9\nx\n",
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert "How soon" in done.stdout
    assert "WROTE" not in done.stderr
    assert "NETWORK" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="a network namespace needs root or user namespaces")
def test_a_whole_interview_runs_without_any_network(tmp_path: Path) -> None:
    probe = subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False)
    if probe.returncode:
        pytest.skip("this machine does not allow network namespaces")
    done = subprocess.run(
        ["unshare", "-n", *UNBLUSH, "ask", "--answers", answers_file(tmp_path, WET_DREAM)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0
    assert "Wet dream" in done.stdout


def test_no_answer_appears_in_an_error(tmp_path: Path) -> None:
    """A damaged pack in the middle of a run must not drag answers into the message."""
    broken = tmp_path / "pack.json"
    broken.write_text('{"format": 1}')
    path = answers_file(tmp_path, f"answers: {{age: 30}} # {MARKER}")
    done = run("ask", "--answers", path, "--pack", str(broken))
    assert done.returncode == 4
    assert MARKER not in done.stdout + done.stderr


def test_it_works_without_colour_and_on_a_dumb_terminal(tmp_path: Path) -> None:
    path = answers_file(tmp_path, WET_DREAM)
    plain = run("ask", "--answers", path, env={"NO_COLOR": "1", "TERM": "dumb"}).stdout
    assert plain == run("ask", "--answers", path, env={"TERM": "xterm-256color"}).stdout
    assert "\x1b" not in plain


def test_explain_shows_every_weight_and_source(tmp_path: Path) -> None:
    done = run("explain", answers_file(tmp_path, WET_DREAM))
    assert done.returncode == 0, done.stderr
    assert "Weights for nocturnal_emission, in decibans" in done.stdout
    assert "nocturnal_emission/on_waking = 0.97: no source, our judgement, very low" in " ".join(done.stdout.split())
    weights = [
        float(line[:8])
        for line in done.stdout.splitlines()
        if line[:8].strip().startswith(("+", "-")) and line[:8].strip()[1:2].isdigit()
    ]
    assert sum(weights[:-1]) == pytest.approx(weights[-1], abs=0.2)


def test_explain_takes_another_condition(tmp_path: Path) -> None:
    path = answers_file(tmp_path, WET_DREAM)
    done = run("explain", path, "--condition", "gonococcal_urethritis")
    assert "Weights for gonococcal_urethritis" in done.stdout
    assert run("explain", path, "--condition", "gonorrhea").returncode == 6


def test_pack_show_names_the_place_and_the_uses() -> None:
    done = run("pack", "show", "when_straining")
    assert "knowledge/leakage/questions/00_first.yaml:" in done.stdout
    assert "condition prostatorrhoea_straining" in done.stdout
    source = run("pack", "show", "M030").stdout
    assert "80% sexually inactive" in source


def test_pack_schema_lists_kinds_and_prints_one() -> None:
    kinds = run("pack", "schema").stdout
    for kind in ("conditions", "questions", "cases", "red_flags"):
        assert kind in kinds
    assert json.loads(run("pack", "schema", "conditions").stdout)["title"] == "Condition"


def test_pack_test_plays_chosen_cases_and_prints_the_confusion() -> None:
    done = run("pack", "test", "--only", "wet_dream_at_15", "--only", "gonorrhoea_typical_pus")
    assert done.returncode == 0, done.stderr
    assert "2 cases, 0 of them not as expected" in done.stdout
    assert "under-triage 0" in done.stdout
    document = json.loads(run("pack", "test", "--only", "wet_dream_at_15", "--json").stdout)
    assert document["failures"] == []


def test_pack_compile_writes_where_it_is_told(tmp_path: Path) -> None:
    out = tmp_path / "tiny.json"
    done = run("pack", "compile", str(ROOT / "tests" / "packs" / "tiny"), "-o", str(out))
    assert done.returncode == 0, done.stderr
    assert out.stat().st_size > 1000


def test_a_missing_extra_names_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "numpy.py").write_text("raise ImportError('as if it were not installed')\n")
    done = run("ask", "--engine", "numpy", env={"PYTHONPATH": str(tmp_path)})
    assert done.returncode == 7
    assert "pip install 'unblush[fast]'" in done.stderr
