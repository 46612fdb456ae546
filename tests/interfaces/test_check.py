"""`unblush check` as a person meets it: verdicts in order, what is left out, and pages of every bad kind."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PAGE = """Leaking after sex

Many couples worry when semen runs out of the vagina after sex.
Semen that leaks out lowers your chance of a pregnancy. To keep it in, put your legs up for twenty minutes.
If you pee after sex you cannot get pregnant.

In men the prostate makes the sperm. Masturbation is the cause of semen leakage, and zinc cures it.
Our herbal capsules restore lost semen. Order now and get 20 % off.
"""


def run(*arguments: str, typed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "unblush", *arguments],
        input=typed,
        capture_output=True,
        env={"PATH": os.environ["PATH"], "HOME": str(ROOT)},
        cwd=ROOT,
        timeout=120,
        check=False,
    )


def text_of(tmp_path: Path, text: str, name: str = "page.txt") -> str:
    path = tmp_path / name
    path.write_text(text)
    return str(path)


def test_a_page_gets_a_verdict_for_each_thing_it_says(tmp_path: Path) -> None:
    document = json.loads(run("check", text_of(tmp_path, PAGE), "--json").stdout)
    said = {view["claim"]: view for view in document["claims"]}
    wrong = [view for view in said.values() if view["outcome"] in ("wrong", "unsupported")]
    assert len(wrong) >= 3
    assert all(view["behind"] and view["why"] for view in said.values())
    assert all(PAGE[view["start"] : view["end"]].split() == view["quote"].split() for view in said.values())
    starts = [view["start"] for view in document["claims"]]
    assert starts == sorted(starts), "in the order of the page"
    assert document["sells"], "somebody is selling"
    assert any("mergency" in gap["title"] for gap in document["left_out"]), "the deadline that no such page names"
    assert 0 <= document["points"] <= document["most"]


def test_marks_do_not_rely_on_colour(tmp_path: Path) -> None:
    shown = run("check", text_of(tmp_path, PAGE)).stdout.decode()
    assert "[x] not so" in shown
    assert "\x1b[" not in shown
    assert all(len(line) <= 80 or "http" in line for line in shown.splitlines())


def test_the_html_report_stands_alone_and_shows_hostile_words_as_words(tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    evil = PAGE + "\nSemen that leaks out <script>alert(1)</script> lowers your chance of a pregnancy.\n"
    assert run("check", text_of(tmp_path, evil), "--html", str(out)).returncode == 0
    html = out.read_text()
    assert "<script" not in html
    assert not re.search(r'(src|href)="(?!https://)', html)
    assert "default-src 'none'" in html
    opened: list[str] = []

    class Balanced(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            del attrs
            if tag not in ("meta", "br"):
                opened.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert opened.pop() == tag

    Balanced().feed(html)
    assert opened == []


def test_an_html_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    done = run("check", text_of(tmp_path, PAGE), "--html", str(tmp_path / "no" / "where.html"))
    assert done.returncode == 2
    assert not (tmp_path / "no").exists()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "Home | About | Contact\nShare this on Facebook\n\u00a9 2024 All rights reserved.\n",
            "nothing here that we know",
        ),
        (
            "Der Prostata geht es gut, und wir wissen nicht, ob das so bleibt. Das ist nicht schlimm.",
            "seem to be in English",
        ),
        (
            "The best mattress for your back is neither soft nor hard. Try one for a hundred nights.",
            "nothing here",
        ),
    ],
    ids=["furniture only", "another language", "off topic"],
)
def test_pages_about_nothing_we_know_are_not_forced_into_matches(tmp_path: Path, text: str, says: str) -> None:
    done = run("check", text_of(tmp_path, text))
    assert done.returncode == 0
    assert says in done.stdout.decode()
    assert "[x]" not in done.stdout.decode()


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"", "empty"), (bytes(range(256)) * 20, ""), (b"%PDF-1.4 broken", "")],
    ids=["empty", "binary", "broken pdf"],
)
def test_what_cannot_be_read_is_exit_code_8_and_says_why(data: bytes, says: str) -> None:
    done = run("check", "-", typed=data)
    assert done.returncode in (2, 8)
    assert says in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_file_that_is_not_there_and_an_address_without_leave_are_refused() -> None:
    assert run("check", "/nowhere/page.html").returncode in (2, 8)
    done = run("check", "https://example.org/page")
    assert done.returncode in (2, 8)
    assert b"--fetch" in done.stderr


def test_a_question_is_answered_in_short_with_its_sources() -> None:
    done = run("answer", "will lying with my legs up stop it leaking out")
    shown = done.stdout.decode()
    assert done.returncode == 0
    assert "Sources" in shown
    assert shown.index("[") < shown.index("Sources")


def test_words_that_cry_for_help_come_first() -> None:
    shown = run("answer", "my left testicel suddenly hurts like hell what do i do", "--region", "uk").stdout.decode()
    assert shown.startswith("Please stop here for a moment.")
    assert "999" in shown
    assert "emergency department now" in shown


def test_what_we_do_not_know_is_said_so() -> None:
    shown = run("answer", "what is the capital of france").stdout.decode()
    assert shown.startswith("I don't know.")


def test_an_answer_as_json_names_its_entry() -> None:
    document = json.loads(run("answer", "can pre-cum get someone pregnant", "--json").stdout)
    assert document["schema"] == "unblush.answer/1"
    assert document["entries"]
    assert document["entries"][0]["answer"]["behind"]
