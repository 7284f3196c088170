"""The shop does not say who stands behind it.

## What it checks
For customers in the European Economic Area: whether its pages name the company or person, a geographic address, a mail
address, and a number in a register or for VAT, on whichever page. Said only after an exploration that left nothing out: no
mail address fails, and so does a shop that names neither company nor address. A missing number, name or address goes to a
person: not every seller is registered, and addresses are written in many ways.

## Why it matters
Nobody gives money to somebody whom she could not find again. In Germany, competitors may send a costly warning for every
line that lacks.

## How to fix
Keep one page, called imprint or legal notice, that every page links in its footer: name and legal form, address (no post
box), mail address, phone, register and number, VAT number.

## Example
“No page names a mail address of the shop; the rest of the imprint is there.” It had been replaced by a form to keep
robots off.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.legal import Detail, is_explored, owner_details, pages_before_order

_WORDS: dict[Detail, str] = {
    "name": "the company or owner",
    "address": "an address",
    "email": "a mail address",
    "number": "a register or VAT number",
}


@check(
    title="The shop says who stands behind it",
    failure="The imprint is not complete",
    category="process",
    impact="serious",
    serves=["3-07"],
    pack="eu",
    source="Directive 2000/31/EC, Art. 5(1)",
    since="2002-01-17",
)
def eu_imprint(visit: Evidence) -> Findings:
    pages = pages_before_order(visit)
    found = owner_details(pages, visit.plan.shop)
    missing: list[Detail] = [detail for detail in _WORDS if detail not in found]
    if not pages or (missing and not is_explored(visit, "imprint", "contact", "about", "terms")):
        return
    lacking = " and ".join(_WORDS[detail] for detail in missing)
    sure = "email" in missing or {"name", "address"} <= {*missing}
    yield Verdict(
        outcome=Outcome.PASS if not missing else Outcome.FAIL if sure else Outcome.REVIEW,
        sentence=f"No page that could be found names {lacking}." if missing else "Its pages say who stands behind the shop.",
        expected=", ".join(_WORDS.values()),
        actual="; ".join(words for detail, (words, _) in found.items() if detail in _WORDS) or "nothing",
        about="the imprint",
        owner="web shop",
        evidence=tuple(dict.fromkeys(source for detail, (_, source) in found.items() if detail in _WORDS))
        or (pages[0].source,),
    )
