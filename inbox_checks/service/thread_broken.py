"""An answer does not stand below the mail that it answers.

## What it checks
What people answered to mails that the customer wrote: the answer must refer to her mail (`In-Reply-To` or `References`, RFC
5322, 3.6.4), or to a mail of the shop's that she has. One that refers to a mail that nobody knows, or that has another
subject than hers, goes to a person: mail programs differ in how they sort such mails.

## Why it matters
Mail programs show a conversation by these headers. Without them the answer lies somewhere among other mails, and she reads
it without her own question, or not at all.

## How to fix
Let the help desk send as an answer: keep the incoming Message-ID with the case, and write it into `In-Reply-To` and
`References`. Keep her subject, with "Re:" and the case number around it.

## Example
“The answer refers to no earlier mail, so it stands apart from the customer's question.” The help desk sent its answers by a
mailing service, and this dropped the headers.
"""

import re

from shopper import Evidence, Findings, Letter, Mail, Outcome, check
from shopper.reading.naming import on_mail, quoted
from shopper.reading.replies import answers, replies
from shopper.reading.text import normal, plain_letters

_ADDED = re.compile(r"^(?:(?:re|aw|sv|rv|fwd?|wg|tr|tl|tra loi|antwort|res|rif)(?:\[\d+\])? ?: ?|\[[^\]]{0,40}\] ?)+")


@check(
    title="Answers stand below the question",
    failure="An answer is torn from its thread",
    category="communication",
    impact="moderate",
    serves=["0-18", "1-12", "3-02"],
)
def thread_broken(visit: Evidence) -> Findings:
    letters = [letter for letter in visit.letters if letter.message_id]
    known = {_bare(id) for id in (*(one.message_id for one in letters), *(one.reading.message_id for one in replies(visit)))}
    for mail in answers(visit):
        before = [letter for letter in letters if letter.at < mail.arrived - visit.clock_skew]
        if not before:
            continue
        outcome, said = _judge(mail, before, known)
        yield on_mail(
            mail,
            visit,
            outcome,
            said,
            expected=f"an answer to {quoted(before[-1].subject)}",
            actual=mail.reading.subject,
            more=(f"letter:{before[-1].id}",),
        )


def _judge(mail: Mail, letters: list[Letter], known: set[str]) -> tuple[Outcome, str]:
    referred = {_bare(id) for id in mail.reading.in_reply_to}
    if not referred:
        return Outcome.FAIL, "refers to no earlier mail, so it stands apart from the customer's question"
    if not referred & known:
        return Outcome.REVIEW, "refers to a mail that the customer does not have"
    subject = _subject(mail.reading.subject)
    if not any(_subject(letter.subject) in subject for letter in letters):
        return Outcome.REVIEW, f"has another subject than the question: {quoted(mail.reading.subject)}"
    return Outcome.PASS, "stands below the question"


def _bare(id: str) -> str:
    return id.strip("<> ")


def _subject(subject: str) -> str:
    return _ADDED.sub("", plain_letters(normal(subject)).strip()).strip()
