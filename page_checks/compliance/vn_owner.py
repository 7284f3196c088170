"""The shop does not say who owns it.

## What it checks
For customers in Vietnam: whether its pages name the company or person, an address, a phone number, and the number of the
enterprise or tax code. Said only after an exploration that left nothing out: a missing phone number or enterprise number
fails, a missing name or address goes to a person, because they are written in many ways.

## Why it matters
Scams are common, and Vietnamese customers look for the enterprise code before they pay a shop that they do not know. The
authorities look for the same four lines.

## How to fix
Write them into the footer of every page: tên doanh nghiệp, địa chỉ trụ sở, số điện thoại, mã số doanh nghiệp with the day and
place of issue.

## Example
“No page that could be found names an enterprise or tax number.” The line had been lost when the footer was shortened.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.legal import Detail, is_explored, owner_details, pages_before_order

_WORDS: dict[Detail, str] = {
    "name": "the company or owner",
    "address": "an address",
    "phone": "a phone number",
    "number": "an enterprise or tax number",
}


@check(
    title="The shop says who owns it",
    failure="The owner's details are not complete",
    category="process",
    impact="serious",
    serves=["3-07"],
    pack="vn",
    source="Law 19/2023/QH15, Art. 37(1)(a) and (b)",
    since="2024-07-01",
)
def vn_owner(visit: Evidence) -> Findings:
    pages = pages_before_order(visit)
    found = owner_details(pages, visit.plan.shop)
    missing: list[Detail] = [detail for detail in _WORDS if detail not in found]
    if not pages or (missing and not is_explored(visit, "imprint", "contact", "about", "terms")):
        return
    lacking = " and ".join(_WORDS[detail] for detail in missing)
    yield Verdict(
        outcome=Outcome.PASS if not missing else Outcome.FAIL if {"phone", "number"} & {*missing} else Outcome.REVIEW,
        sentence=f"No page that could be found names {lacking}." if missing else "Its pages say who owns the shop.",
        expected=", ".join(_WORDS.values()),
        actual="; ".join(words for detail, (words, _) in found.items() if detail in _WORDS) or "nothing",
        about="the owner",
        owner="web shop",
        evidence=tuple(dict.fromkeys(source for detail, (_, source) in found.items() if detail in _WORDS))
        or (pages[0].source,),
    )
