"""What a journey needs of its shop is looked for at each shop; what is not certain is no mistake."""

from collections.abc import Callable

import pytest

from shopper.journey.load import Loaded
from shopper.journey.mistakes import MistakesFound

Project = Callable[..., Loaded]

OTHER = """
    shop: Other
    url: https://other.test
    languages: [de]
    chat: {message: {label: Nachricht}, answers: {css: .a}}
    hours: {mon-fri: 08:00-18:00}
    mails:
      answer: {system: desk, from: "*@*.other.test", subject: {de: Antwort}, reply: human}
    flows:
      pay: {steps: [goto: /pay]}
"""


def problems(project: Project, journey: str, **files: str) -> list[str]:
    try:
        project(journey, **files)
    except MistakesFound as found:
        return [mistake.problem for mistake in found.mistakes]
    return []


@pytest.mark.parametrize(
    "steps",
    [
        "- goto: https://shop.kiln.test/mugs",
        "- goto: //www.kiln.test/mugs",
        "- goto: /mugs.html",
        "- goto: '?page=2'",
        "- press: Control++",
        "- press: '${inputs.kind}'",
        "- see: '${visit.mail}'",
        '- goto: "https://${visit.id}.example.com/"',
        '- goto: "${shop.url}/mugs"',
        '- write_mail: {to: "${persona.voice}", subject: A, text: B}',
        "- write_mail: {to: Orders@KILN.test, subject: A, text: B}",
        "- expect_mail: {order_confirmation: {within: 5m}}\n- open_mail_link: {mail: order_confirmation, text: Track}",
        "- await_mail: order_confirmation\n  within: 5m\n  optional: true\n- reply_mail: {mail: order_confirmation, text: Hi}",
        '- await_mail: "${inputs.kind}"\n  within: 5m\n- open_mail_link: {mail: order_confirmation, text: Track}',
        "- see: {text: {vi: Cảm ơn}}",
        "- goto: /a\n  if: not order.returned",
        "- if: order.returned\n  then: [goto: /a]\n  else: [goto: /b]\n  ",
        "- if: visit.number > 1\n  then: [goto: /a]\n  else: [goto: /b]",
        "- if: persona.city == 'Hà Nội'\n  then: [goto: /a]\n  else: [goto: /b]",
        '- {note: {order.number: {css: "#n"}}, optional: true}\n- if: order.number\n  then: [goto: /a]\n'
        '  else:\n    - note: {order.number: {css: "#m"}}\n    - {goto: /c, if: order.number}',
    ],
)
def test_what_may_be_right_is_no_mistake(project: Project, steps: str) -> None:
    uses = 'inputs: {kind: order_confirmation}\nsteps:\n- see: "${inputs.kind}"\n- note: {order.returned: {css: "#r"}}\n'
    assert problems(project, f"{uses}{steps}\n") == []


def test_a_journey_for_two_shops_speaks_the_languages_of_both(project: Project) -> None:
    both = "steps:\n  - see: {text: {vi: Cảm ơn, de: Danke}}\n"
    assert problems(project, both, shops__other=OTHER) == []
    assert problems(project, both.replace("de:", "fr:")) == [
        "`text` says nothing in `de`, a language in which this journey is played",
        "`fr` is not a language of any shop that this journey is written for",
    ]
    assert problems(project, f"shop: kiln\n{both}") == ["`de` is not a language of this shop"]


def test_what_is_reached_at_one_of_two_shops_is_reached(project: Project) -> None:
    once = "steps:\n  - goto: /a\n    if: language == 'de'\n"
    assert problems(project, once, shops__other=OTHER) == []
    assert problems(project, f"shop: kiln\n{once}") == ["`language == 'de'` is never so here: this is never played"]


def test_a_shop_that_is_named_must_have_the_flow(project: Project) -> None:
    pay = "steps:\n  - use: pay\n"
    assert problems(project, pay, shops__other=OTHER) == [], "kiln has no such flow, and is left out"
    assert problems(project, f"shop: [kiln, other]\n{pay}") == ["there is no flow `pay` in journeys/shops/kiln.yaml"]


