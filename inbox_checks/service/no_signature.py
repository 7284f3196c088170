"""An answer is signed by nobody.

## What it checks
What people answered: after the closing formula a name must follow, a person's or at least the shop's or its team's. Without a
closing formula, the last lines must hold the sender's name or the shop's.

## Why it matters
A name is somebody who answers for what was said, and whom she can ask for again. An answer from nobody binds nobody.

## How to fix
Let the help desk add the agent's name and role below each answer, and check that the placeholder works for agents who have only
a login name.

## Example
“The answer ends “Kind regards,” and is signed by nobody.” The new agents' profiles had no display name.
"""

from shopper import Evidence, Findings, check
from shopper.reading.greetings import signed_by, take_apart
from shopper.reading.naming import on_mail, quoted
from shopper.reading.promised import own_text
from shopper.reading.replies import answers, judged


@check(
    title="Answers are signed",
    failure="An answer is signed by nobody",
    category="personal",
    impact="minor",
    serves=["3-01", "2-17"],
)
def no_signature(visit: Evidence) -> Findings:
    shop = visit.plan.shop
    for mail in answers(visit)[:1]:
        text = own_text(mail)
        letter = take_apart(text)
        signed = signed_by(text, (shop.name, shop.brand.name, *mail.reading.sender_name.split("(")[0].split()))
        last = letter.closing or (letter.body[-1] if letter.body else "")
        said = f"is signed {quoted(signed)}" if signed else f"ends {quoted(last)} and is signed by nobody"
        yield on_mail(mail, visit, judged(bool(signed), mail), said, expected="a name", actual=signed or "none")
