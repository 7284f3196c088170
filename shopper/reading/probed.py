"""What the opening of a link proves."""

from __future__ import annotations

from shopper.model import LinkProbe, Outcome
from shopper.reading.errors import error_text

_GONE = (404, 410)
_TWICE = 2


def result_of(probe: LinkProbe) -> tuple[Outcome, str] | None:
    """What a probe proves, and in words that follow “it …”; None if the link was not opened at all.

    Refusals (401, 403, 429) and bot challenges prove nothing; server errors and silence count when met twice.
    """
    tried_twice = probe.attempts >= _TWICE
    if probe.outcome == "unreachable":
        if tried_twice:
            return Outcome.FAIL, f"could not be reached in {probe.attempts} attempts"
        return Outcome.CANT_TELL, "could not be reached in one attempt"
    if probe.outcome != "opened":
        return None
    status = probe.status
    if probe.page and probe.page.challenged:
        return Outcome.CANT_TELL, "asked for proof of being human"
    if status in _GONE:
        return Outcome.FAIL, f"answered {status} (not there)"
    if status and status >= 500:
        return (Outcome.FAIL if tried_twice else Outcome.CANT_TELL), f"answered {status} (server error)"
    if status and status >= 400:
        return Outcome.CANT_TELL, f"answered {status}, which may be meant for us and not for customers"
    if probe.page and (text := error_text(probe.page)):
        return Outcome.REVIEW, f"opened and said “{text[:120]}”"
    return Outcome.PASS, "opens"
