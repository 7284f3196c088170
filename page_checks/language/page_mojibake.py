"""A page's letters are broken.

## What it checks
Title and text of every page of the shop, for letters that were read in another encoding than they were written in
("Ä‘Æ¡n hàng" for "đơn hàng", "Ã©" for "é"), for the replacement character, for question marks amid several words, and for
entities such as `&amp;eacute;` that a reader sees as such. What customers wrote is left out. The same broken words on many
pages are one finding.

## Why it matters
Broken letters look like a broken shop, and nobody gives a card number to one. In Vietnamese, where most words have accents,
such a page cannot be read at all.

## How to fix
Follow the text from the database to the page and find where UTF-8 is read as something else: a connection without a
charset, an import of a file in another encoding, a template saved in one, a text that is escaped twice.

## Example
“/vi/chinh-sach/bao-hanh says “Báº£o”, “hÃ\xa0nh”.” The text had been pasted into the database by a script that took UTF-8
for Windows-1252.
"""

from shopper import Evidence, Findings, Outcome, check
from shopper.reading.garbled import garbled, mended
from shopper.reading.site import SitePage, on_site, shop_blocks, site_pages, sound, spots

_QUOTED = 3


@check(
    title="Every letter of a page is whole",
    failure="A page's letters are broken",
    category="consistency",
    impact="serious",
    serves=["3-02", "4-09"],
)
def page_mojibake(visit: Evidence) -> Findings:
    judged = [(page, _broken(page)) for page in site_pages(visit)]
    for fault in spots(judged):
        meant = ", ".join(better for word in fault.signs[:_QUOTED] if (better := mended(word)) != word)
        shown = ", ".join(f"“{word[:40]}”" for word in fault.signs[:_QUOTED])
        says = "says" if len(fault.pages) == 1 else "say"
        said = f"{fault.where} {says} {shown}"
        yield on_site(visit, fault, Outcome.FAIL, said, expected=meant or "whole letters", actual=shown)
    whole = [page for page, words in judged if not words]
    yield from sound(visit, whole, "has no broken letters", expected="whole letters")


def _broken(page: SitePage) -> list[str]:
    return garbled("\n".join((page.page.title, *page.page.headings, *(block.text for block in shop_blocks(page.page)))))
