"""Good mails in English: a Shopify shop, a fashion house, a bookshop with gift cards, a wholesaler with net prices, a help desk."""

# ruff: noqa: E501 – a line of a mail is as long as it was written
from __future__ import annotations

from ordinary_mails.writing import Story, Written, after

_PEN = "Pennywort & Co <hello@pennywort.example>"
_PEN_FOOTER = """---
If you have any questions, reply to this email or contact us at [hello@pennywort.example](mailto:hello@pennywort.example)
Pennywort & Co Ltd, 14 Mill Lane, Hebden Bridge HX7 8AD, United Kingdom. Company No. 09876543. VAT GB 123 4567 89"""

SHOPIFY = Story(
    id="en-shopify", locale="en-GB", shop="Pennywort & Co", domain="pennywort.example", customer="Jane Holloway", number="#PW1042", total="£64.50",
    partners=("parcelway.example",),
    mails=(
        Written("order_confirmation", _PEN, "Order #PW1042 confirmed", f"""^ Thank you for your purchase! We're getting your order ready to be shipped.
Order #PW1042
# Thank you for your purchase!
Hi Jane, we're getting your order ready to be shipped. We will notify you when it has been sent.
> [View your order](https://pennywort.example/61223344/orders/3f9a1c5d7e8b2a4c6d0e/authenticate?key=9be1c04f)
# Order summary
| Linen apron × 1 (Moss / One size) | £38.00
| Beeswax wraps × 2 | £22.00
| Subtotal | £60.00
| Shipping | £4.50
| Total | £64.50 GBP
You saved nothing on postage: free shipping starts at £75.
# Customer information
Shipping address: Jane Holloway, 3 Orchard Row, York YO1 7HH, United Kingdom
Payment: Visa ending in 4242 — £64.50
Shipping method: Royal Mail Tracked 48
You can return unused items within 30 days of delivery. Our [terms of sale](https://pennywort.example/policies/terms-of-service) and [returns policy](https://pennywort.example/policies/refund-policy) are attached.
{_PEN_FOOTER}""", system="shopify", files=("terms-of-sale.pdf", "returns-policy.pdf")),
        Written("shipping_notice", _PEN, "A shipment from order #PW1042 is on the way", f"""^ Your first parcel has left us.
Order #PW1042
# Your order is on the way
Hi Jane, the first part of your order is on its way to you. The beeswax wraps follow in a separate parcel at no extra cost.
> [Track your parcel](https://parcelway.example/track/PWY900112233GB)
Royal Mail tracking number: PWY900112233GB
# Items in this shipment
| Linen apron × 1
{_PEN_FOOTER}""", after=after(days=1), system="shopify"),
        Written("shipping_notice", _PEN, "The last shipment from order #PW1042 is on the way", f"""^ Your second parcel has left us.
Order #PW1042
# The rest of your order is on the way
Hi Jane, your beeswax wraps are on their way. That completes your order.
> [Track your parcel](https://parcelway.example/track/PWY900112258GB)
Royal Mail tracking number: PWY900112258GB
# Items in this shipment
| Beeswax wraps × 2
{_PEN_FOOTER}""", after=after(days=2), system="shopify"),
        Written("delivered", "Parcelway <noreply@parcelway.example>", "Your Pennywort & Co parcel PWY900112233GB has been delivered", """^ Left with the recipient at 11:42.
Hello Jane,
Good news: your parcel from Pennywort & Co was delivered on Friday 6 March at 11:42 and handed to you.
Reference: PWY900112233GB
> [See delivery details](https://parcelway.example/track/PWY900112233GB)
Something wrong? Visit our [help pages](https://parcelway.example/help). Please do not reply to this email; this mailbox is not monitored.
---
Parcelway Ltd, Unit 7, Daventry NN11 8RA""", after=after(days=3, hours=9), system="magento"),
        Written("review_request", _PEN, "How is your linen apron, Jane?", f"""^ Tell others what you think of it.
# How did we do?
Hi Jane, you've had your linen apron for a little while. Would you tell us what you think? It takes less than a minute.
> [Write a review](https://pennywort.example/reviews/new?product=linen-apron)
{_PEN_FOOTER}""", after=after(days=14, hours=7), system="shopify", purpose="survey"),
    ),
)  # fmt: skip

_ASH = "ASHDOWN <orders@e.ashdown.example>"
_ASH_FOOTER = """---
[Help & contact](https://www.ashdown.example/help) | [Delivery](https://www.ashdown.example/delivery) | [Terms & conditions](https://www.ashdown.example/terms)
This is a service email about your order. Ashdown Fashion plc, registered in England no. 01234567. 5 Weaver Street, London E1 6AN."""

