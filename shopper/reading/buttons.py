"""Whether the words of a button tell a customer that clicking it places an order that costs money."""

from __future__ import annotations

import re
from typing import Literal

from shopper.reading.text import normal, plain_letters

Clarity = Literal["clear", "unclear", "unsure"]

_COMMITS = re.compile(
    r"(?<![a-z])(?:pay(?:ment)?|buy(?:ing)?|purchase|orders?|place order|subscribe with cost"
    r"|\w*(?:kauf|bestell)\w*|\w*(?:be)?zahl\w*"
    r"|command(?:e|er|ez)|acheter|achetez|achat|pay(?:er|ez)|paiement|reglez?|regler"
    r"|dat (?:hang|mua|don)|mua(?: hang| ngay)?|thanh toan|don hang|chot don"
    r"|pagar?|pague|pago|comprar?|compra|pedir|pedido)(?![a-z])"
)
"""Words for ordering, buying or paying, without accents."""

_GOES_ON = re.compile(
    r"(?:continue|proceed|next(?: step)?|go on|go to|weiter|fortfahren|zur|continuer|poursuivre|suivant"
    r"|passer (?!(?:la |ma |votre"
    r" )?commande)|tiep (?:tuc|theo)|den buoc|continuar|seguir|siguiente|ir a)(?![a-z])"
)
"""What a button begins with that only leads to a next step."""

_SAYS_NOTHING = re.compile(
    r"(?:continue|proceed|next(?: step)?|go(?: on)?|submit|send|ok(?:ay)?|yes|confirm|done|finish|complete|save|accept|agree"
    r"|apply|enter"
    r"|weiter|fortfahren|absenden|senden|abschicken|bestatigen|fertig|abschliessen|abschließen|ubernehmen|speichern|ja"
    r"|einverstanden|anmelden|registrieren"
    r"|continuer|poursuivre|suivant|envoyer|valider|confirmer|terminer|oui|accepter|soumettre|s'inscrire"
    r"|tiep (?:tuc|theo)|gui(?: di)?|xac nhan|hoan (?:tat|thanh)|dong y|xong|luu|ket thuc|dang ky"
    r"|continuar|siguiente|enviar|confirmar|aceptar|finalizar|terminar|guardar|si)"
    r"(?: (?:now|jetzt|maintenant|ngay|ahora|step|und weiter))?[\W_]*"
)
_AMOUNT = re.compile(r"[€$£₫¥]|(?<![a-z])(?:eur|usd|gbp|chf|vnd|dong)(?![a-z])")


def says_it_costs(words: str) -> Clarity:
    """`clear`: it names ordering, buying, paying or an amount. `unclear`: all that it says is to go on, confirm, send.
    `unsure`: anything else, and words such as “Continue to payment”, after which one expects to see the order once more.

    Whether the words are those that a law asks for is another matter.
    """
    plain = plain_letters(normal(words)).replace("’", "'").strip(" \n\t>»→›")
    if _SAYS_NOTHING.fullmatch(plain):
        return "unclear"
    if _GOES_ON.match(plain):
        return "unsure"
    return "clear" if _COMMITS.search(plain) or _AMOUNT.search(plain) else "unsure"
