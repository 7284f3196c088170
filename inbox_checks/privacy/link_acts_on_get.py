"""A link in a mail does something as soon as it is opened.

## What it checks
The pages that the links of the shop's mails led to when they were opened, once, as a stranger: none may say that
something has been done ("You have been unsubscribed", "Your order has been cancelled") of which the mail itself did not
speak. Links that plainly act (unsubscribe, cancel, confirm) are never opened, so nothing is said of them.

## Why it matters
Virus scanners and preview programs open every link of a mail before she reads it. A link that acts at once cancels her
order, or uses up her one-time login, without her having done anything.

## How to fix
Let the link show a page with a button, and act when the button is pressed (POST). For unsubscribing add
`List-Unsubscribe-Post` (RFC 8058), which mail programs ask to be confirmed.

## Example
"The survey has a link that acts at once: its page says “Thank you, your rating has been recorded”." The five stars in
the mail were five links, and the customer's virus scanner had given one star.
"""

import re

from shopper import Evidence, Findings, LinkProbe, Mail, Outcome, check
from shopper.reading.links import path_of
from shopper.reading.naming import on_mail, quoted
from shopper.reading.text import normal, plain_letters

_DONE = re.compile(
    r"(?:have|has) been (?:successfully )?(?:unsubscribed|removed from|cancell?ed|deleted|confirmed|recorded|saved|submitted"
    r"|activated)"
    r"|you(?:'re| are) (?:now )?unsubscribed|successfully (?:unsubscribed|cancell?ed|deleted|confirmed)|(?:rating"
    r"|vote) (?:was )?received"
    r"|thank you for (?:your|the) (?:rating|feedback|vote|review)|cam on (?:ban|quy khach|anh/chi)? ?(?:da|vi da) (?:danh gia"
    r"|gop y)"
    r"|(?:danke|vielen dank) fur (?:ihre|deine) (?:bewertung|ruckmeldung|meinung)"
    r"|merci (?:pour|de) (?:votre|vos) (?:note|avis|evaluation|reponse)|gracias por su (?:valoracion|opinion|voto)"
    r"|da (?:duoc )?(?:huy dang ky|huy nhan|ngung nhan|xoa tai khoan|ghi nhan danh gia)|(?:huy dang ky|xac nhan"
    r"|kich hoat) thanh cong"
    r"|don hang (?:cua ban )?(?:vua|da) (?:duoc )?huy|danh gia (?:cua ban )?da duoc (?:ghi nhan|luu)"
    r"|(?:erfolgreich|wurden?|sind) (?:vom newsletter |nun |jetzt )?(?:abgemeldet|storniert|geloscht|bestatigt|ausgetragen"
    r"|gespeichert)"
    r"|(?:avez ete|a ete|est) (?:bien |maintenant )?(?:desinscrit\w*|desabonne\w*|annulee?|supprimee?|confirmee?|enregistree?)"
    r"|(?:ha sido|se ha|has sido) (?:dado de baja|cancelad\w+|eliminad\w+|confirmad\w+|registrad\w+|guardad\w+)"
)
_FIRST_BLOCKS = 40


@check(
    title="Links only show, they do not act",
    failure="A link acts when it is opened",
    category="process",
    impact="serious",
    serves=["3-07", "2-15"],
)
def link_acts_on_get(visit: Evidence) -> Findings:
    for mail in visit.mails:
        opened = [probe for probe in mail.probes if probe.outcome == "opened" and probe.page] if mail.solicited else []
        if opened:
            acting = next(((probe, said) for probe in opened if (said := _says_done(probe, mail))), None)
            outcome = Outcome.FAIL if acting else Outcome.PASS
            told = f"has a link that acts at once: its page says {quoted(acting[1])}" if acting else "has links that only show"
            actual = path_of(acting[0].href) if acting else "pages that only show"
            yield on_mail(mail, visit, outcome, told, expected="a page that asks first", actual=actual)


def _says_done(probe: LinkProbe, mail: Mail) -> str:
    """The line by which a page says that opening it did something; empty if the mail said so before it."""
    told = plain_letters(normal(f"{mail.reading.subject}\n{mail.reading.text}"))
    blocks = [normal(block.text) for block in probe.page.blocks] if probe.page else []
    for block in [block for block in blocks if 0 < len(block) <= 200][:_FIRST_BLOCKS]:
        hit = _DONE.search(plain_letters(block).replace("’", "'"))
        if hit and hit[0] not in told and not _DONE.search(told.replace("’", "'")):
            return block
    return ""