FASHION = Story(
    id="en-fashion", locale="en-GB", shop="ASHDOWN", domain="ashdown.example", customer="Oliver Grant", number="40017782", total="£118.00",
    trackers=("click.e.ashdown.example",),
    mails=(
        Written("order_confirmation", _ASH, "Thanks for your order", f"""^ Estimated delivery: Friday 6 March – Monday 9 March
# Thanks for your order, Oliver
We've received your order 40017782 and will let you know once it's been dispatched.
Order number: 40017782
Estimated delivery: Friday 6 March – Monday 9 March
![Merino crew neck in navy](https://img.ashdown.example/p/884412_navy.jpg)
| Merino crew neck, navy, M, Qty 1 | £69.00
| Selvedge jeans, 32/32, Qty 1 | £55.00
| Promo WELCOME10 | -£10.00
| Standard delivery | £4.00
| Total including VAT | £118.00
> [Track my order](https://click.e.ashdown.example/?qs=7c9be7a40b12f33d5e0f8a6bd1c27d4e9a6f5c3b21)
Changed your mind? You can cancel within 30 minutes and have 14 days to withdraw from your purchase after you receive it.
# Terms of sale
These terms govern your purchase. The contract is made when we send your goods. You may withdraw from the contract within 14 days of receiving the goods without giving any reason; send them back within 14 days after that, and we refund what you paid including standard delivery.
{_ASH_FOOTER}""", system="mjml", pixel="https://click.e.ashdown.example/open.aspx?ffcb10-fe5f1670-fdf915"),
        Written("shipping_notice", _ASH, "Your order's on its way", f"""^ Order 40017782 has been dispatched with Swift.
# It's on its way
Hi Oliver, your order 40017782 has been dispatched and should be with you between Friday 6 March and Monday 9 March.
Courier: Swift. Tracking number: SWF5589120044
> [Track my parcel](https://click.e.ashdown.example/?qs=0d4e9a6f5c3b21aa7c9be7a40b12f33d5e0f8a6bd1)
{_ASH_FOOTER}""", after=after(days=1, hours=8), system="mjml"),
        Written("return_received", _ASH, "We've got your return", f"""^ We're processing your refund.
# Return received
Hi Oliver, we've received the selvedge jeans from order 40017782. We'll refund £55.00 to your original payment method within 5 working days.
> [View my returns](https://click.e.ashdown.example/?qs=5c3b21aa7c9be7a40b12f33d5e0f8a6bd10d4e9a6f)
{_ASH_FOOTER}""", after=after(days=9), system="mjml"),
        Written("refund", _ASH, "Your refund is on its way", f"""^ £55.00 to your Mastercard.
# We've refunded you
Hi Oliver, we've refunded £55.00 for order 40017782 to your Mastercard ending 1881. It can take 3–5 working days to show on your statement.
| Selvedge jeans, 32/32 | £55.00
| Refund total | £55.00
> [View my returns](https://click.e.ashdown.example/?qs=5c3b21aa7c9be7a40b12f33d5e0f8a6bd10d4e9a6f)
{_ASH_FOOTER}""", after=after(days=11), system="mjml"),
    ),
)  # fmt: skip

BOOKS = Story(
    id="en-books", locale="en-GB", shop="The Lantern Bookshop", domain="lanternbooks.example", customer="Priya Shah", number="LB-2026-0388", total="£40.99",
    mails=(
        Written("order_confirmation", "The Lantern Bookshop <shop@lanternbooks.example>", "The Lantern Bookshop: Order Confirmation LB-2026-0388", """Dear Priya,
Thank you for your order with The Lantern Bookshop. This email confirms what you have ordered.
Order reference: LB-2026-0388
1 x "The Salt Path Home" (pre-order, published 30 April 2026)    £15.99
1 x Gift card (sent by email)    £25.00
Postage (free with pre-orders)    £0.00
Total    £40.99
We charge your card now for the gift card and only when we dispatch for the pre-order. The book will be sent on the day of publication, 30 April 2026.
Your right to cancel: you may return any book in new condition within 14 days of receipt for a full refund. Our terms and conditions of sale are printed at the end of this email.
Any questions? Just reply, or ring us on 01865 555 0112, Monday to Saturday, 9.30 to 5.30.
Best wishes,
Tom and the team at The Lantern Bookshop
12 Turl Street, Oxford OX1 3DQ
--
Terms and conditions of sale: prices include VAT where it applies. The contract is concluded when we send the goods. You have the right to cancel this contract within 14 days without giving any reason."""),
        Written("gift_card", "The Lantern Bookshop <shop@lanternbooks.example>", "Your gift card for The Lantern Bookshop", """^ £25 to spend in the shop or online.
# Here is your gift card
Dear Priya,
Here is the gift card worth £25.00 that you bought in order LB-2026-0388.
Gift card code: LANT-7Q2M-99XK-4DPL
It can be used online or in the shop until 3 March 2028. Simply enter the code at the checkout.
> [Print the gift card](https://lanternbooks.example/gift-cards/print/7f21ab)
---
The Lantern Bookshop, 12 Turl Street, Oxford OX1 3DQ · 01865 555 0112""", after=after(minutes=9), system="woocommerce"),
        Written("delay_notice", "The Lantern Bookshop <shop@lanternbooks.example>", "A new date for your pre-order", """Dear Priya,
The publisher has moved the publication of "The Salt Path Home" from 30 April to 14 May 2026. We are sorry for the wait.
You don't need to do anything: your copy is reserved, and we will send it on the new date. If you would rather cancel, simply reply to this email or ring 01865 555 0112, and we will cancel the pre-order free of charge.
Order reference: LB-2026-0388
Best wishes,
Tom at The Lantern Bookshop""", after=after(days=6)),
    ),
)  # fmt: skip

