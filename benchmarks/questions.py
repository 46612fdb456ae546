"""How many fresh questions reach their entry and how many fresh cries for help are heard; nothing here can fail."""

from __future__ import annotations

import argparse
from pathlib import Path

import yaml

from unblush.claims.questions import Answerer
from unblush.shipped import open_ledger

FRESH = Path(__file__).resolve().parents[1] / "tests" / "knowledge" / "fresh_questions.yaml"


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--semantic", action="store_true", help="with the optional language model")
    encoder = None
    if parser.parse_args().semantic:
        from unblush.claims.encoder import UniversalEncoder

        encoder = UniversalEncoder()
    answerer = Answerer(open_ledger(), encoder)
    fresh = yaml.safe_load(FRESH.read_text())
    replies = [
        (one["reaches"], [found.entry.id for found in answerer.ask(one["text"]).found]) for one in fresh["asked"]
    ]
    asked = [(wanted, found) for wanted, found in replies if wanted != "none"]
    off = [found for wanted, found in replies if wanted == "none"]
    print(f"reach their entry first: {sum(found[:1] == [wanted] for wanted, found in asked)} of {len(asked)},", end=" ")
    print(f"among the three: {sum(wanted in found for wanted, found in asked)};", end=" ")
    print(f"off topic and told so: {sum(not found for found in off)} of {len(off)}")
    heard = sum(one["flag"] in answerer.ask(one["text"]).alarms for one in fresh["cries"])
    false = sum(bool(answerer.ask(text).alarms) for text in fresh["calm"])
    print(f"cries heard: {heard} of {len(fresh['cries'])}; alarms where there is none: {false} of {len(fresh['calm'])}")


if __name__ == "__main__":
    main()
