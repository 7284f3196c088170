from factories import a_mail, a_visit

from shopper.verdict.judge import judge


def test_a_visit_s_result_lists_what_was_promised() -> None:
    mail = a_mail(text="Expected delivery date: Wednesday, 4 March 2026\nWe usually answer within 2 hours.")
    (visit,) = judge([a_visit(mails=[mail], locale="en-GB")], audit="a", checks={}).visits
    (promise,) = visit.promises
    assert (promise.name, promise.value, promise.source) == ("promise.delivery", "2026-03-04T17:00:00+00:00", "mail:m1")
    assert promise.quote == "Expected delivery date: Wednesday, 4 March 2026"
