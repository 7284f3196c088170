"""A link in a mail does not say where it leads.

## What it checks
The words of every visible link, in five languages, for those that say nothing without the sentence around them: "click
here", "tại đây", "hier", "ici", "aquí". It fails where such a link stands alone on its line, as a button does, and where
two of them lead to different places. One in the middle of a sentence goes to a person: the sentence may say it
(WCAG 2.2, 2.4.4 and 2.4.9).

## Why it matters
People skim mails from link to link, and screen readers list nothing but the links. Three times "here" is no choice;
and the hand hesitates over a button that does not say what it does.

## How to fix
Let the link's words name what the customer gets: "Track your parcel", "Xem đơn hàng", "Rücksendung anmelden".

## Example
“The shipping notice has a link “Click here”, which does not say where it leads.” It was the only way to the parcel's
tracking, in a template written for a newsletter.
"""

import re
from collections import defaultdict

from shopper import Evidence, Findings, Mail, Outcome, check
from shopper.reading.drawn import designed
from shopper.reading.naming import on_mail, quoted
from shopper.reading.text import normal, plain_letters

_VAGUE = re.compile(
    r"(?:please )?(?:click|tap|press)(?: (?:on )?(?:here|this link|the link|this button|below|now))?|here"
    r"|(?:(?:this|the) )?link"
    r"|(?:(?:vui long |xin )?(?:bam|nhan|nhap|click|an|chon|truy cap|xem)(?: chuot)?(?: vao| vo)? )?(?:tai day|o day|day)"
    r"|(?:(?:bam|nhan|nhap|click) (?:vao )?)?(?:lien ket|duong link|link)(?: nay| sau)?"
    r"|(?:bitte )?(?:klicken sie|klicke?)(?: bitte)?(?: jetzt)?(?: (?:hier|auf diesen link))?|hier(?: klicken)?"
    r"|diese[mnr] link|(?:veuillez )?cliqu(?:ez|er|e)(?: (?:ici|sur ce lien))?|ici|(?:ce|le) lien"
    r"|(?:(?:haga|haz|hacer|da) )?(?:clic|click)(?: en)? (?:aqui|este enlace)"
    r"|(?:pulsa|pulse|pincha|pinche) (?:aqui|este enlace)"
    r"|aqui|este enlace"
)
_ENDS = " .,:;!?…→›»«>-–—*“”\"'()[]"


@check(
    title="Every link in a mail says where it leads",
    failure="A link in a mail does not say where it leads",
    category="ease",
    impact="minor",
    serves=["2-09", "3-02"],
)
def vague_link_text(visit: Evidence) -> Findings:
    for mail in designed(visit):
        if any(link.visible and link.text.strip() for link in mail.reading.links):
            outcome, said, actual = _judge(mail)
            yield on_mail(mail, visit, outcome, said, expected="words that name what lies behind", actual=actual)


def _judge(mail: Mail) -> tuple[Outcome, str, str]:
    targets: dict[str, set[str]] = defaultdict(set)
    for link in mail.reading.links:
        words = normal(link.text)
        if link.visible and _VAGUE.fullmatch(_plain(words)):
            targets[words].add(link.href)
    if not targets:
        return Outcome.PASS, "says of every link where it leads", "every link says it"
    lines = {_plain(line) for line in normal(mail.reading.text).split("\n")}
    named = ", ".join(map(quoted, targets))
    alone = any(_plain(words) in lines for words in targets)
    if alone or len(set.union(*targets.values())) > 1:
        said = f"has a link {named}" if len(targets) == 1 else f"has links {named}"
        return Outcome.FAIL, f"{said}, which {'does' if len(targets) == 1 else 'do'} not say where it leads", named
    return Outcome.REVIEW, f"has a link {named}, which says only with its sentence where it leads", named


def _plain(words: str) -> str:
    return plain_letters(words[:100]).strip(_ENDS)
