"""The account shows no earlier orders, or no invoice to them.

## What it checks
Pages that a journey saw while logged in (they offer to log out). One of them must list the customer's orders or link to them.
And of an order that has been sent, the page must offer the invoice, or the journey must have downloaded it; a page that says
when the invoice will be there will do. Journeys without an account are not judged.

## Why it matters
Whoever buys for an office needs the invoice again at the end of the year. If the account does not have it, the help desk
gets a mail for each.

## How to fix
List all orders in the account, guest orders of the same mail address too, each with its invoice as a PDF.

## Example
“The page of an order that has been sent offers no invoice.” The ERP wrote it by mail, and the shop never learnt of it.
"""

import re

from shopper import Evidence, Findings, Outcome, PageView, Verdict, check
from shopper.reading.order_pages import account_pages, order_pages, says
from shopper.reading.topics import topic_of_link, topics_of_words

_INVOICE = re.compile(r"(?<!\w)(?:invoices?|receipts?|rechnung(?:en)?|factures?|facturas?|hoa don)(?!\w)")
_ORDERS = re.compile(
    r"(?<!\w)(?:orders|bestellungen|commandes|pedidos|cac don hang|don hang (?:cua|da)|(?:lich su|danh sach|quan ly) don)(?!\w)"
)


@check(
    title="The account shows orders and invoices",
    failure="Orders or invoices are missing in the account",
    category="ease",
    impact="moderate",
    serves=["0-17", "2-01"],
)
def order_history_or_invoice_missing(visit: Evidence) -> Findings:
    accounts = list(account_pages(visit))
    if not accounts:
        return
    listed = next((f"step:{step.id}" for step, page in accounts if says(page, _ORDERS) or _leads_to_orders(page)), "")
    yield _verdict(
        bool(listed),
        "The account leads to the customer's orders." if listed else "The account leads to no list of the customer's orders.",
        "order history",
        listed or f"step:{accounts[0][0].id}",
    )
    sent = [page for page in order_pages(visit) if page.is_done]
    got = next((document.source for document in visit.documents if document.source.startswith("step:")), "")
    offered = got or next((page.source for page in sent if page.offers("invoice") or says(page.page, _INVOICE)), "")
    if offered or sent:
        yield _verdict(
            bool(offered),
            "The invoice can be had online." if offered else "The page of an order that has been sent offers no invoice.",
            "invoice",
            offered or sent[0].source,
        )


def _leads_to_orders(page: PageView) -> bool:
    linked = any(link.visible and "order_history" in topic_of_link(link) for link in page.links)
    return linked or any("order_history" in topics_of_words(control) for control in page.controls)


def _verdict(good: bool, sentence: str, about: str, source: str) -> Verdict:
    return Verdict(
        outcome=Outcome.PASS if good else Outcome.FAIL,
        sentence=sentence,
        expected=f"{about} in the account",
        actual="there" if good else "none",
        about=about,
        owner="web shop",
        evidence=(source,),
    )
