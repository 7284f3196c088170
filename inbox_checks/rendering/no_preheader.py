"""The inbox shows leftovers beside a mail's subject.

## What it checks
What an inbox shows beside the subject of every HTML mail: the hidden words at its beginning (the preheader), else the
first visible ones. It fails where these are about the mail itself ("View in browser", an address, nothing at all), or
only repeat the subject. A mail without a preheader whose text begins well needs none, nor do answers that a person wrote.

## Why it matters
A customer decides by sender, subject and this one line what she opens now. "Trouble viewing this mail? Click here" is
the worst use of it.

## How to fix
Begin the template with a short hidden line that says what the mail brings: "Arrives on Friday, 6 March". Put the link
to the web version at its end.

## Example
“The newsletter shows “View this mail in your browser” beside its subject in the inbox.” The template had a preheader,
but no field in the editor to fill it.
"""

import re

from shopper import Evidence, Findings, Mail, Outcome, check
from shopper.reading.drawn import designed
from shopper.reading.naming import on_mail, quoted
from shopper.reading.text import normal, plain_letters
from shopper.reading.waiting import reply_of

_SHOWN = 90  # letters
_THIS_MAIL = r"(?:e-?mail|mail|message|newsletter|nachricht|courriel|correo|mensaje|boletin|thu|ban tin|noi dung)"
_LEFTOVER = re.compile(
    rf"(?:view|read|open|see|show)(?: (?:this|the|our))?(?: {_THIS_MAIL}| it)? (?:online|on the web|as (?:a )?web ?page"
    r"|in (?:your |a |the )?(?:web ?|internet )?browser)|(?:web|online|browser)[ -]?(?:version|view|ansicht)"
    r"|(?:having )?(?:trouble|problems?|difficulty|difficulties) (?:viewing|reading|seeing|displaying|with the display)"
    rf"|(?:if you )?(?:can ?not|can['’]t|are unable to) (?:see|read|view) (?:this|the|our) (?:{_THIS_MAIL}|images|pictures)"
    rf"|(?:is )?(?:this|the) {_THIS_MAIL} (?:is )?not (?:displaying|displayed)"
    rf"|xem (?:{_THIS_MAIL} )?(?:nay )?(?:tren|bang|trong) (?:trinh duyet|web)|xem (?:phien ban|ban) (?:web|truc tuyen)"
    rf"|neu (?:ban |quy khach |anh/chi )?khong (?:xem|doc|nhin thay|hien thi)(?: duoc)? (?:{_THIS_MAIL}|hinh)"
    rf"|(?:diesen? |die |unseren )?(?:{_THIS_MAIL} )?im browser (?:ansehen|anzeigen|offnen|lesen)"
    r"|zur (?:web|online)-?(?:version|ansicht)"
    rf"|(?:(?:falls|wenn|sollte) |wird )(?:diese|die|ihnen diese|der|dieser) {_THIS_MAIL} nicht (?:korrekt|richtig|einwandfrei)"
    r"|darstellungsprobleme|probleme (?:bei|mit) der (?:darstellung|anzeige)"
    rf"|(?:voir|lire|consulter|afficher|visualiser|ouvrir) (?:(?:ce|cet|cette|le|la) |l['’])?(?:{_THIS_MAIL} |version )?"
    rf"(?:en ligne|web|dans (?:votre|le|un) navigateur)|version (?:en ligne|web)"
    rf"|si (?:ce|cet|cette) {_THIS_MAIL} (?:ne )?s['’]affiche"
    rf"|(?:ver|leer|abrir) (?:este |esta |el |la )?(?:{_THIS_MAIL} |version )?(?:en linea|online|web|en (?:tu|su|el) navegador)"
    rf"|si no (?:puedes?|ve)(?: ver| leer)? (?:bien |correctamente )?(?:este|esta|el|la) {_THIS_MAIL}|https?://|www\."
)


@check(
    title="The inbox shows what a mail brings",
    failure="The inbox shows leftovers beside a mail's subject",
    category="communication",
    impact="minor",
    serves=["3-02"],
)
def no_preheader(visit: Evidence) -> Findings:
    for mail in designed(visit):
        if reply_of(mail.kind, visit.plan.shop) == "human":
            continue
        line = _beside_the_subject(mail)
        yield on_mail(
            mail,
            visit,
            _judge(mail, line),
            f"shows {quoted(line) if line else 'nothing'} beside its subject in the inbox",
            expected="what the mail brings",
            actual=line or "nothing",
        )


def _beside_the_subject(mail: Mail) -> str:
    said = mail.reading.preheader or mail.reading.text
    return " ".join(normal(said[:1000]).split())[:_SHOWN]


def _judge(mail: Mail, line: str) -> Outcome:
    plain, subject = plain_letters(line), plain_letters(normal(mail.reading.subject))
    if not plain or _LEFTOVER.match(plain) or plain == subject:
        return Outcome.FAIL
    return Outcome.PASS
