"""A mail of the shop landed in the spam folder.

## What it checks
The folder in which every mail of the shop was found: it fails for the one where the mailbox puts what it doubts
("Junk", "Spam", "Thư rác", "Courrier indésirable" …).

## Why it matters
A mail in the spam folder is a mail that never came: the customer does not look there, and the mailbox deletes it
after a month. The shop's own system counts it as delivered, so nobody in the house will ever notice.

## How to fix
See first whether dkim-fails, dmarc-unaligned or spf-fails found something about the same mail: that is most often the
reason. Else look for what filters dislike (short links, hardly any text beside pictures, a young domain), for
complaints in Google Postmaster Tools, and whether newsletters leave by the same address.

## Example
“The invoice landed in the folder “Junk”.” It was the only mail with a packed file, and came from a server that had
sent newsletters to old addresses the day before.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.mailing import is_junk
from shopper.reading.naming import mail_about, mail_name, mail_owner


@check(
    title="Mails land in the inbox",
    failure="A mail landed in the spam folder",
    category="communication",
    impact="serious",
    serves=["0-40", "0-41", "0-42", "0-43", "0-44"],
)
def landed_in_spam(visit: Evidence) -> Findings:
    shop = visit.plan.shop
    for mail in visit.mails:
        if mail.solicited:
            yield Verdict(
                outcome=Outcome.FAIL if mail.junk or is_junk(mail.folder) else Outcome.PASS,
                sentence=f"{mail_name(mail, shop)} landed in the folder “{mail.folder}”.",
                expected="the inbox",
                actual=mail.folder,
                about=mail_about(mail),
                owner=mail_owner(mail, shop),
                evidence=(f"mail:{mail.id}",),
            )
