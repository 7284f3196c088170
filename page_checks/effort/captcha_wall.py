"""A customer who looks for help has to prove first that she is human.

## What it checks
Pages for contact, complaints, questions, order tracking and checkout: none of them should hold a captcha that a
person must solve. One that only weighs what she does and shows nothing is for a person to judge, because it stops
some of those who use no mouse. Captchas before logging in or registering are left alone, and pages that were asked
for in vain because of one are nobody's to judge here.

## Why it matters
Somebody with a problem has to pick traffic lights out of pictures before she may say what is wrong. Many give up, and
people who see or hear badly cannot pass at all.

## How to fix
Keep robots out without asking people: a hidden field that only robots fill in, limits on how much one address may
send, a check on the server. Ask a riddle, if at all, only of those who have already sent too much.

## Example
“/en/contact asks its visitors to prove that they are human (recaptcha).” It was put in after a wave of spam, in front
of everybody.
"""

import re

from shopper import Evidence, Findings, Outcome, PageView, Verdict, check
from shopper.reading.links import is_checkout, path_of
from shopper.reading.pages import is_own, page_owner, seen_pages
from shopper.reading.topics import subjects_of_page

_GUARDED = frozenset({"contact", "complaint", "faq", "help", "order_tracking", "checkout"})
_ENTRANCES = frozenset({"log_in", "account"})
_SILENT = re.compile(r"invisible|score|v3|hidden|badge", re.IGNORECASE)


@check(
    title="Help is not behind a captcha",
    failure="Help is behind a captcha",
    category="ease",
    impact="serious",
    serves=["1-14", "2-09"],
)
def captcha_wall(visit: Evidence) -> Findings:
    for source, page, _ in seen_pages(visit):
        if not is_own(page.url, visit) or not _is_guarded(page):
            continue
        name = path_of(page.url)
        yield Verdict(
            outcome=_outcome(page.captcha),
            sentence=f"{name} asks its visitors to prove that they are human ({page.captcha})."
            if page.captcha
            else f"{name} asks nobody to prove that she is human.",
            expected="no captcha",
            actual=page.captcha or "none",
            about=name,
            owner=page_owner(page.url, visit),
            evidence=(source,),
        )


def _is_guarded(page: PageView) -> bool:
    if (page.status or 200) >= 400 or page.challenged:
        return False
    about = subjects_of_page(page)
    return is_checkout(page.url) or (bool(about & _GUARDED) and not about & _ENTRANCES)


def _outcome(captcha: str) -> Outcome:
    if not captcha:
        return Outcome.PASS
    return Outcome.REVIEW if _SILENT.search(captcha) else Outcome.FAIL
