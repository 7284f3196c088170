"""A mail gives another time to send goods back.

## What it checks
How many days to send goods back each mail states ("30 days to return", "30 ngày để trả hàng", "30 Tage Rückgaberecht"), against
what the shop's pages said, or else the first mail that said it. Sentences about refunds, exchanges, guarantees or the statutory
withdrawal have days of their own and are left out. It fails where one period stands against one other; where pages state
several, for different goods perhaps, a person looks.

## Why it matters
She sends the parcel back on the twentieth day because the mail said thirty, and is refused because the policy says fourteen.
The shop pays for the exception or loses the customer.

## How to fix
Write the period once, as a setting, and let templates, policy, FAQ and terms take it from there. Search all texts for the old
number when it changes.

## Example
“The order confirmation gives 14 days to send goods back; the shop's page gives 30 days (“You can return unused pieces within 30
days of receiving them”).” The period had been raised the year before, and nobody had thought of the mail.
"""

from shopper import Evidence, Findings, Outcome, check
from shopper.reading.naming import mail_name, on_mail, quoted
from shopper.reading.pages import is_own
from shopper.reading.terms import Window, return_windows
from shopper.reading.text import without_quotes


@check(
    title="The time to send goods back is the same everywhere",
    failure="A mail gives another time to send goods back",
    category="consistency",
    impact="serious",
    serves=["0-16", "0-39", "1-06", "1-08"],
)
def return_deadline_differs(visit: Evidence) -> Findings:
    known, where, source = _on_pages(visit)
    for mail in visit.mails:
        found = return_windows(without_quotes(mail.reading.text)) if mail.solicited else ()
        if not found:
            continue
        if not known:
            name = mail_name(mail, visit.plan.shop)
            known, where, source = found, name[:1].lower() + name[1:], f"mail:{mail.id}"
            continue
        outcome = _outcome(found, known)
        said = f"gives {_days(found)} to send goods back"
        yield on_mail(
            mail,
            visit,
            outcome,
            said if outcome is Outcome.PASS else f"{said}; {where} gives {_days(known)} ({quoted(known[0].quote)})",
            expected=_days(known),
            actual=_days(found),
            more=(source,),
        )


def _outcome(found: tuple[Window, ...], known: tuple[Window, ...]) -> Outcome:
    here, there = {window.days for window in found}, {window.days for window in known}
    if here <= there:
        return Outcome.PASS
    return Outcome.FAIL if len(here) == len(there) == 1 else Outcome.REVIEW


def _days(windows: tuple[Window, ...]) -> str:
    return " or ".join(f"{window.days} days" for window in windows)


def _on_pages(visit: Evidence) -> tuple[tuple[Window, ...], str, str]:
    """The periods that the shop's own pages state, and the first step that showed one."""
    seen: dict[int, Window] = {}
    source = ""
    for step in visit.steps:
        if step.page and is_own(step.page.url, visit):
            for window in return_windows(step.page.text):
                seen.setdefault(window.days, window)
                source = source or f"step:{step.id}"
    return tuple(seen.values()), "the shop's page", source
