"""Pages, checkout and chat: what a customer meets on the path."""

from __future__ import annotations

from shopper.practice_shop.defects.declaring import Defect

DEFECTS: tuple[Defect, ...] = (
    Defect(
        "delivery_page_broken",
        "The delivery terms cannot be read",
        "The page with the delivery terms answers 500.",
        finds="broken-page",
        follows=("broken-page-link", "goal-not-reached"),
        medium="path",
    ),
    Defect(
        "tracking_page_error_text",
        "The shop's tracking page apologises",
        "The page of an order says that something went wrong, with status 200, instead of where the parcel is.",
        finds="broken-page",
        follows=("broken-mail-link", "goal-not-reached"),
        medium="path",
    ),
    Defect(
        "checkout_without_contact",
        "Nobody can be asked during checkout",
        "The checkout pages show no phone number, no address, no hours and no link to contact, imprint or help.",
        finds="no-way-to-a-person",
        follows=("hours-missing-in-checkout", "contact-hard-to-find"),
        medium="path",
    ),
    Defect(
        "good_card_declined",
        "A good card is declined",
        "The bank accepts the card, the shop says that it was declined: nobody can order.",
        finds="goal-not-reached",
        medium="path",
    ),
    Defect(
        "gateway_failure_silent",
        "The payment page keeps quiet when nobody can pay",
        "While the payment service is down, the button to pay does nothing, and no word says why.",
        finds="goal-not-reached",
        medium="path",
        journeys=("gateway_is_down",),
    ),
    Defect(
        "carrier_failure_silent",
        "The order's page waits for the carrier for ever",
        "While the carrier does not answer, the order's page goes on asking, and says neither that nor whom to ask.",
        finds="goal-not-reached",
        medium="path",
        journeys=("carrier_is_down",),
    ),
    Defect(
        "hours_not_shown",
        "Service hours are a secret",
        "No page says when somebody answers: they are gone from head, foot, contact page and imprint.",
        finds="hours-not-shown",
        follows=("hours-missing-in-checkout",),
        medium="path",
        journeys=("ask_by_form",),
    ),
    Defect(
        "chat_turns_into_email",
        "The chat sends customers away",
        "Whoever asks for a person in the chat is told to write a mail instead, in the middle of service hours.",
        finds="chat-turns-into-email",
        follows=("goal-not-reached",),
        medium="path",
        journeys=("ask_in_chat",),
    ),
    Defect(
        "delivery_terms_in_other_language",
        "The delivery terms are in the other language",
        "Head and foot of the page speak the customer's language, its text the other one.",
        finds="page-language-differs",
        follows=("mixed-language-page", "goal-not-reached"),
        medium="path",
    ),
    Defect(
        "care_link_broken",
        "A link on the product pages is dead",
        "The link to the care instructions on every product page answers 404.",
        finds="broken-page-link",
        medium="path",
    ),
    Defect(
        "price_rises_in_cart",
        "The price rises on the way",
        "The cart and all that follows charge a tenth more than the product's page said.",
        finds="price-changes-on-the-way",
        medium="path",
    ),
    Defect(
        "script_error_on_product_page",
        "A script fails on the product pages",
        "An uncaught exception in the product page's script; the page still works.",
        finds="page-error",
        medium="path",
    ),
)
