"""How long reading and judging a page takes, in a new process and again in the same one; nothing here can fail."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from unblush.claims.matching import Matcher
from unblush.claims.reading import read
from unblush.pages.read import read_text
from unblush.shipped import open_ledger

ROUNDS = 5


def page_of(words: int) -> str:
    """Return a page of about so many words, made of the ledger's own phrasings."""
    texts = [text for claim in open_ledger().claims for text in (claim.claim, *claim.says, *claim.denies)]
    page: list[str] = []
    for text in texts[::7]:
        page.append(text)
        if sum(len(one.split()) for one in page) > words:
            break
    return "\n\n".join(" ".join(page[i : i + 5]) for i in range(0, len(page), 5))


def main() -> None:
    """Print the times of a page of 3,000 words."""
    text = page_of(3000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.txt"
        path.write_text(text)
        cold = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            subprocess.run([sys.executable, "-m", "unblush", "check", str(path)], capture_output=True, check=True)
            cold.append(time.perf_counter() - began)
    matcher = Matcher(open_ledger())
    warm = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        read(read_text(text), matcher)
        warm.append(time.perf_counter() - began)
    print(f"a page of {len(text.split())} words: {statistics.median(cold):.2f} s cold (budget 2),", end=" ")
    print(f"{statistics.median(warm[1:]):.2f} s warm (budget 0.3)")


if __name__ == "__main__":
    main()
