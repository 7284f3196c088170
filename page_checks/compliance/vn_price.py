"""A price does not say in which currency it is, or whether it holds the tax.

## What it checks
For customers in Vietnam: pages on which something can be put into the cart. One that shows numbers like prices and no
currency fails. If no page that was seen says whether prices hold VAT, a person looks, after an exploration that left
nothing out.

## Why it matters
"389.000" may be đồng or anything else, and a tax that is added at the end is a price that was never true.

## How to fix
Write ₫ or VND behind each price, and "đã gồm VAT" beside it, or once in the terms of prices that every product page links.

## Example
“/vi/san-pham/coc-men-ngoc shows “389.000” without a currency.” The sign had been left out to save space on phones.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.legal import bare_price, is_explored, pages_before_order, says_tax_is_included, sells
from shopper.reading.links import path_of
from shopper.reading.pages import SeenPage


@check(
    title="Prices name currency and tax",
    failure="A price does not name its currency or tax",
    category="process",
    impact="moderate",
    serves=["3-07"],
    pack="vn",
    source="Law 19/2023/QH15, Art. 37(1)(c) and (g)",
    since="2024-07-01",
)
def vn_price(visit: Evidence) -> Findings:
    pages = pages_before_order(visit)
    selling = [seen for seen in pages if sells(seen.page)]
    bare = [(seen, price) for seen in selling if (price := bare_price(seen.page, visit.plan.locale))]
    taxed = next((seen for seen in pages if says_tax_is_included(seen.page)), None)
    for seen, price in bare[:1]:
        also = f" So do {len(bare) - 1} other pages." if len(bare) > 1 else ""
        yield _verdict(Outcome.FAIL, f"{path_of(seen.page.url)} shows “{price}” without a currency.{also}", price, seen)
    if not selling or bare:
        return
    if taxed:
        yield _verdict(Outcome.PASS, "Prices name their currency and say that they hold the tax.", "both", taxed)
    elif is_explored(visit):
        words = "No page that could be found says whether prices hold the tax."
        yield _verdict(Outcome.REVIEW, words, "no word about tax", selling[0])


def _verdict(outcome: Outcome, sentence: str, actual: str, seen: SeenPage) -> Verdict:
    return Verdict(
        outcome=outcome,
        sentence=sentence,
        expected="the price with its currency and tax",
        actual=actual,
        about="prices",
        owner="web shop",
        evidence=(seen.source,),
    )
