"""Answers that do not help."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from shopper.practice_shop.defects.declaring import Defect, Spoil, another, header, replacing

if TYPE_CHECKING:
    from shopper.practice_shop.systems.frame import ShopMail


def _told(mail: ShopMail, name: str) -> str:
    """One of the texts that this mail was made of."""
    return str(mail.about["t"][name]).format(shop=mail.tenant.name, phone=mail.tenant.phone)


def _beginning(text: str) -> str:
    """A pattern for the words of a text before its first blank."""
    return re.escape(text.partition("{")[0])


def _swapped(old: str, new: str) -> Spoil:
    """One paragraph in the place of another, which is named by its text's name; a language → text, or empty."""
    return lambda mail: replacing(re.escape(_told(mail, old)), new)(mail)


def _substance(mail: ShopMail, *paragraphs: str) -> None:
    """Other paragraphs in the place of what the person answered, from the opening on to the closing."""
    html = "".join(f"<p>{told}</p>\n" for told in paragraphs)
    opening, closing = re.escape(mail.about["opening"]), re.escape(_told(mail, "closing"))
    mail.html = _once(rf"<p[^>]*>{opening}</p>.*?(?=<p[^>]*>{closing})", html, mail.html)
    mail.text = _once(rf"(?m)^{opening}$.*?(?=^{closing}$)", "\n\n".join(paragraphs) + "\n\n", mail.text)


def _once(pattern: str, new: str, text: str) -> str:
    told, times = re.subn(pattern, lambda _: new, text, count=1, flags=re.DOTALL)
    if not times:
        raise ValueError(f"nothing fits {pattern}")
    return told


def _answering(*texts: dict[str, str]) -> Spoil:
    """An answer that says nothing but this, a paragraph by language each."""
    return lambda mail: _substance(mail, *(text[mail.language] for text in texts))


def _adding(text: dict[str, str], *, before: str) -> Spoil:
    """One more paragraph before the one that the text named `before` makes."""

    def spoil(mail: ShopMail) -> None:
        told, mark = text[mail.language], _beginning(mail.about["t"][before])
        mail.html = _once(rf"(?=<p[^>]*>{mark})", f"<p>{told}</p>\n", mail.html)
        mail.text = _once(rf"(?m)^(?={mark})", f"{told}\n\n", mail.text)

    return spoil


def _nameless(mail: ShopMail) -> None:
    """The salutation of guests, for somebody whose name is known."""
    from shopper.practice_shop.rendering import words

    greeting = words(mail.language)["mails"]["acknowledgement"]["greeting_nameless"]
    replacing(re.escape(mail.about["greeting"]), greeting)(mail)


def _without_number(mail: ShopMail) -> None:
    number = re.escape(mail.about["ticket"].number)
    replacing(rf" ?\[{number}\]", "")(mail)
    replacing(rf"[^.\n<>]*{number}[^.\n<>]*\.", "")(mail)


def _other_number(mail: ShopMail) -> None:
    """The case was opened once more, and the answer belongs to the second."""
    number = mail.about["ticket"].number
    replacing(re.escape(number), f"HD-{int(number[3:]) + 7}")(mail)


def _unsigned(mail: ShopMail) -> None:
    agent = str(mail.about["agent"])
    role = str(mail.about["role"]).format(shop=mail.tenant.name)
    mail.html = _once(rf"<br>{re.escape(agent)}<br>{re.escape(role)}", "", mail.html)
    mail.text = _once(rf"{re.escape(agent)}\n{re.escape(role)}\n", "", mail.text)


def _unthreaded(mail: ShopMail) -> None:
    for name in ("In-Reply-To", "References"):
        header(name, "")(mail)


def _curt(mail: ShopMail) -> None:
    """Written in a hurry: neither salutation nor closing, the name alone."""
    replacing(rf"{re.escape(mail.about['greeting'])}", "")(mail)
    replacing(rf"{re.escape(_told(mail, 'closing'))}(?:<br>)?", "")(mail)


def _acknowledging(mail: ShopMail) -> None:
    """The text of the automatic acknowledgement, as an answer."""
    from shopper.practice_shop.rendering import words

    told, tenant = words(mail.language)["mails"]["acknowledgement"], mail.tenant
    said = {"shop": tenant.name, "phone": tenant.phone, "number": mail.about["ticket"].number}
    _substance(mail, *(told[name].format(**said) for name in ("intro", "in_hours", "add")))


def _later(mail: ShopMail) -> Iterator[tuple[timedelta, ShopMail]]:
    """A colleague answers the same question, and says something else."""
    wait = timedelta(minutes=50)
    second = another(mail, wait, "again")
    replacing(r"\b30(?= (?:ngày|days|Tage|jours))", "14")(second)
    yield wait, second


_STATIONS = ("Hà Nội", "Vinh", "Huế", "Đà Nẵng", "Quy Nhơn", "Nha Trang", "Đà Lạt", "Biên Hòa", "Cần Thơ", "Cà Mau")


