"""What a mail asks the customer to tell, and what she had told already: order number, mail address, name, phone number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache

from shopper.model import Evidence, Plan, PlanStep, Turn
from shopper.reading.comparing import bare_number, numbers
from shopper.reading.facts import stated_on_pages
from shopper.reading.tone import plain, sentences

_DATA = {
    "order number": r"order (?:number|no|id)|bestellnummer|auftragsnummer|numero de (?:la |votre )?commande"
    r"|numero de(?:l| su| tu)? pedido|ma (?:so )?don(?: dat)?(?: hang)?|so don hang",
    "mail address": r"e-?mail address|e-?mail-?adresse|adresse (?:e-?mail|mail|electronique)|direccion de correo"
    r"(?: electronico)?|correo electronico|dia chi e?-?mail",
    "name": r"(?:full|first and last|your) name|name and surname|vor- und (?:nach|zu)namen?|(?:vollstandigen|ihren) namen"
    r"|nom complet|nom et (?:votre )?prenom|votre nom|nombre (?:completo|y apellidos?)|su nombre|ho (?:va )?ten|ten day du",
    "phone number": r"(?:phone|telephone|mobile) number|telefonnummer|handynummer|rufnummer"
    r"|numero de (?:telephone|portable|telefono)|so dien thoai",
}
_NAMED = {what: re.compile(rf"(?<!\w)(?:{words})(?!\w)") for what, words in _DATA.items()}
_ASKS = re.compile(
    r"(?<!\w)(?:(?:please|kindly) (?:\w+ ){0,2}(?:send|tell|give|provide|share|state|supply|let|reply with|forward)"
    r"|(?:could|can|would|will|may) (?:you|we|i) (?:\w+ ){0,2}(?:send|tell|give|provide|share|state|supply|let|have|ask)"
    r"|(?:we|i)(?:'ll| will)? (?:\w+ )?need|what (?:is|was) your|(?:tell|send|give) us"
    r"|(?:vui long|xin|nho|hay|phien|cho) (?:\w+ ){0,4}(?:cho biet|cung cap|gui|cho xin|de lai|biet)|cho (?:em|shop"
    r"|minh|chung toi|toi)"
    r" xin|cung cap (?:giup|cho|them)"
    r"|(?:teilen|senden|schicken|nennen|geben|mailen) sie|(?:benotigen?|brauchen?) (?:wir|ich)|(?:wir"
    r"|ich) (?:\w+ )?(?:benotigen?|brauchen?)"
    r"|(?:konnen|konnten|wurden) sie|wie lautet|bitten (?:wir )?(?:sie )?um"
    r"|(?:pouvez|pourriez|voudriez)-vous|(?:merci de|veuillez) (?:\w+ ){0,2}(?:communiquer|indiquer|fournir|envoyer"
    r"|transmettre|donner"
    r"|preciser)|(?:nous avons|j'ai) (?:\w+ )?besoin|quel(?:le)? est|(?:communiquez|indiquez|envoyez|donnez"
    r"|transmettez)-(?:nous|moi)"
    r"|(?:podria|puede)s?n? (?:usted )?(?:\w+ )?(?:indicar|facilitar|enviar|decir|proporcionar|dar)\w*|(?:indique"
    r"|facilite|envie|diga"
    r"|proporcione)(?:nos|me)|necesit(?:amos|o)|cual es)(?!\w)"
)
_NOT_AGAIN = re.compile(
    r"(?<!\w)(?:if|quote|ready|always|in case|such as|for example|never|used (?:for|to|when)|with which|(?:you"
    r"|was) ordered|other|another"
    r"|neu|khi|chang han|vi du|luon|khong bao gio|da dung|dung de|khac|nhu"
    r"|falls|wenn|sollten|bereit|stets|immer|zum beispiel|nie(?:mals)?|mit der|verwendet\w*|andere\w*"
    r"|si|en cas|par exemple|toujours|jamais|utilisee?|avec laquelle|autre"
    r"|siempre|por ejemplo|nunca|utiliz\w+|con (?:el|la) que|otr[oa])(?!\w)"
)
"""Ordinary requests that ask for nothing anew: to be quoted later, under a condition, or other data than hers."""


@lru_cache(maxsize=128)
def asked_for(text: str) -> Mapping[str, str]:
    """What a mail's own text asks the customer for (see the keys of this module's table) → the sentence that does."""
    asking = [(one, said) for one in sentences(text) if _ASKS.search(said := plain(one)) and not _NOT_AGAIN.search(said)]
    found = {what: [one for one, said in asking if named.search(said)] for what, named in _NAMED.items()}
    return {what: ones[0] for what, ones in found.items() if ones}


def told_before(visit: Evidence, at: datetime) -> Mapping[str, str]:
    """What she had told the shop about her question when something came `at` → where: `step:ID` of the form, or `letter:ID`.

    Whoever writes a mail tells her address and her name by it.
    """
    return {what: source for what, source in (*_in_forms(visit, at), *_in_letters(visit, at))}


def _in_letters(visit: Evidence, at: datetime) -> Iterator[tuple[str, str]]:
    orders = [bare_number(number) for number in numbers(stated_on_pages(visit, "order.number"))]
    for letter in visit.letters:
        if letter.at < at:
            words = {bare_number(word) for word in f"{letter.subject} {letter.text}".split()}
            yield "mail address", f"letter:{letter.id}"
            yield "name", f"letter:{letter.id}"
            if words.intersection(orders):
                yield "order number", f"letter:{letter.id}"


TOLD = {
    "${order.number}": "order number",
    "${visit.mail}": "mail address",
    "${persona.name}": "name",
    "${persona.phone}": "phone number",
    "${persona.street}": "street",
    "${persona.postcode}": "postcode",
}
"""What a journey's step fills in → what the shop is told by it."""


def told_in_chat(visit: Evidence, turn: Turn) -> Mapping[str, str]:
    """What she had told in a conversation before one of its turns → `turn:ID`."""
    orders = {bare_number(number) for number in numbers(stated_on_pages(visit, "order.number"))}
    persona, found = visit.plan.persona, dict[str, str]()
    for one in visit.chat[: visit.chat.index(turn)]:
        if one.who == "customer" and one.conversation == turn.conversation:
            said = one.text.casefold()
            told = {
                "order number": bool(orders & {bare_number(word) for word in one.text.split()}),
                "mail address": bool(visit.address) and visit.address.casefold() in said,
                "name": bool(persona.name) and persona.name.casefold() in said,
                "phone number": bool(persona.phone) and _digits(persona.phone) in _digits(one.text),
            }
            found |= {what: f"turn:{one.id}" for what, is_told in told.items() if is_told}
    return found


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _in_forms(visit: Evidence, at: datetime) -> Iterator[tuple[str, str]]:
    """What she typed into the pages of the shop, as the journey's steps have it."""
    played = {step.id for step in visit.steps if step.outcome == "passed" and step.ended < at}
    for step in visit.plan.steps:
        if step.verb == "fill" and step.id in played and (what := TOLD.get(template(step, visit.plan))):
            yield what, f"step:{step.id}"


def template(step: PlanStep, plan: Plan) -> str:
    """What a step fills in, as it was written where it came from: a flow hands on its caller's words."""
    said, scope = str(step.args.get("text", "")), plan.scopes[step.scope]
    while (name := re.fullmatch(r"\$\{inputs\.(\w+)\}", said)) and name[1] in scope.inputs:
        said = str(scope.inputs[name[1]])
        if scope.parent is None:
            break
        scope = plan.scopes[scope.parent]
    return said
