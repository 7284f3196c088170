from factories import a_page, a_step, a_visit

from shopper import Outcome, StepRecord
from shopper.model import Verdict
from shopper.page_checks.dead_ends.page_error import page_error
from shopper.testing import an_exploration


def judged(*steps: StepRecord) -> list[Verdict]:
    return list(page_error(a_visit(steps=steps)))


def a_loud_step(id: str, *console: str, path: str = "/vi/san-pham/coc") -> StepRecord:
    return a_step(id, page=a_page(path), console=console)


def test_an_uncaught_error_fails_once_however_often_it_came() -> None:
    said = "uncaught: TypeError: Cannot read properties of null (reading 'price')\n    at https://www.gomsen.test/a.js:7:12"
    (verdict,) = judged(a_loud_step("1", said, said), a_loud_step("2", said))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "On /vi/san-pham/coc a script failed: “TypeError: Cannot read properties of null (reading 'price')”."
    )
    assert (verdict.owner, verdict.evidence) == ("web shop", ("step:1",))


def test_numbers_and_addresses_make_no_other_error() -> None:
    first, second = (f"uncaught: Error: no stock for {n} at https://cdn.test/{n}.js" for n in (4711, 4712))
    (verdict,) = judged(a_loud_step("1", first), a_loud_step("2", second))
    assert verdict.about == "Error: no stock for … at …"


def test_two_errors_are_two_findings() -> None:
    assert len(judged(a_loud_step("1", "uncaught: ReferenceError: cart is not defined", "uncaught: TypeError: x"))) == 2


def test_other_notices_and_errors_of_strangers_scripts_pass() -> None:
    notices = ("Failed to load resource: 404", "uncaught: Script error.", "uncaught: ")
    (verdict,) = judged(a_loud_step("1", *notices))
    assert verdict.outcome is Outcome.PASS


def test_a_partner_s_page_is_the_partner_s() -> None:
    assert judged(a_loud_step("1", "uncaught: Error: x", path="https://track.vanchuyen.test/vi/kien-hang/1")) == []


def test_without_pages_nothing_is_said() -> None:
    assert judged(a_step("1", "await_mail")) == []


def test_an_error_on_an_explored_page_fails() -> None:
    exploration = an_exploration(a_page("/vi/"))
    loud = exploration.pages[0].model_copy(update={"console": ("uncaught: TypeError: x",)})
    visit = a_visit(steps=(), explorations=(exploration.model_copy(update={"pages": (loud,)}),))
    (verdict,) = page_error(visit)
    assert (verdict.outcome, verdict.evidence) == (Outcome.FAIL, ("page:p1",))