def _scans(mail: ShopMail) -> Iterator[tuple[timedelta, ShopMail]]:
    """A mail for every place that the parcel passes."""
    for number, station in enumerate(_STATIONS, 1):
        wait = timedelta(minutes=25 * number)
        scan = another(mail, wait, f"scan{number}")
        told = _PASSED[mail.language].format(station=station)
        scan.html = scan.html.replace("</h1>", f"</h1><p>{told}</p>", 1)
        scan.text = f"{scan.text.rstrip()}\n\n{told}\n"
        yield wait, scan


_PASSED = {
    "vi": "Kiện hàng của bạn vừa qua kho {station}.",
    "en": "Your parcel has just passed our depot in {station}.",
    "de": "Ihr Paket hat gerade unser Depot in {station} passiert.",
    "fr": "Votre colis vient de passer par notre dépôt de {station}.",
}
_DELIVERY = {
    "vi": "Trong Việt Nam, giao tiêu chuẩn mất vài ngày, tuỳ nơi nhận. Phí được ghi ở trang thanh toán.",
    "en": "Within Vietnam, standard delivery takes a few days, depending on where you live. The payment page states the cost.",
    "de": "Innerhalb Vietnams dauert die Standardlieferung ein paar Tage, je nach Wohnort. Die Kosten nennt die Zahlungsseite.",
    "fr": "Au Vietnam, la livraison standard prend quelques jours, selon l’endroit. Son prix figure sur la page de paiement.",
}
_NAME_AND_ADDRESS = {
    "vi": "Bạn vui lòng cho chúng tôi biết họ và tên cùng địa chỉ email của bạn.",
    "en": "Please tell us your full name and your email address.",
    "de": "Bitte nennen Sie uns Ihren vollständigen Namen und Ihre E-Mail-Adresse.",
    "fr": "Merci de nous indiquer votre nom complet et votre adresse e-mail.",
}
_REFUSAL = {
    "vi": "Rất tiếc, chúng tôi không thể trả lời câu hỏi này.",
    "en": "Unfortunately we are unable to say anything about this question.",
    "de": "Leider ist es nicht möglich, zu dieser Frage etwas zu sagen.",
    "fr": "Malheureusement, nous ne pouvons pas nous prononcer sur cette question.",
}
_CALL = {
    "vi": "Vui lòng gọi cho chúng tôi theo số 1800 0108 về việc này.",
    "en": "Please call us on 1800 0108 about this.",
    "de": "Bitte rufen Sie uns dazu unter 1800 0108 an.",
    "fr": "Veuillez nous appeler au 1800 0108 à ce sujet.",
}
_SOON = {
    "vi": "Một người trong xưởng đọc và trả lời bạn sớm nhất có thể.",
    "en": "A person from the workshop reads your message and answers as soon as possible.",
    "de": "Jemand aus der Werkstatt liest Ihre Nachricht und antwortet so bald wie möglich.",
    "fr": "Une personne de l’atelier lit votre message et répond dès que possible.",
}
_ANY_TIME = {
    "vi": "Một người trong xưởng đọc và trả lời bạn trong vòng 24 giờ.",
    "en": "A person from the workshop reads your message and answers within 24 hours.",
    "de": "Jemand aus der Werkstatt liest Ihre Nachricht und antwortet innerhalb von 24 Stunden.",
    "fr": "Une personne de l’atelier lit votre message et répond dans les 24 heures.",
}
_OFFER = {
    "vi": "Nhân dịp này, mời bạn xem bộ sưu tập mới của xưởng: giảm 15% cho mọi món!",
    "en": "While you are here, have a look at our new collection: 15% off every piece!",
    "de": "Entdecken Sie bei der Gelegenheit unsere neue Kollektion: 15 % Rabatt auf jedes Stück!",
    "fr": "Profitez-en pour découvrir notre nouvelle collection : 15 % de réduction sur chaque pièce !",
}


def _replaced(name: str, text: dict[str, str]) -> Spoil:
    """Another text in the place of the one that this mail has under a name."""
    return lambda mail: _swapped(name, text[mail.language])(mail)


def _out_of_hours(mail: ShopMail) -> None:
    """Neither the text for the evening nor the hours in the footer."""
    told, hours = _beginning(mail.about["t"]["out_of_hours"]), _beginning(mail.about["common"]["help"])
    mail.html = _once(rf"(<p[^>]*>){told}.*?(?=</p>)", f"<p>{_ANY_TIME[mail.language]}", mail.html)
    mail.html = _once(rf"<p[^>]*>{hours}.*?</p>", "", mail.html)
    mail.text = _once(rf"(?m)^{told}[^\n]*", _ANY_TIME[mail.language], mail.text)
    mail.text = _once(rf"(?m)^{hours}[^\n]*\n", "", mail.text)


