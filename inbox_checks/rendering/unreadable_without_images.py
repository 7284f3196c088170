"""A mail is empty as long as its pictures are blocked.

## What it checks
Every HTML mail with pictures, drawn without them: how many letters are left to read, the texts of the pictures
included. It fails for less than a line (60 letters), and goes to a person where there is little more and a large
picture has no text.

## Why it matters
Outlook, Thunderbird and many companies block pictures until the reader allows them. A mail that is one picture is blank
there: no order number, no deadline, no link. Filters for spam think the same of it.

## How to fix
Write what the mail has to say as text, and let pictures only illustrate it. What must stay a picture gets its words as
its `alt`.

## Example
“The welcome mail leaves 14 letters to read when its pictures are blocked.” Marketing had sent the poster of the
campaign as one sliced picture.
"""

from shopper import Evidence, Findings, Mail, Outcome, check
from shopper.reading.drawn import designed, drawing, shown
from shopper.reading.naming import on_mail

_A_LINE, _A_FOOTER = 60, 240  # letters
_LARGE = 200  # px


@check(
    title="A mail can be read without its pictures",
    failure="A mail is empty without its pictures",
    category="ease",
    impact="serious",
    serves=["3-02", "4-10"],
)
def unreadable_without_images(visit: Evidence) -> Findings:
    for mail in designed(visit):
        if not any(one.visible and not one.tiny for one in mail.reading.markup.pictures):
            continue
        bare = drawing(mail, images=False)
        letters = bare.letters if bare else 0
        yield on_mail(
            mail,
            visit,
            _outcome(mail, letters) if bare else Outcome.CANT_TELL,
            f"leaves {letters} letters to read when its pictures are blocked" if bare else "was not drawn without pictures",
            expected="what it has to say",
            actual=f"{letters} letters" if bare else "not drawn",
            more=shown(bare, drawing(mail)),
        )


def _outcome(mail: Mail, letters: int) -> Outcome:
    if letters < _A_LINE:
        return Outcome.FAIL
    mute = any(
        one.visible and not one.tiny and not (one.alt or "").strip() and (one.width or _LARGE) >= _LARGE
        for one in mail.reading.markup.pictures
    )
    return Outcome.REVIEW if mute and letters < _A_FOOTER else Outcome.PASS
