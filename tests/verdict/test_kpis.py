from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from factories import T0, a_mail, a_plan, a_shop, a_step, a_turn, a_visit, an_expectation, minutes

from shopper.model import Evidence, Expectation, MailKind, VisitState
from shopper.verdict.kpis import kpis

KINDS = {
    kind: MailKind.model_validate({"system": "help_desk", "from": "help@gomsen.test", "subject": {}, "reply": reply})
    for kind, reply in (("acknowledgement", "automatic"), ("answer", "human"))
}
FRIDAY = datetime(2026, 10, 9, 17, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")).astimezone(UTC)


def asked(kind: str, *waits: timedelta | None, since: datetime = T0, hours: str = "09:00-18:00") -> Evidence:
    """A visit that asked so many questions, and had them answered after these waits."""
    mails = [a_mail(kind, id=f"m{n}", arrived=since + wait) for n, wait in enumerate(waits) if wait is not None]
    given = {mail.id: mail for mail in mails}
    wanted: list[Expectation] = [
        an_expectation(
            kind=kind, since=since, within=timedelta(days=3), looked=since + timedelta(days=9), mail=given.get(f"m{n}")
        )
        for n in range(len(waits))
    ]
    plan = a_plan(shop=a_shop(mails=KINDS, hours={"mon-fri": hours} if hours else {}))
    return a_visit(plan=plan, mails=mails, expectations=tuple(wanted))


def figures(*visits: Evidence) -> dict[str, object]:
    return kpis(visits, visits)


def test_first_response_by_the_calendar_without_closed_days_and_in_service_hours() -> None:
    visit = asked("answer", timedelta(hours=63, minutes=50), since=FRIDAY)
    hour = {"median": 3000.0, "p90": 3000.0}
    open_days = {"median": 57000.0, "p90": 57000.0}
    whole = {"median": 229800.0, "p90": 229800.0}
    assert figures(visit)["first_response"] == {
        "calendar": whole, "working_days": open_days, "business": hour, "n": 1, "missing": 0,
    }  # fmt: skip


def test_an_answer_that_never_came_is_missing_and_in_no_median() -> None:
    found = figures(asked("answer", timedelta(hours=1), None, hours=""))["first_response"]
    assert found == {
        "calendar": {"median": 3600.0, "p90": 3600.0},
        "working_days": {"median": None, "p90": None},
        "business": {"median": None, "p90": None},
        "n": 1,
        "missing": 1,
    }


def test_an_automatic_mail_is_no_first_response() -> None:
    visit = asked("answer", minutes(1))
    reading = visit.mails[0].reading.model_copy(update={"automatic": True})
    automatic = visit.mails[0].model_copy(update={"reading": reading})
    wanted = visit.expectations[0].model_copy(update={"mail": automatic})
    found = figures(visit.model_copy(update={"mails": (automatic,), "expectations": (wanted,)}))
    assert isinstance(first := found["first_response"], dict)
    assert (first["n"], first["missing"]) == (0, 1)


def test_acknowledgements_with_median_and_ninth_decile() -> None:
    waits = [minutes(count) for count in range(1, 12)]
    found = figures(*(asked("acknowledgement", wait) for wait in waits), asked("acknowledgement", None))
    assert found["acknowledgement"] == {"median": 360.0, "p90": 600.0, "n": 11, "missing": 1}


def test_a_chat_is_answered_from_the_oldest_open_question() -> None:
    chat = (
        a_turn("Xin chào! Tôi là trợ lý tự động."),
        a_turn("Cốc có bền không?", "customer", after=1),
        a_turn("Bạn ơi?", "customer", after=2),
        a_turn("Có ạ.", "person", after=3),
        a_turn("Bạn cần gì thêm không?", "person", after=4),
        a_turn("Giao mấy ngày?", "customer", after=5),
    )
    answered = {"median": 120.0, "p90": 120.0, "n": 1}
    assert figures(a_visit(chat=chat))["chat_answer"] == {**answered, "missing": 0}, "her last word may want no answer"
    stuck = a_visit(chat=chat, state=VisitState.BLOCKED)
    assert figures(stuck)["chat_answer"] == {**answered, "missing": 1}


def test_replies_to_resolution_only_where_every_answer_came() -> None:
    twice = asked("answer", minutes(30), minutes(90))
    unfinished = twice.model_copy(update={"state": VisitState.WAITING})
    found = figures(twice, unfinished, asked("answer", minutes(30), None), a_visit())
    assert found["replies_to_resolution"] == {"median": 2, "p90": 2, "n": 1}


def test_nothing_asked_gives_no_value_and_its_n() -> None:
    found = figures(a_visit())
    assert found["acknowledgement"] == found["chat_answer"] == {"median": None, "p90": None, "n": 0, "missing": 0}
    assert found["replies_to_resolution"] == {"median": None, "p90": None, "n": 0}


def test_handoffs_and_bots_that_fetch_a_person_are_counted_apart() -> None:
    """A → B → A are 2; from the bot to A is none of them."""
    asked = a_turn("May I speak to a person please?", "customer")
    names = [a_turn("Hello", "person", after=at, agent=name) for at, name in enumerate("ABA", 1)]
    handed, kept = a_visit(chat=(a_turn("Hi"), asked, *names)), a_visit(chat=(a_turn("Hi"), asked, a_turn("Ask me!", after=1)))
    found = figures(handed, kept)
    assert found["handoffs"] == {"median": 2, "p90": 2, "n": 1, "total": 2}
    assert found["bot_to_person"] == {"n": 1, "asked": 2}


def test_effort_adds_up_clicks_fields_and_changes_of_channel() -> None:
    steps = tuple(a_step(f"{n}", verb) for n, verb in enumerate(("goto", "click", "click", "fill", "see"), 1))
    away = (a_turn("?", "customer"), a_turn("Please call us on 1800 0108."))
    found = figures(a_visit(steps=steps, chat=away))
    assert found["effort"] == {"median": 8, "p90": 8, "n": 1}, "2 clicks + 1 field + 5 for the change"
    assert found["channel_switches"] == {"n": 1, "visits": 1}


def test_the_hours_in_which_somebody_is_there_by_the_shop_s_file() -> None:
    late = a_visit(plan=a_plan(shop=a_shop(id="late", hours={"mon-fri": "10:00-20:00", "sat": "10:00-14:00"})))
    unknown = a_visit(plan=a_plan(shop=a_shop(id="unknown")))
    assert figures(late, late, unknown)["open_hours"] == {"late": {"week": 54.0, "evenings": 10.0, "weekend": 4.0}}