DEFECTS: tuple[Defect, ...] = (
    Defect(
        "answer_to_dear_customer",
        "The answer does not greet by name",
        "The person who answers greets as guests without a name are greeted, though the form had asked for it.",
        finds="not-greeted-by-name",
        journeys=("ask_by_form",),
        kinds=("answer",),
        spoil=_nameless,
    ),
    Defect(
        "answer_misses_question",
        "The answer is about something else",
        "Asked about microwaves, the person answers about delivery.",
        finds="question-not-answered",
        says="review",
        journeys=("ask_by_form",),
        kinds=("answer",),
        spoil=_answering(_DELIVERY),
    ),
    Defect(
        "acknowledgement_without_case_number",
        "The acknowledgement has no case number",
        "The case number is missing in subject and text of the acknowledgement.",
        finds="case-number-missing",
        journeys=("ask_by_form",),
        kinds=("acknowledgement",),
        spoil=_without_number,
    ),
    Defect(
        "answer_with_other_case_number",
        "The answer has another case number",
        "The question was recorded twice, and the answer names the second case.",
        finds="case-number-changes",
        journeys=("ask_by_form",),
        kinds=("answer",),
        spoil=_other_number,
    ),
    Defect(
        "answer_out_of_thread",
        "The answer stands apart from the question",
        "The answer refers to no earlier mail.",
        finds="thread-broken",
        journeys=("ask_by_mail",),
        kinds=("answer",),
        spoil=_unthreaded,
    ),
    Defect(
        "answer_asks_for_name_again",
        "The answer asks who she is",
        "Though she wrote from her own address and under her name, the answer asks for both.",
        finds="asked-again",
        journeys=("ask_by_mail",),
        kinds=("answer",),
        spoil=_adding(_NAME_AND_ADDRESS, before="invite"),
    ),
    Defect(
        "answer_is_acknowledgement",
        "The answer repeats the acknowledgement",
        "The person sends the text that the machine had sent already.",
        finds="boilerplate-repeated",
        follows=("question-not-answered",),
        journeys=("ask_by_form",),
        kinds=("answer",),
        spoil=_acknowledging,
    ),
    Defect(
        "answer_refuses",
        "The answer is a bare no",
        "The person says that nothing can be said, and offers nothing.",
        finds="bad-news-without-next-step",
        says="review",
        journeys=("ask_by_form",),
        kinds=("answer",),
        spoil=_answering(_REFUSAL),
    ),
    Defect(
        "answer_unsigned",
        "The answer is signed by nobody",
        "Below the closing formula there is neither a name nor a role.",
        finds="no-signature",
        journeys=("ask_by_form",),
        kinds=("answer",),
        spoil=_unsigned,
    ),
    Defect(
        "answer_curt",
        "The answer neither greets nor takes leave",
        "There is no salutation, and no closing formula above the name.",
        finds="no-greeting-or-closing",
        follows=("not-greeted-by-name",),
        journeys=("ask_by_form",),
        kinds=("answer",),
        spoil=_curt,
    ),
    Defect(
        "survey_before_answer",
        "The survey comes before the answer",
        "An hour after the question, while nobody has answered yet, the help desk asks whether it was helpful.",
        finds="survey-before-solution",
        follows=("out-of-order-mails", "mail-at-night"),
        journeys=("ask_by_form",),
    ),
    Defect(
        "survey_never_sent",
        "No survey is sent",
        "The question is answered, and nobody asks whether that helped.",
        finds="survey-missing",
        follows=("missing-mail",),
        journeys=("ask_by_form",),
    ),
    Defect(
        "mail_for_every_scan",
        "Every scan of the parcel sends a mail",
        "After the shipping notice, ten more mails tell within hours which depots the parcel has passed.",
        finds="too-many-mails",
        kinds=("shipping",),
        also=_scans,
    ),
    Defect(
        "answered_twice",
        "Two people answer, and disagree",
        "A colleague answers the same question again, with half the time for returns.",
        finds="contradicting-replies",
        says="review",
        follows=("return-deadline-differs", "policy-contradicts"),
        journeys=("ask_by_form",),
        kinds=("answer",),
        also=_later,
    ),
    Defect(
        "urgent_mail_answered_by_call_us",
        "An urgent complaint is answered with “call us”",
        "The person who answers the complaint asks the customer to ring.",
        finds="please-call-us",
        journeys=("complain",),
        kinds=("answer",),
        spoil=_answering(_CALL),
    ),
    Defect(
        "acknowledgement_without_time",
        "The acknowledgement names no time",
        "It promises an answer as soon as possible.",
        finds="no-expected-response-time",
        journeys=("ask_by_form",),
        kinds=("acknowledgement",),
        spoil=_replaced("in_hours", _SOON),
    ),
    Defect(
        "same_acknowledgement_at_night",
        "In the evening the acknowledgement is that of the day",
        "A question that comes after closing time is promised an answer within 24 hours, and nothing tells of the hours.",
        finds="same-auto-reply-out-of-hours",
        journeys=("claim_warranty",),
        kinds=("acknowledgement",),
        spoil=_out_of_hours,
    ),
    Defect(
        "acknowledgement_advertises",
        "The acknowledgement advertises",
        "Before anybody has read the question, a discount on the new collection is offered.",
        finds="sells-before-solving",
        says="review",
        journeys=("ask_by_form",),
        kinds=("acknowledgement",),
        spoil=_adding(_OFFER, before="add"),
    ),
)
