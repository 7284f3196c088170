"""An answer does not greet the customer by her name.

## What it checks
What people answered to a customer whose name they know: her given name or her family name must stand in the answer, with or
without accents, with or without a title. Automatic mails are left out, and so are later answers of the same exchange.

## Why it matters
A name is the smallest sign that somebody read who is writing. "Dear customer" in a personal answer says that it is a
template.

## How to fix
Fill the salutation from the case's name field, and take the name from the sender of the mail where a case has none. Let
agents see the field before they send.

## Example
“The answer begins “Hello,” and never names the customer.” The help desk's template used the name of the account, and guests
have none.
"""

from shopper import Evidence, Findings, check
from shopper.reading.greetings import names_her, take_apart
from shopper.reading.naming import on_mail, quoted
from shopper.reading.promised import own_text
from shopper.reading.replies import answers, judged


@check(
    title="Answers greet the customer by name",
    failure="An answer does not greet the customer by name",
    category="personal",
    impact="minor",
    serves=["3-05", "1-20"],
)
def not_greeted_by_name(visit: Evidence) -> Findings:
    persona = visit.plan.persona
    for mail in answers(visit)[: 1 if persona.name else 0]:
        letter = take_apart(own_text(mail))
        named = names_her("\n".join((letter.greeting, *letter.body)), persona)
        begins = letter.greeting or next(iter(letter.body), "")
        said = "names the customer" if named else f"begins {quoted(begins)} and never names the customer"
        yield on_mail(mail, visit, judged(named, mail), said, expected=persona.given or persona.name, actual=begins)
