"""The page for a clinician: what is urgent stands first, what is not there is folded, and the file stands alone."""

from __future__ import annotations

import re


def test_urgency_stands_before_everything_else(visitor):
    visitor.begin("penile_fluid").press("begun").answer(n="44").answer("sudden_testicle_pain").press("stop")
    page = visitor.client.post("/summary", data={"token": visitor.token}, headers={"Sec-Fetch-Site": "same-origin"})
    assert page.status_code == 200
    places = [page.text.index(text) for text in ("Get help now", "Situation", "Background", "Assessment by")]
    assert places == sorted(places)
    assert "Age: 44 years." in page.text


def test_what_is_not_there_is_folded_and_what_was_not_said_stands_apart(visitor):
    visitor.begin("penile_fluid").press("begun").answer(n="44").answer("none").answer("unknown").press("stop")
    page = visitor.client.post("/summary", data={"token": visitor.token}, headers={"Sec-Fetch-Site": "same-origin"})
    folded = re.findall(r"<details>(.*?)</details>", page.text, re.DOTALL)
    assert len(folded) == 2
    assert "without an answer" in folded[1]
    assert "And is any of this true right now? I don&#39;t know." in folded[1]


def test_the_file_loads_nothing_and_carries_no_token(visitor):
    visitor.begin("penile_fluid").press("begun").answer(n="44").press("stop")
    data = {"token": visitor.token, "as": "file"}
    page = visitor.client.post("/summary", data=data, headers={"Sec-Fetch-Site": "same-origin"})
    assert page.headers["content-disposition"] == 'attachment; filename="summary.html"'
    assert not re.search(r"(src|href)=", page.text)
    assert visitor.token not in page.text
    assert 'name="token"' not in page.text
