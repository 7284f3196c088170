"""A mail's layout is read out as if it were a table of data.

## What it checks
The tables of every HTML mail that have neither a caption nor header cells: they arrange the page, and must say so by
`role="presentation"` (or `none`). A mail whose tables do not say it goes to a person: some programs guess rightly
what a table is for, others do not. Of a system's mails, the first one stands for all. Where most say it and one or
two do not, those hold data.

## Why it matters
Where it is not told, a screen reader may announce every table with its rows and columns. In a mail that is built of
ten nested ones, a blind customer hears "table with one column and one row" ten times before the first word of her
order.

## How to fix
Put `role="presentation"` on every table of the template that is there for the layout, and header cells (`th`) into
those that list something.

## Example
“The invoice has 7 tables that arrange its layout without saying so.” The ERP system's template had been exported from
a word processor.
"""

from shopper import Evidence, Findings, Markup, Outcome, check
from shopper.reading.drawn import designed
from shopper.reading.naming import on_mail

_MAY_BE_DATA = 2


@check(
    title="A mail's layout is not announced as data",
    failure="A mail's layout is announced as data",
    category="ease",
    impact="minor",
    serves=["3-02", "4-10"],
)
def layout_table_without_role(visit: Evidence) -> Findings:
    heard: set[str] = set()
    for mail in designed(visit):
        markup = mail.reading.markup
        silent, marked = markup.layout_tables, markup.layout_tables_marked
        if not (silent or marked):
            continue
        outcome = _outcome(markup)
        if outcome is Outcome.REVIEW and mail.system:
            if mail.system in heard:
                continue  # its template has been seen
            heard.add(mail.system)
        tables = "a table that arranges" if silent == 1 else f"{silent} tables that arrange"
        yield on_mail(
            mail,
            visit,
            outcome,
            f"has {tables} its layout without saying so" if silent else "says of every table of its layout what it is",
            expected="role=presentation on every table that is there for the layout",
            actual=f"{silent} of {silent + marked} without",
        )


def _outcome(markup: Markup) -> Outcome:
    if not markup.layout_tables:
        return Outcome.PASS
    mostly_marked = markup.layout_tables <= min(_MAY_BE_DATA, markup.layout_tables_marked)
    return Outcome.PASS if mostly_marked else Outcome.REVIEW
