"""A mail advertises the software that sent it.

## What it checks
Mails of the shop's own systems for a line that names what they were sent with: "Powered by Shopify", "Sent with
Mailchimp", "Delivered by Zendesk", "Sent from my iPhone", in five languages, as words or as a picture's alternative
text. It fails for a product that is known to write such lines; another name after "powered by" in the foot goes to a
person. Whoever is part of the purchase (a carrier, a payment service, a seal) may be named.

## Why it matters
She bought from you. Somebody else's name at the end of your mail makes you look rented, and tells attackers which
software to imitate.

## How to fix
Switch the line off in the program's settings for mails or branding; in free plans it comes with the price. Take "Sent
from my …" out of the signatures of your people.

## Example
"The acknowledgement carries “Delivered by Zendesk”." The help desk had been set up on a trial, and the line stayed in
the template when it was paid for.
"""

import re

from shopper import Evidence, Findings, Mail, Outcome, check
from shopper.reading.naming import on_mail, quoted
from shopper.reading.senders import names_shop, own_mails
from shopper.reading.text import normal, plain_letters

_WITH = (
    r"(?:powered|delivered|sent|provided|hosted|created|made) (?:by|with|via|using|through|from)"
    r"|(?:get|download|try) (?=outlook|mailbird|spark)|(?:bereitgestellt|gesendet|versendet|verschickt|erstellt) (?:von|mit"
    r"|uber)"
    r"|(?:propulse|fourni|envoye|realise|cree) (?:par|avec|via|depuis)|con la tecnologia de|(?:enviado|creado|desarrollado)"
    r" (?:por|con|desde|mediante)|(?:cung cap|gui|tao|ho tro|van hanh|phat trien) (?:boi|bang|qua|tu)"
)
_PRODUCTS = (
    r"shopify|magento|woocommerce|wordpress|shopware|prestashop|opencart|bigcommerce|haravan|sapo|wix|squarespace|odoo|zendesk"
    r"|freshdesk|freshworks|gorgias|intercom|help ?scout|zoho(?: \w+)?|hubspot|klaviyo|mailchimp|mailerlite|brevo|sendinblue"
    r"|sendgrid|mailgun|mailjet|postmark|constant contact|campaign monitor|activecampaign|getresponse|cleverreach|rapidmail"
    r"|omnisend|drip|aftership|parcellab|narvar|sendcloud|shipstation|salesforce|tidio|crisp|livechat|outlook(?: for \w+)?"
    r"|mailbird|spark|yahoo mail|(?:my |meinem |mon |mi )?(?:iphone|ipad|samsung(?: galaxy\w*)?|android(?:[ -]\w+)?|blackberry)"
    r"|mobile device|iphone cua toi"
)
_KNOWN = re.compile(
    rf"(?<!\w)(?:(?:{_WITH}) ?(?:the |dem |der |notre )?(?:{_PRODUCTS})(?! (?:pay(?:ments?)?|capital)(?!\w))"
    rf"|(?:von|mit) (?:{_PRODUCTS}) (?:aus )?(?:gesendet|versendet|verschickt|erstellt))(?!\w)"
)
_ANY = re.compile(r"(?:powered by|bereitgestellt von|propulse par|con la tecnologia de|van hanh boi)\s+(?P<product>\S.{0,30})")
_SERVES_HER = re.compile(
    r"(?<!\w)(?:shop ?pay|shopify pay|woocommerce pay|woopayments|zoho pay|wix pay"
    r"|paypal|klarna|stripe|adyen|mollie|apple pay|google pay|visa|mastercard|amazon pay|momo|vnpay|zalopay|onepay"
    r"|payoo"
    r"|dhl|ups|dpd|gls|hermes|fedex|trustpilot|trusted shops|ekomi|feefo|google|renewable|love|nature|solar)"
)
_FOOT = 8  # lines
_LONGEST = 60


@check(
    title="Mails speak for the shop alone",
    failure="A mail advertises its software",
    category="consistency",
    impact="minor",
    serves=["0-38"],
)
def vendor_branding(visit: Evidence) -> Findings:
    for mail in own_mails(visit):
        outcome, line = _judge(mail, visit)
        said = f"carries {quoted(line)}" if line else "names no software"
        yield on_mail(mail, visit, outcome, said, expected="the shop’s name alone", actual=line or "the shop’s name alone")


def _judge(mail: Mail, visit: Evidence) -> tuple[Outcome, str]:
    reading = mail.reading
    lines = [line for line in normal(reading.reply or reading.text).split("\n") if line]
    alts = [normal(picture.alt) for picture in reading.markup.pictures if picture.alt and picture.visible]
    for line in (*lines, *alts):
        if len(line) <= 2 * _LONGEST and _KNOWN.search(plain_letters(line)):
            return Outcome.FAIL, line
    for line in (*lines[-_FOOT:], *alts):
        hit = _ANY.match(plain_letters(line)) if len(line) <= _LONGEST else None
        if hit and not _SERVES_HER.match(hit["product"]) and not names_shop(line, visit.plan.shop):
            return Outcome.REVIEW, line
    return Outcome.PASS, ""
