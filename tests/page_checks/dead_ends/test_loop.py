import pytest
from factories import SHOP_URL, a_page, a_step, a_visit

from shopper import Block, Effect, FormField, Link, Outcome, PageView
from shopper.model import Place, Verdict
from shopper.page_checks.dead_ends.loop import loop
from shopper.testing import an_exploration


def a_link(path: str, text: str, where: str = "main") -> Link:
    return Link.model_validate({"text": text, "href": SHOP_URL + path, "where": where})


def a_help(path: str, *links: Link, text: str = "Trợ giúp", **changes: object) -> PageView:
    """A page with a phone number and a menu in its head, and these links in its own part."""
    blocks = (Block(text="Hotline: 1800 0108", where="header"), Block(text=text, where="main"))
    menu = (a_link("/vi/", "Gốm Sen", "header"), a_link("/vi/lien-he", "Liên hệ", "nav"))
    return a_page(path, blocks=blocks, links=(*menu, *links), **changes)


CONTACT = a_help("/vi/lien-he", a_link("/vi/hoi-dap", "Câu hỏi thường gặp"))
FAQ = a_help("/vi/hoi-dap", a_link("/vi/lien-he", "Liên hệ với chúng tôi"))


def judged(*pages: PageView, clicks: bool = False, **changes: object) -> list[Verdict]:
    steps = tuple(
        a_step(
            str(n), "click" if clicks and n > 1 else "goto", page, place=Place(file="a.yaml", line=n),
            effect=Effect(name="Xem tiếp", navigated=True) if clicks and n > 1 else None,
        )
        for n, page in enumerate(pages, 1)
    )  # fmt: skip
    return list(loop(a_visit(**{"steps": steps, **changes})))


def test_contact_that_sends_to_answers_that_send_to_contact_fails() -> None:
    (verdict,) = judged(FAQ, CONTACT)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "/vi/lien-he and /vi/hoi-dap send the customer to each other, and neither has a form, number or address of its own."
    )
    assert (verdict.about, verdict.owner, verdict.evidence) == ("/vi/lien-he", "web shop", ("step:2", "step:1"))


def test_an_exploration_finds_it_too() -> None:
    (verdict,) = judged(explorations=(an_exploration(FAQ, CONTACT),), steps=())
    assert (verdict.outcome, verdict.evidence) == (Outcome.FAIL, ("page:p2", "page:p1"))


FORM = (FormField(label="Your message", name="comment", kind="textarea", form=1),)


@pytest.mark.parametrize(
    "contact",
    [
        a_help("/en/contact", a_link("/en/faq", "Read our FAQ first"), text="Contact us", fields=FORM),
        a_help("/de/kontakt", a_link("/de/hilfe", "Häufige Fragen"), text="Rufen Sie uns an: 030 1234567"),
        a_help("/fr/contact", a_link("/fr/aide", "Questions"), text="Écrivez à bonjour@gomsen.test"),
        a_help("/vi/lien-he", a_link("/vi/hoi-dap", "Hỏi đáp"), a_link("/vi/cua-hang", "Hệ thống cửa hàng")),
        a_help("/vi/lien-he", a_link("/vi/hoi-dap", "Hỏi đáp"), controls=("Trò chuyện với tư vấn viên",)),
    ],
)
def test_a_contact_page_with_anything_of_its_own_passes(contact: PageView) -> None:
    path = next(link.href for link in contact.links if link.where == "main").removeprefix(SHOP_URL)
    answers = a_help(path, a_link(contact.url.removeprefix(SHOP_URL), "Contact us"))
    assert [verdict.outcome for verdict in judged(answers, contact)] == [Outcome.PASS]


def test_without_marked_parts_the_number_in_the_head_is_a_way() -> None:
    pages = [
        page.model_copy(update={"blocks": tuple(Block(text=block.text) for block in page.blocks)}) for page in (FAQ, CONTACT)
    ]
    assert [verdict.outcome for verdict in judged(*pages)] == [Outcome.PASS]


A = a_page("/vi/a", links=(a_link("/vi/b", "Xem tiếp"),))
B = a_page("/vi/b", links=(a_link("/vi/a", "Xem tiếp"),))


def test_a_visit_that_ends_in_circles_fails() -> None:
    pages = (A, B, A, B, A)
    steps = tuple(
        a_step(str(n), "click", page, place=Place(file="a.yaml", line=n), effect=Effect(name=f"Xem {n}", navigated=True))
        for n, page in enumerate(pages, 1)
    )
    end = a_step("6", "see", A, outcome="failed", place=Place(file="a.yaml", line=6))
    (verdict,) = judged(steps=(*steps, end))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == ("Clicking “Xem 2”, “Xem 3”, “Xem 4”, “Xem 5” led to /vi/a 3 times, and no further.")
    assert verdict.evidence == ("step:5",)


def test_one_that_gets_on_at_last_goes_to_a_person() -> None:
    (verdict,) = judged(A, B, A, B, A, a_page("/vi/c"), clicks=True)
    assert verdict.outcome is Outcome.REVIEW


def test_an_ordinary_path_passes_and_no_path_says_nothing() -> None:
    assert [verdict.outcome for verdict in judged(A, B, A, clicks=True)] == [Outcome.PASS]
    assert judged(steps=()) == []
