"""What lay in the cart was gone.

## What it checks
How many pieces the shop's pages say lie in the cart, before and after something went wrong: a payment was refused, the
page was loaded again, a part of the shop had failed for a while, the customer closed her browser and came back. It fails
if the cart is empty then, or holds fewer pieces, though nothing was ordered and she took nothing out. The number is read
from the link to the cart, from a page that says that the cart is empty, or from a fact such as `cart.pieces` that the
journey noted.

## Why it matters
To gather everything again is the last thing that a customer does whose card has just been refused. Most orders that are lost
after a failed payment are lost here.

## How to fix
Empty the cart when the order stands, and never before. Keep it under a lasting cookie, for some days at least, and bring it
back when the browser asks again.

## Example
“After the payment was refused, the cart held 0 of 2 pieces.” The cart had been turned into an order before the bank had said
yes.
"""

import re

from shopper import Evidence, Findings, Outcome, PageView, StepRecord, Verdict, check
from shopper.reading.carts import is_cart, is_paying, pieces_shown
from shopper.reading.pages import is_own
from shopper.reading.text import normal, plain_letters

_BACK = {"reload": "the page was loaded again", "come_back": "the browser was closed and opened again"}
_REFUSED = re.compile(
    r"(?:card|payment|transaction) (?:was |has been |is |could not be )?(?:declined|refused|rejected|failed|processed)"
    r"|(?:the|giao dich|thanh toan)(?: cua (?:ban|quy khach))? (?:da )?(?:bi tu choi|that bai|khong thanh cong)"
    r"|(?:karte|zahlung)(?: wurde| ist)? (?:abgelehnt|fehlgeschlagen|nicht akzeptiert)"
    r"|(?:carte|paiement)(?: a ete| est)? (?:refusee?|rejetee?|echoue)"
    r"|(?:tarjeta|pago) (?:ha sido )?(?:rechazad[oa]|denegad[oa])"
)
_COUNTED = re.compile(r"cart\.(?:pieces|count|items|quantity)")


@check(
    title="The cart survives what goes wrong",
    failure="The cart was lost",
    category="ease",
    impact="critical",
    serves=["0-26"],
)
def cart_lost(visit: Evidence) -> Findings:
    told: dict[str, Verdict] = {}
    before, had, trouble = None, 0, ""
    for step in visit.steps:
        page = step.page if step.page and is_own(step.page.url, visit) else None
        if before and page and _is_her_doing(step, before, page):
            had, trouble = 0, ""
        trouble = _trouble(step, page) or trouble
        pieces = _pieces(visit, step, page)
        if had and trouble and pieces is not None:
            verdict = _verdict(trouble, had, pieces, step)
            told[trouble] = verdict if pieces < had else told.get(trouble, verdict)
        had = had if pieces is None else pieces
        before = page or before
    yield from told.values()


def _trouble(step: StepRecord, page: PageView | None) -> str:
    """What went wrong at a step, in words that follow “after”; empty if nothing did."""
    if step.fault:
        return "a part of the shop had failed for a while"
    if page and is_paying(page.url) and _REFUSED.search(plain_letters(normal(page.text))):
        return "the payment was refused"
    return _BACK.get(step.verb, "")


def _is_her_doing(step: StepRecord, before: PageView, after: PageView) -> bool:
    """Whether the customer herself emptied or changed the cart: she sent its form, or she ordered."""
    if step.verb not in ("click", "press"):
        return False
    changed = is_cart(before.url) and is_cart(after.url)
    ordered = is_paying(before.url) and not is_paying(after.url) and not is_cart(after.url)
    return changed or ordered


def _pieces(visit: Evidence, step: StepRecord, page: PageView | None) -> int | None:
    """What the journey noted at a step, or else what its page shows."""
    noted = (fact.quote for fact in visit.facts if fact.source == f"step:{step.id}" and _COUNTED.fullmatch(fact.name))
    numbers = (hit for quote in noted if (hit := re.search(r"\d+", quote)))
    return next((int(hit[0]) for hit in numbers), pieces_shown(page) if page else None)


def _verdict(trouble: str, had: int, pieces: int, step: StepRecord) -> Verdict:
    kept = pieces >= had
    return Verdict(
        outcome=Outcome.PASS if kept else Outcome.FAIL,
        sentence=f"After {trouble}, the cart " + ("was as before." if kept else f"held {pieces} of {had} pieces."),
        expected=f"{had} in the cart",
        actual=f"{pieces} in the cart",
        about=trouble,
        owner="web shop",
        evidence=(f"step:{step.id}",),
    )
