"""The two calculators as a visitor without a browser meets them."""

from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

from interfaces.web.visitor import SAME_ORIGIN
from unblush.conception.fitting import DoesNotFit, Misfit
from unblush.interfaces.cli.misfits import SAID, SAID_OF_ONE


def send(client: TestClient, path: str, **fields: object):
    return client.post(path, data=fields, headers=SAME_ORIGIN)


def text_of(page) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def title_of(page) -> str:
    return re.search("<title>(.*?)</title>", page.text)[1]


USUAL = {"age": "34", "cycle": "28", "sex_on": "11, 13"}


@pytest.mark.parametrize("path", ["/conceive", "/budget"])
def test_the_form_is_one_page_and_every_field_has_its_label(client, path):
    page = client.get(path)
    assert page.status_code == 200
    assert page.text.count("<h1") == 1
    ids = re.findall(r' id="([^"]+)"', page.text)
    assert len(ids) == len(set(ids))
    for described in re.findall(r'aria-describedby="([^"]+)"', page.text):
        assert set(described.split()) <= set(ids)
    for label in re.findall(r'<label class="above" for="([^"]+)"', page.text):
        assert label in ids


def test_a_chance_is_a_range_with_pictures_and_sources(client):
    page = send(client, "/conceive", **USUAL)
    said = text_of(page)
    assert page.status_code == 200
    assert re.search(r"bout \d+ to \d+ in 100 couples", said)
    assert "No day of a cycle is free" in said
    assert page.text.count("<svg") == 3  # couples, days of sex, fertile days
    assert "Sources" in said
    assert 'value="11, 13"' in page.text
    assert title_of(page) == "Chance of a pregnancy - Unblush"


def test_what_leaked_changes_no_number(client):
    plain, leaked = send(client, "/conceive", **USUAL), send(client, "/conceive", **USUAL, told=["leaked", "legs-up"])
    amount = re.compile(r"bout (\d+ to \d+) in 100 couples")
    assert amount.search(text_of(plain))[1] == amount.search(text_of(leaked))[1]
    assert "does not lower the chance" in text_of(leaked)


def test_emergency_contraception_comes_before_any_number(client):
    page = send(client, "/conceive", age="15", unwanted="yes", contact="condom-failed")
    said = text_of(page)
    assert said.index("Emergency contraception comes first") < said.index("in 100")
    assert "it is not your fault" in said
    assert 'name="complaint" value="unwanted_pregnancy_risk"' in page.text
    assert "unblush ask" not in said


@pytest.mark.parametrize(
    ("path", "fields", "place", "said"),
    [
        ("/conceive", {"age": "old"}, "age", "from 10 to 60"),
        ("/conceive", {"age": "7"}, "age", "from 10 to 60"),
        ("/conceive", {"sex_on": "11;13"}, "sex_on", "such as 11, 13"),
        ("/conceive", {"sex_on": "0"}, "sex_on", "1 to 60"),
        ("/conceive", {"cycle": "90"}, "cycle", "18 to 45"),
        ("/conceive", {"cycle": "28", "irregular": "yes"}, "cycle", "not both"),
        ("/conceive", {"cycles": "25"}, "cycles", "1 to 24"),
        ("/conceive", {"cycles": "13", "age": "42"}, "cycles", "1 to 12"),
        ("/conceive", {"route": "iui-fresh", "sex_on": "12"}, "sex_on", "only for sex"),
        ("/conceive", {"route": "iui-fresh", "unwanted": "yes"}, "route-1", "By sex"),
        ("/conceive", {"volume": "2"}, "concentration", "all three"),
        ("/budget", {"volume": "2"}, "concentration", "all three"),
        ("/budget", {"volume": "0"}, "volume", "above 0"),
        ("/budget", {"leak": "101"}, "leak", "from 0 to 100"),
        (
            "/budget",
            {"volume": "2", "concentration": "30", "motility": "40", "how": "withdrawal"},
            "how-1",
            "Leave the test empty",
        ),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field_and_kept(client, path, fields, place, said):
    page = send(client, path, **fields)
    assert page.status_code == 422
    assert title_of(page).startswith("Error: ")
    assert f'href="#{place}"' in page.text
    assert f'id="{place}"' in page.text
    assert said in text_of(page)
    for name, value in fields.items():
        if f'id="{name}"' in page.text:
            assert f'name="{name}" value="{value}"' in page.text


def test_counts_of_the_budget_are_drawn_and_said(client):
    page = send(client, "/budget", volume="2.5", concentration="30", motility="40", leak="50", dry="yes")
    assert page.status_code == 200
    assert page.text.count("<svg") == 1
    assert "Sources" in page.text
    assert "changes no chance" in page.text or "Good to know" in page.text or "What changes nothing" in page.text


def test_what_was_typed_comes_back_escaped_and_is_not_kept(client):
    before = client.get("/conceive").content
    page = send(client, "/conceive", age='"><script>marker</script>')
    assert "<script>marker" not in page.text
    assert "marker" in page.text
    assert "marker" not in title_of(page)
    assert client.get("/conceive").content == before


def test_every_misfit_has_its_words_on_the_page_and_in_the_options(web_desk):
    words = web_desk.words
    for reason in (*SAID, *SAID_OF_ONE):
        assert words.word(f"web.misfit.{reason}")
    assert DoesNotFit([Misfit("age", "why")]).problems[0].path == "age"


def test_the_fertile_days_are_drawn_for_sex_and_not_for_a_clinic(client):
    assert "In how many of 10 cycles" in send(client, "/conceive", age="31", cycle="28").text
    assert "In how many of 10 cycles" not in send(client, "/conceive", age="31", route="iui-fresh").text
