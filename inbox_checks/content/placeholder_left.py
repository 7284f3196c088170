"""A mail shows a placeholder where a value belongs.

## What it checks
Subject, sender's name and text of every mail, without what it quotes, for the marks of templates (`{{ name }}`, `${name}`,
`%name%`, `*|FNAME|*`, `##name##`, `[First name]`, `[ORDER_NUMBER]`, and any capitals
in square brackets in a greeting: `[NOMBRE]`), for values that were none (`undefined`, `NaN`, `[object Object]`, "Dear
null"), for greetings that lost their name ("Hello ,", "Chào ,"), and for lorem ipsum. What may be a voucher's code (`%SPRING%`)
and what stands in a sentence in quotation marks goes to a person; her own words are left out.

## Why it matters
The customer sees that nobody is writing to her, and that nobody looked. If the missing value was an amount, a date or an
address, she has to ask for it.

## How to fix
Send the template with an order that lacks the field (no first name, a guest, a company) and give it a fallback. Let the
mailer refuse to send what still holds a placeholder.

## Example
“The ready to ship says “{{ customer.first_name }}”.” A guest has no first name in the order management, and the template had no
fallback for that.
"""

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.naming import mail_about, mail_name, mail_owner
from shopper.reading.placeholders import is_surely_one, placeholders_in, without_quoted_sentences
from shopper.reading.text import normal, without_quotes


@check(
    title="Every value is filled in",
    failure="A mail shows a placeholder",
    category="consistency",
    impact="serious",
    serves=["0-39", "3-02", "3-05"],
)
def placeholder_left(visit: Evidence) -> Findings:
    for mail in visit.mails:
        if not mail.solicited:
            continue
        left, sure = _placeholders(mail, visit)
        said = f"says {', '.join(f'“{one}”' for one in left[:3])}" if left else "has every value filled in"
        yield Verdict(
            outcome=Outcome.PASS if not left else _outcome(mail, visit) if sure else Outcome.REVIEW,
            sentence=f"{mail_name(mail, visit.plan.shop)} {said}.",
            expected="values",
            actual=said,
            about=mail_about(mail),
            owner=mail_owner(mail, visit.plan.shop),
            evidence=(f"mail:{mail.id}",),
        )


def _outcome(mail: Mail, visit: Evidence) -> Outcome:
    """A person may write braces on purpose, and so may a newsletter: only a known kind's template is surely at fault."""
    kind = visit.plan.shop.mails.get(mail.kind)
    return Outcome.REVIEW if not mail.kind or (kind and kind.reply == "human") else Outcome.FAIL


def _placeholders(mail: Mail, visit: Evidence) -> tuple[list[str], bool]:
    """The placeholders that a reader sees, each once, and whether one of them surely is one."""
    reading = mail.reading
    hers = {line for letter in visit.letters for line in normal(letter.text).split("\n") if line}
    text = f"{reading.subject}\n{reading.sender_name}\n{without_quotes(reading.text)}".replace("\t", "\n")
    text = "\n".join(line for line in normal(text).split("\n") if line.strip('“”"«»„ ') not in hers)
    left = placeholders_in(text)
    return left, any(is_surely_one(one) for one in placeholders_in(without_quoted_sentences(text))) if left else False
