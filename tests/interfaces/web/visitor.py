"""A visitor without a browser: presses the buttons of the pages, and keeps nothing but the page before them."""

from __future__ import annotations

import html
import re
from typing import Any

from starlette.testclient import TestClient

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


class Visitor:
    """Goes from page to page by the forms on them."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.page = client.get("/")

    def begin(self, complaint: str, **more: str) -> Visitor:
        """Choose what brings one here."""
        return self._post({"do": "begin", "complaint": complaint, "whom": "self", "region": "uk", **more})

    def press(self, do: str, **fields: Any) -> Visitor:
        """Press a button of the page, with what was filled in."""
        return self._post({"do": do, "token": self.token, **fields})

    def answer(self, *chosen: str, **fields: str) -> Visitor:
        """Answer the question on the page."""
        return self.press("answer", a=list(chosen), **fields)

    def until(self, heading: str, **answers: str | list[str]) -> Visitor:
        """Answer none to every question until a page with this heading; `answers` are by a part of the question."""
        for _ in range(40):
            if heading in self.heading:
                return self
            if 'value="begun"' in self.page.text:
                self.press("begun")
            elif 'name="n"' in self.page.text:
                said = next((v for part, v in answers.items() if part.replace("_", " ") in self.heading), "30")
                self.answer(n=str(said))
            elif 'name="a"' in self.page.text:
                chosen = next((v for part, v in answers.items() if part.replace("_", " ") in self.heading), "none")
                self.answer(*([chosen] if isinstance(chosen, str) else chosen))
            elif 'value="result"' in self.page.text:
                self.press("result")
            else:
                self.press("go_on")
        raise AssertionError(f"never came to {heading!r}; stands at {self.heading!r}")

    def _post(self, fields: dict[str, Any]) -> Visitor:
        self.page = self.client.post("/interview", data=fields, headers=SAME_ORIGIN)
        return self

    @property
    def token(self) -> str:
        """What the page holds of the interview."""
        found = re.search(r'name="token" value="([^"]+)"', self.page.text)
        assert found, f"no token on {self.heading!r}"
        return found[1]

    @property
    def heading(self) -> str:
        """The main heading of the page."""
        found = re.search(r"<h1[^>]*>(.*?)</h1>", self.page.text, re.DOTALL)
        return html.unescape(re.sub(r"<[^>]+>", "", found[1])).strip() if found else ""

    @property
    def title(self) -> str:
        """The title in the tab."""
        found = re.search(r"<title>(.*?)</title>", self.page.text)
        return html.unescape(found[1]) if found else ""

    @property
    def text(self) -> str:
        """The words of the page."""
        return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", self.page.text)))
