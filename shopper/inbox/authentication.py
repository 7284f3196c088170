"""What mail servers wrote down about who really sent a mail: `Authentication-Results` (RFC 8601)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from shopper.inbox.decoding import decoded, line, without_comments

MOST_HEADERS = 20


def authentication(values: Sequence[str]) -> list[dict[str, Any]]:
    """Every method's result, header by header from the topmost down. What cannot be read as such a header says nothing."""
    return [result for number, value in enumerate(values[:MOST_HEADERS]) for result in _results(value, number == 0)]


def _results(value: str, topmost: bool) -> Iterator[dict[str, Any]]:
    import authres  # most mails have such headers, but only the guarded reader looks at them

    try:
        # Without its comments: nothing is asked of them, and the library's reading of them takes long where they are nested.
        header = authres.AuthenticationResultsHeader.parse_value(without_comments(decoded(value)))
    except authres.AuthResError:
        return
    for result in header.results:
        if isinstance(result, authres.NoneAuthenticationResult):
            continue
        yield {
            "server": line(str(header.authserv_id or "")).lower(),
            "topmost": topmost,
            "method": line(str(result.method)).lower(),
            "result": line(str(result.result)).lower(),
            "properties": {f"{one.type}.{one.name}".lower(): line(str(one.value)) for one in result.properties},
        }