def test_a_greeting_is_no_reply(project: Project) -> None:
    chat = "shop: other\nsteps:\n  - await_reply: bot\n    within: 1m\n"
    assert problems(project, chat, shops__other=OTHER) == ["`await_reply` needs a `say` before it"]
    talk = "shop: other\nsteps:\n  - say: Hallo\n    if: visit.number > 1\n  - await_reply: bot\n    within: 1m\n"
    assert problems(project, talk) == [], "whether she said something is known only when it is played"
    assert problems(project, "shop: other\nsteps: [wait_until: open]\n") == []


def test_letters_that_may_not_be_written_are_not_counted(project: Project) -> None:
    letter = "- write_mail: {to: help@kiln.test, subject: A, text: B}\n"
    head = 'limits: {mails: 1}\nsteps:\n- note: {late: {css: "#late"}}\n'
    assert problems(project, f"{head}{letter}  if: late\n{letter}") == []
    assert problems(project, f"{head}{letter}{letter}  if: late\n") == [
        "`limits` lets this journey write 1 mail, and this is one more"
    ]


def test_a_shop_with_a_mistake_is_compared_as_far_as_it_can_be_read(project: Project) -> None:
    broken = OTHER.replace("url: https://other.test", "url: other").replace("system: desk", "system: Help Desk")
    steps = (
        "shop: other\nsteps:\n  - use: pya\n  - await_mail: answer\n    within: 1d\n  - await_mail: ansewr\n    within: 1d\n"
    )
    assert problems(project, steps, shops__other=broken) == [
        "there is no flow `pya` in journeys/shops/other.yaml",
        "`ansewr` is no kind of mail in journeys/shops/other.yaml",
        "`other` is not a web address",
        "`Help Desk` is not a name",
    ]


def test_what_could_not_be_read_may_have_noted_anything(project: Project) -> None:
    lost = 'steps:\n  - use: nowhere\n  - see: "${order.number}"\n  - open_mail_link: {mail: order_confirmation, text: Track}\n'
    assert problems(project, lost) == ["there is no flow `nowhere` in journeys/shops/kiln.yaml"]
    unread = 'steps:\n  - if: a ==\n    then:\n      - note: {order.number: {css: "#n"}}\n  - see: "${order.number}"\n'
    assert problems(project, unread) == ["`a ==` cannot be read: something is missing at its end"]


def test_a_persona_says_the_same_in_several_voices(project: Project) -> None:
    plans = project("matrix: {voice: [polite, upset]}\nsteps:\n  - see: '${persona.says.thanks}'\n").plans
    assert [(plan.id, plan.voice) for plan in plans] == [
        ("buy[kiln-vi-VN-desktop-polite]", "polite"),
        ("buy[kiln-vi-VN-desktop-upset]", "upset"),
    ]
    [plan] = project("steps:\n  - see: '${persona.says.greeting}'\n").plans
    assert plan.voice == "polite", "the first one, if a journey names none"


def test_a_mail_address_needs_a_mailbox(project: Project) -> None:
    address = "shop: other\ninputs: {mail: a}\nsteps:\n- see: '${inputs.mail}'\n- see: '${visit.mail}'\n"
    assert problems(project, address, shops__other=OTHER) == [
        "there is no `visit.mail` without a `mailbox:` in journeys/shops/other.yaml"
    ]
    assert problems(project, f"{address}  if: visit.number > 1\n") == [], "it may never be played"


def test_a_path_may_be_meant_beside_the_shop(project: Project) -> None:
    beside = "shop: other\nsteps:\n- goto: basket\n"
    assert problems(project, beside, shops__other=OTHER) == ["the path `basket` does not begin with `/`"]
    assert problems(project, beside, shops__other=OTHER.replace("url: https://other.test", "url: https://other.test/de/")) == []


def test_what_a_matrix_half_read_leaves_open_is_no_mistake(project: Project) -> None:
    half = "shop: kiln\nmatrix: {locale: [vi-VN, en-UK]}\nsteps:\n- goto: /\n  if: language == 'en'\n- see: {text: {en: Tea}}\n"
    assert problems(project, half) == [
        "there is no country `UK`",
        "`text` says nothing in `vi`, a language in which this journey is played",
    ]
