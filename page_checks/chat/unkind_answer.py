"""An answer blames the customer or brushes her off.

## What it checks
Every answer of the shop's, in the chat and by mail, for words that blame or silence a customer: "calm down", "you should have
read …", "as I already told you", "that is not our problem", "selbst schuld", "calmez-vous", "không phải lỗi của chúng tôi". A
person decides what was meant. Automatic acknowledgements are read too; what the customer wrote is not.

## Why it matters
A customer forgives a mistake sooner than a tone. One such sentence outweighs a correct answer, and it is the one that she
tells ten others.

## How to fix
Read the whole conversation with whoever wrote it. Replace the sentence by what can be done now; if the agent was right and
out of time or power to help, mend that.

## Example
“The chat said “You should have read the page.”” The agent had nine conversations open.
"""

import re
from collections.abc import Iterator

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.naming import mail_name, mail_owner, quoted
from shopper.reading.promised import own_text
from shopper.reading.replies import replies
from shopper.reading.tone import plain, sentences

_UNKIND = re.compile(
    r"(?<!\w)(?:calm down|as (?:i|we)(?:'ve| have)? (?:already |just )*(?:said|told you|explained)|you (?:should|could) have"
    r" (?:just )?(?:read|checked|known|told|thought|looked)"
    r"|(?:that|this|it)(?:'s| is) (?:not (?:our|my)|your own) (?:problem|fault|responsibility|job|business)"
    r"|(?:it|that|this)(?:'s| is| was) your (?:own )?fault"
    r"|(?:that|it)(?:'s| is) just (?:how it is|our policy|the way it is)|stop (?:asking|complaining|shouting)|stupid|ridiculous"
    r"|(?:ban|anh|chi|quy khach) binh tinh(?: lai)?(?: di)?|(?:toi|em|minh|shop) (?:da )?noi roi"
    r"|(?:ban|anh|chi|quy khach|khach) phai tu (?:doc|xem|kiem tra|chiu)"
    r"|khong phai (?:la )?(?:loi|viec|van de|trach nhiem) cua (?:chung toi|toi|shop|ben em|em|minh)"
    r"|(?:do |la )?loi (?:la )?(?:do|cua) (?:ban|quy khach|khach hang)|quy dinh la (?:vay|the|nhu vay)"
    r"|beruhigen sie sich|wie (?:ich |wir )?(?:ihnen )?(?:bereits|schon) (?:\w+ )?(?:gesagt|erwahnt|erklart|mitgeteilt)"
    r"|(?:das )?hatten sie (?:\w+ ){0,5}(?:lesen|wissen|prufen|sehen|sagen) (?:mussen|konnen|sollen)"
    r"|nicht (?:unsere?|meine?) (?:problem|schuld|aufgabe|sache)|selbst schuld|ihre eigene schuld|das ist (?:nun mal|halt) so"
    r"|calmez-vous|comme je vous l'ai (?:deja )?(?:dit|explique)|vous auriez (?:du|pu) (?:lire|verifier|savoir|regarder|le)"
    r"|pas (?:notre|mon) (?:probleme|affaire)|pas (?:notre|de notre|ma) faute|(?:de|c'est) votre faute|c'est comme ca"
    r"|calmese|(?:ya )?se lo (?:he )?dicho|como ya le dije|no es (?:nuestro|mi) problema|(?:es )?culpa suya"
    r"|deberia haber (?:leido|mirado|sabido))(?!\w)"
)


@check(
    title="Answers are kind",
    failure="An answer blames the customer",
    category="communication",
    impact="moderate",
    serves=["3-17", "3-03"],
)
def unkind_answer(visit: Evidence) -> Findings:
    """One verdict a channel; only the first such sentence of each is shown."""
    told = list(_answers(visit))
    for owner in dict.fromkeys(owner for owner, _, _, _ in told):
        said = [(where, text, evidence) for other, where, text, evidence in told if other == owner]
        unkind = next(((where, line, evidence) for where, text, evidence in said if (line := _unkind(text))), None)
        where, line, evidence = unkind or (said[0][0], "", said[0][2])
        yield Verdict(
            outcome=Outcome.REVIEW if unkind else Outcome.PASS,
            sentence=f"{where} said {quoted(line)}." if unkind else f"{where} blamed nobody.",
            expected="an answer without blame",
            actual=line or "none",
            about=f"tone, {owner}",
            owner=owner,
            evidence=(evidence,),
        )


def _answers(visit: Evidence) -> Iterator[tuple[str, str, str, str]]:
    """Owner, what said it, its words and where they stand."""
    for turn in visit.chat:
        if turn.who != "customer":
            yield "chat", "The chat", turn.text, f"step:{turn.step}"
    for mail in replies(visit):
        yield mail_owner(mail, visit.plan.shop), mail_name(mail, visit.plan.shop), own_text(mail), f"mail:{mail.id}"


def _unkind(text: str) -> str:
    return next((sentence for sentence in sentences(text) if _UNKIND.search(plain(sentence))), "")
