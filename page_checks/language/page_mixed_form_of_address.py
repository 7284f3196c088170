"""The shop's pages address the customer in two ways.

## What it checks
How the shop's pages address her, in its own words: Sie or du, vous or tu, usted or tú, quý khách or anh chị or bạn. It
fails when one page does it in two ways, the rarer of them at least three times and in a tenth of all cases, or when some
pages do it in another way than at least three times as many. Twice on a page goes to a person, and so do quý khách and
anh chị side by side. Contracts and notices of the law, what customers wrote, quotations and names of products are left
out.

## Why it matters
Between "du" and "Sie", "bạn" and "quý khách" lies the whole relation. A shop that changes it from page to page sounds like
several strangers, and the customer does not know with whom she is talking.

## How to fix
Decide on one form, write it down, and search all texts for the other: help pages, forms, banners, plug-ins and what
translators sent. It is one evening's work.

## Example
“/de/haeufige-fragen addresses her as du, the 14 other pages as Sie.” The answers had been taken over from the chat's
standard replies.
"""

from collections import Counter
from collections.abc import Mapping

from shopper import Evidence, Findings, Outcome, check
from shopper.reading.address_forms import FORMS, clash, forms_in, main_form
from shopper.reading.site import SitePage, Spot, is_legal, on_site, shop_blocks, site_pages, sound, spots

_A_SLIP, _OFTEN = 2, 3
_A_TENTH = 0.1
_AS_MANY = 3


@check(
    title="Pages address the customer in one way",
    failure="Pages address the customer in two ways",
    category="consistency",
    impact="minor",
    serves=["3-02", "4-09"],
)
def page_mixed_form_of_address(visit: Evidence) -> Findings:
    pages = [page for page in site_pages(visit) if page.language in FORMS and not is_legal(page.page)]
    for language in dict.fromkeys(page.language for page in pages):
        forms = [(page, _forms(page)) for page in pages if page.language == language]
        yield from _judge([(page, used) for page, used in forms if used], visit)


def _judge(forms: list[tuple[SitePage, Mapping[str, int]]], visit: Evidence) -> Findings:
    mixed = {page.source: outcome for page, used in forms if (outcome := _within(used))}
    counts = {page.source: used for page, used in forms}
    for outcome in (Outcome.FAIL, Outcome.REVIEW):
        for fault in spots((page, _two(used)) for page, used in forms if mixed.get(page.source) is outcome):
            one, other = fault.signs[0].split(" and ")
            used = counts[fault.pages[0].source]
            verb = "addresses" if len(fault.pages) == 1 else "address"
            said = f"{fault.where} {verb} her both as {one} ({used[one]} times) and as {other} ({used[other]} times)"
            yield on_site(
                visit, fault, outcome, said, expected="one form", actual=f"{one} {used[one]}×, {other} {used[other]}×"
            )
    mains = [(page, main) for page, used in forms if page.source not in mixed and (main := main_form(used))]
    counted = Counter(main for _, main in mains).most_common()
    usual = counted[0][0] if counted else ""
    for form, count in counted[1:]:
        if counted[0][1] >= max(_OFTEN, _AS_MANY * count):
            strays = Spot((form,), tuple(page for page, main in mains if main == form))
            alike = clash({usual: 1, form: 1}) is None
            verb = "addresses" if count == 1 else "address"
            said = f"{strays.where} {verb} her as {form}, the {counted[0][1]} other pages as {usual}"
            outcome = Outcome.REVIEW if alike else Outcome.FAIL
            yield on_site(visit, strays, outcome, said, expected=usual, actual=form, about=f"{form} beside {usual}")
    yield from sound(visit, (page for page, main in mains if main == usual), f"says {usual}", expected=usual)


def _within(used: Mapping[str, int]) -> Outcome | None:
    two = clash(used)
    if not two or used[two[1]] < _A_SLIP:
        return None
    often = used[two[1]] >= _OFTEN and used[two[1]] >= _A_TENTH * sum(used.values())
    return Outcome.FAIL if often else Outcome.REVIEW


def _two(used: Mapping[str, int]) -> list[str]:
    return [" and ".join(clash(used) or ())]


def _forms(page: SitePage) -> Mapping[str, int]:
    return forms_in("\n".join(block.text for block in shop_blocks(page.page.in_sight)), page.language)
