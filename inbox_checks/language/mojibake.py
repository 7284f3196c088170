"""A mail's letters are broken.

## What it checks
Sender's name, subject and text of every mail, for letters that were read in another encoding than they were written in
("Ä‘Æ¡n hàng" for "đơn hàng", "Ã©" for "é"), for the replacement character, for question marks amid several words, and for
entities such as `&amp;eacute;` that a reader sees as such.

## Why it matters
Broken letters look like a broken shop. In Vietnamese, where most words have accents, the mail cannot be read at all.

## How to fix
Follow the text from the database to the mail and find where UTF-8 is read as something else: a connection without a
charset, a template saved in another encoding, a missing `charset=utf-8` on a part, an unencoded subject, a text that is
escaped twice.

## Example
“The invoice says “Gá»‘m”, “Ä‘Æ¡n”.” The ERP read UTF-8 as Windows-1252 when it filled its template.
"""

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.garbled import garbled, mended
from shopper.reading.naming import mail_about, mail_name, mail_owner

_QUOTED = 3


@check(
    title="Every letter arrives as it was written",
    failure="A mail's letters are broken",
    category="consistency",
    impact="serious",
    serves=["0-37", "3-02"],
)
def mojibake(visit: Evidence) -> Findings:
    for mail in visit.mails:
        if not mail.solicited:
            continue
        outcome, said, meant = _judge(mail)
        yield Verdict(
            outcome=outcome,
            sentence=f"{mail_name(mail, visit.plan.shop)} {said}.",
            expected=meant,
            actual=said,
            about=mail_about(mail),
            owner=mail_owner(mail, visit.plan.shop),
            evidence=(f"mail:{mail.id}",),
        )


def _judge(mail: Mail) -> tuple[Outcome, str, str]:
    """Outcome, what is there, what was meant."""
    reading = mail.reading
    words = garbled(f"{reading.sender_name}\n{reading.subject}\n{reading.text}")
    if words:
        meant = ", ".join(better for word in words[:_QUOTED] if (better := mended(word)) != word)
        return Outcome.FAIL, f"says {', '.join(f'“{word[:40]}”' for word in words[:_QUOTED])}", meant or "whole letters"
    if reading.problem:
        return Outcome.CANT_TELL, f"could not be read whole: {reading.problem.rstrip('.')}", "whole letters"
    return Outcome.PASS, "has no broken letters", "whole letters"
