import time

import pytest

from shopper.reading.tone import bad_news, sells, sends_to_phone, sentences, way_on


def test_a_text_falls_into_sentences() -> None:
    said = "Hello Linh,\nIt costs 15.90 EUR. The parcel, no. 12, is here! Is that all?"
    assert sentences(said) == ("Hello Linh,", "It costs 15.90 EUR.", "The parcel, no. 12, is here!", "Is that all?")


@pytest.mark.parametrize(
    "said",
    [
        "We cannot change it.",
        "Chúng tôi không thể sửa đơn.",
        "Leider nein.",
        "L’assiette n’est plus disponible.",
        "Está agotado.",
    ],
)
def test_refusals_are_bad_news(said: str) -> None:
    assert bad_news(f"Thanks. {said}") == said


@pytest.mark.parametrize(
    "said", ["It is possible.", "Không vấn đề gì ạ.", "Alles ist verpackt.", "C’est fait.", "Está en camino."]
)
def test_good_news_are_none(said: str) -> None:
    assert bad_news(said) == ""


@pytest.mark.parametrize(
    "said",
    [
        "We will send a new one.",
        "Bạn chỉ cần trả lời thư này.",
        "Sie erhalten Ersatz.",
        "Nous vous remboursons.",
        "Puede elegir otra.",
    ],
)
def test_offers_are_a_way_on(said: str) -> None:
    assert way_on(said) == said


def test_a_bare_no_is_no_way_on() -> None:
    assert way_on("Rất tiếc, hàng đã đóng gói nên không thể sửa.") == ""
    assert way_on("Unfortunately it is packed.") == ""


def test_only_a_call_without_an_alternative_sends_to_the_phone() -> None:
    assert sends_to_phone("Please give us a call.") == "Please give us a call."
    assert sends_to_phone("Reply here or give us a call.") == ""
    assert sends_to_phone("We call you back.") == ""


def test_an_apology_sells_nothing() -> None:
    assert sells("Shop now and save!") == "Shop now and save!"
    assert sells("We are sorry, and give you 10% off.") == ""


def test_hostile_text_costs_no_time() -> None:
    begun = time.process_time()
    for text in ("please " * 50_000, "1 " * 50_000, "a." * 50_000, "nous vous " * 50_000, "giam a a " * 50_000):
        for reads in (bad_news, way_on, sends_to_phone, sells):
            reads(text)
    assert time.process_time() - begun < 2
