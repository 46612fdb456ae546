"""The six stories of the README in a real browser, as most people use one, and without scripts."""

from __future__ import annotations

import pytest

from browser import modes
from browser.stories import STORIES, a_condom_leaked_30_hours_ago

told = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)


@told
def test_a_story_ends_well_on_a_phone(me, story):
    story(me)
    me.then_the_page_is_accessible()


@told
def test_a_story_ends_well_without_scripts(meet, story):
    me = meet(modes.NO_SCRIPT)
    story(me)
    me.then_the_page_is_accessible()


def test_every_page_of_a_story_passes_axe(me):
    me.axe_everywhere = True
    a_condom_leaked_30_hours_ago(me)
    me.then_the_page_is_accessible()