_BOLT = "Boltwright Trade <sales@boltwright.example>"
_BOLT_FOOTER = """---
Boltwright Trade Supplies Ltd | Reg. no. 03334445 | VAT no. GB 987 6543 21 | 40 Foundry Road, Sheffield S9 2AB | 0114 555 0190"""

BUSINESS = Story(
    id="en-business", locale="en-GB", shop="Boltwright Trade", domain="boltwright.example", customer="Martin Keane", number="SO-0098812", total="£436.80",
    mails=(
        Written("order_confirmation", _BOLT, "Sales order confirmation SO-0098812 / your ref. KB-77", f"""Dear Mr Keane,
Please find below the confirmation of your sales order. All prices are net of VAT.
| Pos. | Article | Qty | Net
| 10 | M8 x 40 hex bolts, zinc, box of 200 | 4 | £64.00
| 20 | Anchor resin 300 ml | 25 | £280.00
| Net goods value | | | £344.00
| Carriage | | | £20.00
| VAT 20% | | | £72.80
| Total payable | | | £436.80
Payment terms: 30 days net from date of invoice.
Delivery: week 11, by our own van.
The sale is governed by our general terms and conditions of sale, which are attached together with the returns form.
Kind regards,
Susan Platt, Internal Sales
{_BOLT_FOOTER}""", system="shopware", files=("General terms and conditions of sale.pdf", "Returns form.pdf", "SO-0098812.pdf")),
        Written("invoice", "Boltwright Trade Accounts <accounts@boltwright.example>", "Invoice 7700451 for sales order SO-0098812", f"""Dear Mr Keane,
Please find attached our invoice 7700451 dated 6 March 2026 for your order SO-0098812.
| Net amount | £364.00
| VAT 20% | £72.80
| Invoice total | £436.80
Please pay by 5 April 2026 by bank transfer, quoting the invoice number. Our bank details are on the invoice.
Kind regards,
Accounts Receivable
{_BOLT_FOOTER}""", after=after(days=3), system="shopware", files=("Invoice_7700451.pdf",)),
        Written("statement", "Boltwright Trade Accounts <accounts@boltwright.example>", "Reminder: invoice 7700451 is due on 5 April", f"""Dear Mr Keane,
This is a friendly reminder that invoice 7700451 over £436.80 falls due on 5 April 2026. If you have already paid, please disregard this message.
Kind regards,
Accounts Receivable
{_BOLT_FOOTER}""", after=after(days=29), system="shopware"),
    ),
)  # fmt: skip

