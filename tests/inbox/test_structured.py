"""What a mail says to machines, JSON-LD and microdata, in one shape."""

from __future__ import annotations

import json
from typing import Any

import pytest

from shopper.inbox.parsing import read_fields, read_mail


def structured(body: str) -> list[dict[str, Any]]:
    return list(read_mail(f"From: a@b.test\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}".encode()).structured)


def ld(text: str) -> list[dict[str, Any]]:
    return structured(f'<script type="application/ld+json">{text}</script>')


def test_json_ld() -> None:
    order = {"@type": "Order", "orderNumber": "GS-10023", "price": 808000, "seller": {"name": "Gốm Sen"}, "paid": True}
    assert ld(json.dumps(order)) == [order]
    assert ld(json.dumps([order, order])) == [order, order]
    assert ld(json.dumps({"@context": "https://schema.org", "@graph": [order]})) == [order]


@pytest.mark.parametrize("text", ["", "{", "nonsense", "[" * 50_000, '"text"', "[1, null]", "{'a': 1}"])
def test_what_is_none(text: str) -> None:
    assert ld(text) == []


def test_what_it_cannot_do() -> None:
    said = ld('{"a": "x\\u0000\\ud800\\u001b[2J", "b": 1e999, "c": NaN, "d": 99999999999999999999, "\\u0007k": "v"}')
    assert said == [{"a": "x[2J", "b": None, "c": None, "d": None, "k": "v"}]
    deep = ld('{"a":' * 60 + "1" + "}" * 60)
    assert json.dumps(deep).count("{") == 12
    many = ld(json.dumps({"a": list(range(5000))}))
    assert len(many[0]["a"]) < 2000
    assert len(ld(json.dumps([{"a": 1}] * 500))) == 50


def test_microdata() -> None:
    said = structured(
        '<div itemscope itemtype="http://schema.org/Order"><meta itemprop="orderNumber" content="GS-10023">'
        '<link itemprop="orderStatus" href="http://schema.org/OrderProcessing"><time itemprop="orderDate" '
        'datetime="2026-03-02">yesterday</time><div itemprop="merchant" itemscope itemtype="http://schema.org/Organization">'
        '<b itemprop="name">Gốm Sen</b></div><p itemprop="note">one</p><p itemprop="note">two</p></div>'
    )
    assert said == [
        {
            "@context": "http://schema.org",
            "@type": "Order",
            "orderNumber": "GS-10023",
            "orderStatus": "http://schema.org/OrderProcessing",
            "orderDate": "2026-03-02",
            "merchant": {"@context": "http://schema.org", "@type": "Organization", "name": "Gốm Sen"},
            "note": ["one", "two"],
        }
    ]


def test_items_within_items_without_end() -> None:
    body = '<div itemscope itemprop="a">' * 300
    fields = read_fields(f"Content-Type: text/html\r\n\r\n<div itemscope>{body}".encode())
    assert 1 <= json.dumps(fields["structured"]).count('"a"') <= 13
