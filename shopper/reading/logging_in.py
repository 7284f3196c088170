"""Whether the customer has an account, and whether a page asks her for its password."""

from __future__ import annotations

import json
import re

from shopper.model import Evidence, PageView, PlanStep
from shopper.reading.links import path_of
from shopper.reading.text import normal, plain_letters, words_of

_PASSWORD = re.compile(r"(?<!\w)(?:password|passwort|kennwort|mot de passe|contrasena|clave de acceso|mat khau)(?!\w)")
_LOG_IN = (
    r"(?:customer |member |account |kunden-?)?(?:log[ -]?in|sign[ -]?in)|(?:please )?(?:log|sign) in(?: to| with| here)?.{0,40}"
    r"|anmeld(?:en|ung)|einloggen|kundenanmeldung|(?:bitte )?melden sie sich an.{0,40}"
    r"|se connecter|connexion|connectez-vous.{0,40}|s'identifier|identification|identifiez-vous.{0,40}"
    r"|iniciar sesion|inicie? sesion.{0,40}|inicio de sesion|acceder|identifiquese.{0,40}"
    r"|dang nhap.{0,40}"
)
_SAYS_LOG_IN = re.compile(rf"(?:{_LOG_IN})[.:!]?")
_PATH = re.compile(
    r"(?:log|sign)-?_?in|(?:user|customer|account|auth|sso)s?-?(?:log|sign)-?in|anmelden|anmeldung|einloggen|connexion"
    r"|identification|iniciar-sesion|acceso|dang-nhap"
)
_ORDER_NUMBER = re.compile(
    r"(?<!\w)(?:order (?:number|no|id)|ma don(?: hang)?|so don hang|bestell-?(?:nummer|nr)|numero de (?:commande|pedido)"
    r"|as a guest|guest order|als gast|en tant qu'invite|como invitado)(?!\w)"
)
_SHORT = 8  # words of a heading or label


def has_account(visit: Evidence) -> bool:
    """Whether the customer typed a password on the way: she registered or logged in."""
    played = {step.id for step in visit.steps if step.outcome == "passed"}
    return any(step.verb == "fill" and step.id in played and speaks_of_password(step) for step in visit.plan.steps)


def speaks_of_password(step: PlanStep) -> bool:
    """Whether a step of the plan has to do with a password."""
    return bool(_PASSWORD.search(plain_letters(json.dumps(step.args, ensure_ascii=False))))


def is_login_page(page: PageView) -> bool:
    """Whether a page is there to log in: its address or title says so, and it has the button or the password for it."""
    labels = [
        plain_letters(normal(text)).replace("’", "'") for text in (*(block.text for block in page.blocks), *page.controls)
    ]
    labels = [label for label in labels if len(words_of(label)) <= _SHORT]
    heads = (plain_letters(head).strip().replace("’", "'") for head in re.split(r"[|–—·•:]|\s-\s", normal(page.title)))
    named = any(_PATH.fullmatch(piece) for piece in path_of(page.url).lower().split("/")) or any(
        _SAYS_LOG_IN.fullmatch(head) for head in heads
    )
    asks = any(_PASSWORD.search(label) for label in labels)
    return named and (asks or any(_SAYS_LOG_IN.fullmatch(plain_letters(normal(name))) for name in page.controls))


def lets_guests_in(page: PageView) -> bool:
    """Whether a page offers another way in than a password: by the order's number, or as a guest."""
    return bool(_ORDER_NUMBER.search(plain_letters(normal(page.text)).replace("’", "'")))
