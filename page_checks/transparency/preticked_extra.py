"""A box that costs something or signs up for something is ticked before the customer has touched it.

## What it checks
Every box to tick on the shop's pages that the page itself had ticked: in cart and checkout, in forms that ask for a
mail address, and anywhere if the box names a price. One for a newsletter, advertising, insurance, gift wrapping,
express delivery or a donation fails, and any that names a price. Terms that are accepted beforehand are for a person
to judge. “Remember me”, “same address for the bill”, ways to pay and to deliver, and boxes that choose lines of the
cart are fine.

## Why it matters
What she did not choose she does not want to pay for, and finds out on the invoice. In the EU she need not pay
(Directive 2011/83/EU, art. 22), and a box ticked for her is no consent (CJEU, C-673/17 Planet49).

## How to fix
Leave every box empty. If an extra is worth its price, say so beside it.

## Example
““Gift wrap (+ €2.50)” is ticked on /en/checkout before the customer has touched it.” The box was set to on for the
season and forgotten.
"""

import re

from shopper import Evidence, Findings, FormField, Outcome, PageView, Verdict, check
from shopper.reading.checkout import is_cart
from shopper.reading.links import is_checkout, path_of
from shopper.reading.money import find_money
from shopper.reading.naming import quoted
from shopper.reading.pages import is_own, page_owner, seen_pages, walked
from shopper.reading.text import normal, plain_letters

_EXTRA = re.compile(
    r"(?<![a-z])(?:news ?letter\w*|mailing list|(?:special |exclusive |latest )?(?:offers|promotions|deals)"
    r"|promotional|marketing"
    r"|advertis\w*|subscri\w*|sign me up|insurance|(?:shipping|purchase|package|accident) protection|protection plan|care plan"
    r"|extended warranty|gift ?-?wrap\w*|gift box|express|priority|donat\w*|round up|carbon"
    r"|\w*werbung|angebote|abonnier\w*|\w*versicherung|geschenk(?:verpackung|papier|box)|garantieverlangerung"
    r"|spende\w*|kaufschutz"
    r"|offres|promotions?|publicit\w*|abonne\w*|lettre d.information|assurance|emballage cadeau|paquet cadeau|(?:faire|un) don"
    r"|extension de garantie"
    r"|ban tin|nhan (?:tin|thong tin|email|uu dai|khuyen mai)|quang cao|dang ky nhan|bao hiem|goi qua|hoa toc"
    r"|quyen gop|ung ho"
    r"|boletin|ofertas|promociones|publicidad|suscri\w*|seguro|envoltorio|envolver|regalo|donacion|donar)(?![a-z])"
)
_TERMS = re.compile(
    r"(?<![a-z])(?:terms|conditions|privacy|agree|accept|gdpr|agb|bedingungen|datenschutz\w*|einverstanden"
    r"|zustimm\w*|akzeptier\w*"
    r"|cgv|confidentialite|accepte\w*|dieu khoan|dieu kien|chinh sach|dong y|terminos|condiciones|privacidad|acepto)(?![a-z])"
)


@check(
    title="Nothing extra is ticked beforehand",
    failure="An extra is ticked before the customer has touched it",
    category="transparency",
    impact="serious",
    serves=["4-08"],
)
def preticked_extra(visit: Evidence) -> Findings:
    chosen = _chosen(visit)
    for source, page, _ in seen_pages(visit):
        if not is_own(page.url, visit) or (page.status or 200) >= 400:
            continue
        boxes = [field for field in page.fields if field.kind == "checkbox" and field.visible]
        judged = [(box, _outcome(box, page, visit, chosen)) for box in boxes if _is_judged(box, page, visit)]
        wrong = [(box, outcome) for box, outcome in judged if outcome is not Outcome.PASS]
        for box, outcome in wrong or judged[:1]:
            name = path_of(page.url)
            yield Verdict(
                outcome=outcome,
                sentence=f"{quoted(box.label)} is ticked on {name} before the customer has touched it."
                if wrong
                else f"On {name} no extra is ticked before the customer has touched it.",
                expected="an empty box",
                actual="ticked" if wrong else "nothing extra",
                about=f"{name}: {plain_letters(box.label)[:60]}",
                owner=page_owner(page.url, visit),
                evidence=(source,),
            )


def _chosen(visit: Evidence) -> frozenset[str]:
    """Boxes that stood there empty when she first saw them: a page that keeps what she ticked does right."""
    first: dict[str, bool] = {}
    for _, page in walked(visit):
        for field in page.fields:
            if field.kind == "checkbox":
                first.setdefault(field.label, field.ticked_first)
    return frozenset(label for label, ticked in first.items() if not ticked)


def _is_judged(box: FormField, page: PageView, visit: Evidence) -> bool:
    """Not the filters of a list, nor what she had chosen herself in her account."""
    with_mail = any(field.form == box.form and field.kind == "email" for field in page.fields)
    buying = is_cart(page.url) or is_checkout(page.url)
    return buying or (with_mail and not visit.plan.wants_marketing) or bool(_price(box, visit) and _EXTRA.search(_plain(box)))


def _outcome(box: FormField, page: PageView, visit: Evidence, chosen: frozenset[str]) -> Outcome:
    if not box.ticked_first or box.label in chosen:
        return Outcome.PASS
    if _EXTRA.search(_plain(box)) or (_price(box, visit) and not is_cart(page.url)):
        return Outcome.FAIL
    return Outcome.REVIEW if _TERMS.search(_plain(box)) else Outcome.PASS


def _price(box: FormField, visit: Evidence) -> bool:
    return any(quote.value.amount > 0 for quote in find_money(box.label, visit.plan.locale))


def _plain(box: FormField) -> str:
    return plain_letters(normal(box.label))
