"""Where log lines go and what may stand in them: our own lines whole, of all others the template without its values."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any, Final, TextIO

from unblush.interfaces.asgi.places import causes_of

_OWN: Final = ("unblush.access", "unblush.error")
_LONGEST: Final = 200


class WithoutValues(logging.Formatter):
    """Writes JSON lines. What other packages log may quote a request, so their values and messages are left out."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line."""
        if record.name in _OWN:
            return str(record.msg)
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            # some templates are texts made already; their first line says what, and the next ones with which values
            "what": (str(record.msg).splitlines() or [""])[0][:_LONGEST],
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = causes_of(record.exc_info[1])
        return json.dumps(line)


class Lines(logging.StreamHandler[TextIO]):
    """Writes lines to a stream; where one cannot be written, it is lost without a word."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Say nothing: what logging says by itself quotes the message and its values."""


def quicken() -> None:
    """Let no line look up what none of ours says: the place in the code, the thread, the process."""
    logging._srcfile = None  # noqa: SLF001 - as the manual of logging advises
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False


def log_config() -> dict[str, Any]:
    """Return how a server logs, as `logging.config.dictConfig` and uvicorn take it: to standard error."""
    warnings = {"handlers": ["lines"], "level": "WARNING", "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"without-values": {"()": f"{__name__}.{WithoutValues.__name__}"}},
        "handlers": {
            "lines": {
                "class": f"{__name__}.{Lines.__name__}",
                "formatter": "without-values",
                "stream": "ext://sys.stderr",
            }
        },
        "loggers": {
            "unblush.access": {"handlers": ["lines"], "level": "INFO", "propagate": False},
            "unblush.error": warnings,
            "uvicorn": warnings,
            "uvicorn.error": {"level": "WARNING"},
        },
        "root": {"handlers": ["lines"], "level": "WARNING"},
    }