HELP = Story(
    id="en-help", locale="en-GB", shop="Pennywort & Co", domain="pennywort.example", customer="Jane Holloway",
    mails=(
        Written("acknowledgement", "Pennywort & Co Support <support@pennywort.example>", "[Pennywort & Co] Re: Can the apron go in the tumble dryer?", """##- Please type your reply above this line -##
Hi Jane,
Thanks for getting in touch. Your request (48213) has been received, and one of us will get back to you within one working day.
To add further comments, simply reply to this email.
Pennywort & Co Support
---
This email is a service from Pennywort & Co Support.""", system="zendesk", reply="automatic", headers={"Auto-Submitted": "auto-generated", "X-Mailer": "Zendesk Mailer"}),
        Written("answer", "Ruth (Pennywort & Co) <support@pennywort.example>", "Re: Can the apron go in the tumble dryer?", """Hi Jane,
Good question! The apron can go in the dryer on a low setting, but linen lasts longer if you hang it to dry. It may shrink by two or three per cent in the first wash, which we allow for in the cut.
If yours has shrunk more than that, send me a photo and I'll replace it.
All the best,
Ruth Barker
Customer Care, Pennywort & Co
01422 555 014
>> From: Jane Holloway <v7f3k@inbox.test>
>> Sent: 03 March 2026 03:00
>> To: support@pennywort.example
>> Subject: Can the apron go in the tumble dryer?
>> Hello, I have just bought the linen apron. Can it go in the tumble dryer?
>> Thanks, Jane""", after=after(hours=6), system="outlook", reply="human"),
        Written("welcome", "Pennywort & Co <hello@pennywort.example>", "Welcome to Pennywort & Co – please confirm your email", """^ One click and your account is ready.
# Confirm your email address
Hi Jane,
Thanks for creating an account. Please confirm your email address to finish setting it up. The link is valid for 24 hours.
> [Confirm my email](https://pennywort.example/account/activate/61223344/f0a9c1e2)
If you didn't create this account, you can safely ignore this email.
---
Pennywort & Co Ltd, 14 Mill Lane, Hebden Bridge HX7 8AD""", after=after(hours=1), system="shopify"),
        Written("newsletter", "Pennywort & Co <news@pennywort.example>", "Spring linen is here 🌿", """^ New colours, the same stonewashed linen – and 10% off until Sunday.
# Spring linen is here
Hi Jane, our new colours have arrived: moss, chalk and clay. Until Sunday, take 10% off with the code SPRING10.
![Three linen aprons on a line](https://cdn.pennywort.example/spring/aprons.jpg)
> [Shop spring linen](https://ctrk.mailer.example/f/a/Xk29fLQ~~/AAQRxQA~/RgRl/spring)
---
No longer want to receive these emails? [Unsubscribe](https://ctrk.mailer.example/u/Xk29fLQ). Pennywort & Co Ltd, 14 Mill Lane, Hebden Bridge HX7 8AD
[View in browser](https://ctrk.mailer.example/v/Xk29fLQ)""", after=after(days=5, hours=7), system="mjml", purpose="marketing",
            headers={"List-Unsubscribe": "<https://ctrk.mailer.example/u/Xk29fLQ>, <mailto:u-Xk29fLQ@mailer.example>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
            pixel="https://ctrk.mailer.example/q/Xk29fLQ~~/AAQRxQA~/RgRlLkpQ"),
    ),
    trackers=("ctrk.mailer.example",),
)  # fmt: skip

PAYMENT = Story(
    id="en-payment", locale="en-US", shop="Juniper Supply", domain="junipersupply.example", customer="Marcus Bell", number="1000004512", total="$86.37",
    partners=("payline.example",),
    mails=(
        Written("order_confirmation", "Juniper Supply <sales@junipersupply.example>", "Your Juniper Supply order confirmation", """^ Order 1000004512 · placed March 2, 2026
# Thank you for your order!
Marcus, thank you for your order from Juniper Supply. Once your package ships we will send you a tracking number.
# Your Order #1000004512
Placed on March 2, 2026 at 10:00:00 PM EST
| Items | Qty | Price
| Camp mug, 12 oz | 2 | $36.00
| Trail blanket | 1 | $39.50
| Subtotal | | $75.50
| Shipping & Handling | | $5.99
| Tax | | $4.88
| Grand Total | | $86.37
Billing Info and Shipping Info: Marcus Bell, 77 Cedar Ave, Asheville, NC 28801, United States
Payment Method: Credit Card (Payline)
Read our [return policy](https://junipersupply.example/returns) and [terms & conditions](https://junipersupply.example/terms).
---
Questions? Email [sales@junipersupply.example](mailto:sales@junipersupply.example) or call (828) 555-0133.""", system="magento"),
        Written("receipt", "Juniper Supply <receipts@payline.example>", "Your receipt from Juniper Supply #1448-2097", """^ Receipt for your payment of $86.37
# Receipt from Juniper Supply
Receipt #1448-2097
| Amount paid | $86.37
| Date paid | Mar 2, 2026, 10:00:12 PM
| Payment method | Visa – 4242
# Summary
| Payment to Juniper Supply | $86.37
| Amount charged | $86.37
If you have any questions, visit our support site at [support.junipersupply.example](https://support.junipersupply.example), or contact us at [sales@junipersupply.example](mailto:sales@junipersupply.example).
---
You're receiving this email because you made a purchase at Juniper Supply, which partners with Payline to provide invoicing and payment processing.""", after=after(minutes=2), system="magento"),
        Written("shipping_notice", "Juniper Supply <sales@junipersupply.example>", "Your Juniper Supply order has shipped", """^ UPS · 1Z999AA10123456784
# Your order has shipped
Marcus, your order #1000004512 has shipped. It should arrive by Monday, March 9.
Shipped by: UPS Ground
Tracking number: 1Z999AA10123456784
> [Track your package](https://junipersupply.example/shipping/tracking/popup?hash=c2hpcF9pZDoxMjM0)
---
Questions? Email [sales@junipersupply.example](mailto:sales@junipersupply.example) or call (828) 555-0133.""", after=after(days=1, hours=14), system="magento"),
    ),
)  # fmt: skip

STORIES = (SHOPIFY, FASHION, BOOKS, BUSINESS, HELP, PAYMENT)
