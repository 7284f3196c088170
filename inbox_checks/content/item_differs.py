"""A mail lists other goods than were ordered.

## What it checks
The pieces that each mail about the order lists with their quantity ("2 × Celadon mug"), against those that the shop's page
listed for this order, or else the order confirmation. It fails for a piece that shares no word with any that was ordered, for
more pieces than were ordered, for another price of one, and where the confirmation itself lacks one. Fewer pieces in later
mails are no fault, for an order may come in several parcels. Names that have only a little in common go to a person.

## Why it matters
She reads that something else is coming than she chose. Either the parcel is wrong, or the mail is, and she has to find out
which.

## How to fix
Let every system print the name and quantity of the order's lines, by the line's own key. Look for a template that takes the
first line of a neighbouring order, or a stock system that prints its own article names.

## Example
“The ready to ship lists 1 × Sa Pa ash-glaze bowl, which was not ordered; the shop's page listed 1 × Hồ Tây celadon mug.” The
order management had looked the article up by its row instead of its key.
"""

from shopper import Evidence, Findings, Mail, Outcome, PageView, check
from shopper.reading.bill import Item, items_in, read_bill
from shopper.reading.goods import same_items
from shopper.reading.language import language_of
from shopper.reading.last_word import gives_the_word, is_change, last_words
from shopper.reading.naming import on_mail

Items = tuple[Item, ...]


@check(
    title="Every mail lists what was ordered",
    failure="A mail lists other goods",
    category="consistency",
    impact="serious",
    serves=["0-39", "0-41", "1-06"],
)
def item_differs(visit: Evidence) -> Findings:
    locale = visit.plan.locale

    def on_page(page: PageView) -> Items | None:
        items = items_in(page.text, locale)
        return items if items and read_bill(page.text, locale) else None

    for mail, found, said in last_words(visit, on_page, lambda mail: items_in(mail.reading.text, locale) or None):
        if is_change(mail) and said.source.startswith("mail:"):
            continue  # it says what is new, and no page did
        outcome, lists = same_items(found, said.value, may_be_a_part=not gives_the_word(mail))
        if outcome is Outcome.FAIL and _in_another_language(mail, visit):
            outcome = Outcome.REVIEW
        ordered = ", ".join(f"{item.quantity or 1} × {item.name}" for item in said.value)
        yield on_mail(
            mail,
            visit,
            outcome,
            f"lists {lists}; {said.where} listed {ordered}",
            expected=ordered,
            actual=lists,
            more=(said.source,),
        )


def _in_another_language(mail: Mail, visit: Evidence) -> bool:
    """Then goods may have another name; that it is in that language is another check's matter."""
    return language_of(mail.reading.text).language not in (None, visit.plan.language)
