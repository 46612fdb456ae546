"""A result that is worked out in another process is the same result, and its process may die."""

from __future__ import annotations

import asyncio
import os
import re
import signal

import pytest

from unblush.interfaces.asgi.engines import Engines
from unblush.interfaces.asgi.settings import Settings
from unblush.interfaces.web.backstage import Backstage
from unblush.interfaces.web.result_page import result_html
from unblush.interfaces.web.seal import Sealer
from unblush.interfaces.web.site import build_site
from unblush.interfaces.web.walk import Walk, to_plain
from unblush.interview.desk import Desk
from unblush.interview.interview import Profile
from unblush.vocabulary import Answer, Mark, Region, Whom

SETTINGS = Settings(engine="plain")


@pytest.fixture(scope="module")
def backstage():
    made = Backstage(SETTINGS)
    made.start()
    yield made
    made.stop()


def walk_of(desk: Desk) -> Walk:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    now = datetime(2026, 3, 28, 22, 0, tzinfo=ZoneInfo("Europe/London"))  # the clocks change in that night
    interview = desk.begin("unwanted_pregnancy_risk", Profile(Whom.SELF, Region.UK), now)
    numbers = desk.numbers("unwanted_pregnancy_risk")
    interview = interview.answer(numbers, "event_hours", Answer(Mark.ANSWERED, number=20.0))
    return Walk(interview, zone="Europe/London")


def test_the_page_is_the_same_byte_for_byte(web_pack, backstage):
    site = build_site(web_pack, Engines("plain"), Sealer(), SETTINGS)
    walk = walk_of(site.desk)
    made = asyncio.run(backstage.result(to_plain(walk), "a token"))
    assert made == result_html(site, walk, "a token")
    assert b"a token" in made
    assert re.search(rb"until \w+ \d+ (March|April), \d\d:\d\d", made)


def test_before_it_is_ready_and_after_it_ended_there_is_none(web_pack):
    walk = to_plain(walk_of(Desk(web_pack)))
    made = Backstage(SETTINGS)
    assert asyncio.run(made.result(walk, "")) is None
    made.start()
    assert asyncio.run(made.result(walk, "")) is not None
    for process in made._pool._processes.values():
        os.kill(process.pid, signal.SIGKILL)
    assert asyncio.run(made.result(walk, "")) is None
    made.stop()
