"""Where the shop does not deliver is first learnt in the checkout.

## What it checks
The countries that the checkout's field offers, against what the pages said before: product, cart, delivery terms,
questions, and all that an exploration read. A country to which the delivery terms promise to deliver and that the
field does not have fails; what is said in passing elsewhere goes to a person, unless it is the customer's own
country. A list without her own country fails too if none of the pages that she had read says where the shop delivers;
if she had read no delivery terms, nobody can tell. Lists of sixty countries or more limit nobody.

## Why it matters
A customer who has chosen, put into the cart and typed her name only to find that her country is not there has wasted
her time, and tells others. One who was told beforehand asks whether there is another way.

## How to fix
Say on the delivery terms, and in a line on the product's page, where you deliver. Let that line and the checkout's
field come from one list.

## Example
“/en/policies/delivery says “We deliver to Germany and France.”, but the checkout does not offer France.” The
carrier's contract for France had ended, and only the checkout knew.
"""

from babel import Locale

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.checkout import Stop
from shopper.reading.links import is_checkout, path_of
from shopper.reading.naming import quoted
from shopper.reading.pages import is_own, seen_pages, walked
from shopper.reading.places import MOST_OPTIONS, offered_in, reaches
from shopper.reading.text import plain_letters


@check(
    title="Where the shop delivers is said before the checkout",
    failure="Where the shop delivers is first learnt in the checkout",
    category="transparency",
    impact="moderate",
    serves=["4-08", "1-06"],
)
def delivery_limits_late(visit: Evidence) -> Findings:
    asked = _where_asked(visit)
    if asked is None:
        return
    stop, offered = asked
    pages = [seen for seen in seen_pages(visit) if is_own(seen.page.url, visit) and not is_checkout(seen.page.url)]
    told = [(seen, reach) for seen in pages for reach in reaches(seen.page.text)]
    broken = next(((seen, reach) for seen, reach in told if reach.countries - offered), None)
    own = visit.plan.persona.country
    evidence: tuple[str, ...]
    if broken:
        seen, reach = broken
        outcome = Outcome.FAIL if _is_about_delivery(seen.page.title) or own in reach.countries - offered else Outcome.REVIEW
        missing = ", ".join(_names(reach.countries - offered))
        sentence = f"{path_of(seen.page.url)} says {quoted(reach.quote, 160)}, but the checkout does not offer {missing}."
        evidence = (seen.source, stop.source)
    elif told:
        outcome, evidence = Outcome.PASS, (told[0][0].source, stop.source)
        sentence = f"{path_of(told[0][0].page.url)} says where the shop delivers: {quoted(told[0][1].quote)}."
    elif own in offered:
        return
    else:
        known = any(_is_about_delivery(seen.page.title) for seen in pages) or any(one.complete for one in visit.explorations)
        outcome, evidence = (Outcome.FAIL if known else Outcome.CANT_TELL), (stop.source,)
        sentence = "That the shop does not deliver to the customer's country is first learnt in the checkout."
    yield Verdict(
        outcome=outcome,
        sentence=sentence,
        expected="said before the checkout",
        actual="offered in the checkout: " + ", ".join(_names(offered)),
        about="countries",
        owner="web shop",
        evidence=evidence,
    )


def _where_asked(visit: Evidence) -> tuple[Stop, frozenset[str]] | None:
    """The first page of the checkout on which she chooses her country from a short list, and that list."""
    for step, page in walked(visit):
        if is_own(page.url, visit) and is_checkout(page.url) and (found := offered_in(page.fields)):
            field, countries = found
            return None if len(field.options) >= MOST_OPTIONS else (Stop(f"step:{step.id}", page), countries)
    return None


def _is_about_delivery(title: str) -> bool:
    words = ("deliver", "shipping", "liefer", "versand", "livraison", "giao hang", "van chuyen", "envio", "entrega")
    return any(word in plain_letters(title) for word in words)


def _names(countries: frozenset[str]) -> list[str]:
    return sorted(Locale("en").territories.get(code, code) for code in countries)
