"""The chat sends the customer away to write an email.

## What it checks
Every answer in the chat that asks the customer to write a mail or to use a form, or gives her a mail address, with no
answer of a person after it. If the chat says that nobody is there, and by the shop's hours nobody is, a person looks at
it; so too where nobody can tell whether a bot or a person answered afterwards.

## Why it matters
She chose the chat to have an answer now. Sent to another channel she starts again, with everything told twice, and waits
a day for what she could have had in two minutes.

## How to fix
Hide the chat, or label it as closed with its hours, when nobody is there. When somebody is, let the bot hand over in the
chat, with what was said so far; if a case must go by mail, let the agent open it and not the customer.

## Example
“The chat said “Please write to hello@gomsen.test and we will come back to you”.” It was Tuesday at eleven, and three agents
were there: the hand-over had been switched off for a release.
"""

import re
from collections.abc import Sequence

from shopper import Evidence, Findings, Outcome, Turn, Verdict, check
from shopper.reading.contact import addresses_in
from shopper.reading.hours import opening_hours
from shopper.reading.text import normal, plain_letters

_SENT_AWAY = re.compile(
    r"(?:please |kindly |just |can you |could you )?(?:(?:e-?mail|write to) (?:us|our)|write (?:us )?an? e-?mail"
    r"|send (?:us |it |this |them |your \w+ )*(?:an? |by |via |to our )?e-?mail|contact us (?:by|via) e-?mail"
    r"|(?:use|fill (?:in|out)|submit|complete) (?:the|our|this|a) (?:contact |online |web )?form"
    r"|leave (?:us )?(?:your|a) (?:question|message) (?:on|in|at|via) (?:the|our) (?:contact )?(?:page|form))"
    r"|(?:gui|viet) (?:cho (?:chung toi|shop|ben minh) )?(?:mot )?(?:e-?mail|thu)(?! xac nhan| nay)"
    r"|(?<!duoc )(?:gui|viet|lien he)[^.!?\n]{0,40} (?:qua|ve|vao|den|toi|bang) (?:dia chi |hop thu )?e-?mail(?! cua ban)"
    r"|de lai (?:cau hoi|loi nhan|tin nhan)[^.!?\n]{0,30}(?:trang lien he|bieu mau|form|e-?mail)"
    r"|(?:dien|dung|su dung)(?: vao)? (?:bieu mau|mau lien he|form)"
    r"|(?:schreiben|schicken|senden) sie (?:uns )?(?:bitte )?(?:eine |per )?e-?mail|per e-?mail an uns|kontaktformular"
    r"|(?:envoyez|ecrivez)[ -]nous (?:un |par )?(?:e-?mail|courriel|mail)|formulaire de contact"
)
_WE_WRITE = re.compile(
    r"(?<!\w)(?:(?:we(?:'ll| will| have| can)?|i(?:'ll| will| have)?) (?:\w+ )?(?:e-?mail|write|send|sent)"
    r"|(?:chung toi|minh|em|shop) (?:da|se) gui|(?:wir|ich) (?:schicken|senden|schreiben)|(?:nous|je) vous)"
)
_CLOSED = re.compile(
    r"(?<!\w)(?:closed|offline|out(?:side)? of (?:office|hours|service hours)|outside (?:our )?(?:office|service|opening) hours"
    r"|(?:nobody|no one|no agent) is|ngoai gio|het gio|nghi|khong truc tuyen|chua co nguoi|khong co (?:ai|nhan vien)"
    r"|geschlossen|au(?:ss|ß)erhalb|nicht besetzt|fermes?|hors (?:des )?horaires)(?!\w)"
)


@check(
    title="The chat answers in the chat",
    failure="The chat sends the customer to email",
    category="ease",
    impact="serious",
    serves=["0-05", "0-45", "2-07"],
)
def chat_turns_into_email(visit: Evidence) -> Findings:
    answers = [turn for turn in visit.chat if turn.who != "customer"]
    away = [turn for turn in answers if _sends_away(turn, visit)]
    if not answers:
        return
    if not away:
        yield Verdict(outcome=Outcome.PASS, sentence="The chat answered in the chat.", about="chat")
        return
    turn = away[-1]
    outcome, more = _judge(turn, answers[answers.index(turn) + 1 :], visit)
    yield Verdict(
        outcome=outcome,
        sentence=f"The chat said “{_short(turn.text)}”{more}.",
        expected="an answer in the chat",
        actual=_short(turn.text),
        about="chat",
        owner="chat",
        evidence=(f"step:{turn.step}",),
    )


def _judge(turn: Turn, later: Sequence[Turn], visit: Evidence) -> tuple[Outcome, str]:
    if any(after.who == "person" for after in later):
        return Outcome.PASS, ", and a person answered in the chat after all"
    if any(after.who == "shop" for after in later):
        return Outcome.REVIEW, "; whether a person answered after that cannot be told"
    hours = opening_hours(visit.plan.shop)
    says_closed = bool(_CLOSED.search(plain_letters(normal(turn.text))))
    if hours and hours.is_open(turn.at):
        return Outcome.FAIL, " in the middle of its service hours, and nobody answered in the chat"
    if hours and says_closed:
        opens = hours.next_opening(turn.at)
        until = f"; the service hours begin again on {opens.astimezone(hours.zone):%Y-%m-%d at %H:%M}" if opens else ""
        return Outcome.REVIEW, until
    if says_closed:
        return Outcome.REVIEW, "; the shop's hours are not known"
    return Outcome.FAIL, ", and nobody answered in the chat"


def _sends_away(turn: Turn, visit: Evidence) -> bool:
    """By its words, or by an address that is not the customer's own; not if it only says what the shop will write."""
    said = plain_letters(normal(turn.text)).replace("’", "'")
    sentences = re.split(r"(?<=[.!?])\s+|\n", said)
    asked = any(_SENT_AWAY.search(sentence) and not _WE_WRITE.search(sentence) for sentence in sentences)
    return asked or (turn.who != "person" and bool(addresses_in(turn.text, own=(visit.address,))))


def _short(text: str) -> str:
    text = " ".join(normal(text).split())
    return text if len(text) <= 140 else text[:137].rstrip() + "…"
