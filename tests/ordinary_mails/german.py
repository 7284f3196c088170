"""Good mails in German: a Shopware shop, a fashion house with returns, an invoice for a business, a parcel service, a help desk."""

# ruff: noqa: E501 – a line of a mail is as long as it was written
from __future__ import annotations

from ordinary_mails.writing import Story, Written, after

_HOLZ = "Holzwerk Tübingen <bestellung@holzwerk.example>"
_HOLZ_FOOTER = """---
Holzwerk Tübingen GmbH, Neckargasse 7, 72070 Tübingen
Geschäftsführerin: Karla Maier · Registergericht: Amtsgericht Stuttgart, HRB 123456 · USt-IdNr.: DE123456789
Telefon: 07071 5550 · E-Mail: [service@holzwerk.example](mailto:service@holzwerk.example)"""
_WITHDRAWAL = """# Widerrufsbelehrung
Sie haben das Recht, binnen vierzehn Tagen ohne Angabe von Gründen diesen Vertrag zu widerrufen. Die Widerrufsfrist beträgt vierzehn Tage ab dem Tag, an dem Sie die Waren in Besitz genommen haben. Um Ihr Widerrufsrecht auszuüben, müssen Sie uns mittels einer eindeutigen Erklärung informieren.
# Allgemeine Geschäftsbedingungen
Für alle Bestellungen gelten diese Allgemeinen Geschäftsbedingungen. Der Kaufvertrag kommt mit dem Versand der Ware zustande. Es gilt das gesetzliche Mängelhaftungsrecht. Die angegebenen Preise enthalten die gesetzliche Umsatzsteuer; Versandkosten werden gesondert ausgewiesen. Die Ware bleibt bis zur vollständigen Bezahlung unser Eigentum. Wir liefern innerhalb Deutschlands an die von Ihnen angegebene Anschrift. Werden Waren mit offensichtlichen Transportschäden angeliefert, so reklamieren Sie solche Fehler bitte möglichst sofort beim Zusteller und nehmen Sie Kontakt zu uns auf. Die Versäumung einer Reklamation hat für Ihre gesetzlichen Ansprüche keinerlei Konsequenzen, hilft uns aber, unsere eigenen Ansprüche gegenüber dem Frachtführer geltend machen zu können. Für Schäden haften wir unbeschränkt bei Vorsatz und grober Fahrlässigkeit. Sind Sie Unternehmer, gilt deutsches Recht unter Ausschluss des UN-Kaufrechts, und Gerichtsstand ist unser Sitz. Wir sind zur Teilnahme an einem Streitbeilegungsverfahren vor einer Verbraucherschlichtungsstelle nicht bereit."""

SHOPWARE = Story(
    id="de-shopware", locale="de-DE", shop="Holzwerk Tübingen", domain="holzwerk.example", customer="Annika Vogel", number="10384", total="93,80 €",
    partners=("paketbote.example",),
    mails=(
        Written("order_confirmation", _HOLZ, "Ihre Bestellung bei Holzwerk Tübingen", f"""^ Vielen Dank! Ihre Bestellnummer lautet 10384.
Sehr geehrte Frau Vogel,
vielen Dank für Ihre Bestellung bei Holzwerk Tübingen (Nummer: 10384) am 03.03.2026 um 04:01 Uhr.
Informationen zu Ihrer Bestellung:
| Pos. | Artikel | Menge | Preis | Summe
| 1 | Schneidebrett Eiche, 40 × 25 cm | 1 | 49,90 € | 49,90 €
| 2 | Kochlöffel Kirsche | 3 | 13,00 € | 39,00 €
| Versandkosten: | | | | 4,90 €
| Gesamtkosten Netto: | | | | 78,82 €
| zzgl. 19 % MwSt.: | | | | 14,98 €
| Gesamtkosten Brutto: | | | | 93,80 €
Gewählte Zahlungsart: Vorkasse. Bitte überweisen Sie den Betrag unter Angabe der Bestellnummer auf unser Konto IBAN DE02 1203 0000 0000 2020 51.
Gewählte Versandart: Paketbote. Lieferzeit: 2–4 Werktage nach Zahlungseingang.
Lieferadresse: Annika Vogel, Mühlstraße 3, 70469 Stuttgart
Den aktuellen Status Ihrer Bestellung können Sie jederzeit hier einsehen: [Bestellung ansehen](https://www.holzwerk.example/account/order/Kx8Qm2LfT0a9VnRz)
{_WITHDRAWAL}
{_HOLZ_FOOTER}""", system="shopware"),
        Written("payment_received", _HOLZ, "Zahlungseingang zu Ihrer Bestellung 10384", f"""Sehr geehrte Frau Vogel,
wir haben Ihre Zahlung über 93,80 € zur Bestellung 10384 erhalten und bereiten den Versand vor.
Bei Fragen erreichen Sie uns unter 07071 5550.
Mit freundlichen Grüßen
Ihr Team von Holzwerk Tübingen
{_HOLZ_FOOTER}""", after=after(days=1), system="shopware"),
        Written("shipping_notice", _HOLZ, "Ihre Bestellung 10384 wurde versandt", f"""^ Voraussichtliche Zustellung: Samstag, 7. März
Sehr geehrte Frau Vogel,
Ihre Bestellung 10384 hat heute unser Haus verlassen. Die voraussichtliche Zustellung ist am Samstag, 7. März 2026.
Ihre Sendungsnummer: 00340434161094042557
> [Sendung verfolgen](https://www.paketbote.example/verfolgen?nr=00340434161094042557)
Die Rechnung liegt dieser E-Mail als PDF bei.
Mit freundlichen Grüßen
Ihr Team von Holzwerk Tübingen
{_HOLZ_FOOTER}""", after=after(days=2, hours=8), system="shopware", files=("Rechnung_10384.pdf",)),
        Written("carrier_notice", "Paketbote <noreply@paketbote.example>", "Ihr Paket von Holzwerk Tübingen kommt heute", """^ Zustellung zwischen 10:15 und 12:15 Uhr
Guten Tag Annika Vogel,
Ihr Paket von Holzwerk Tübingen wird heute, Samstag, den 07.03.2026, voraussichtlich zwischen 10:15 und 12:15 Uhr zugestellt.
Sendungsnummer: 00340434161094042557
> [Sendung live verfolgen](https://www.paketbote.example/verfolgen?nr=00340434161094042557)
Sie sind nicht zu Hause? Wählen Sie bis 9:00 Uhr einen [Ablageort oder eine Filiale](https://www.paketbote.example/umleiten?nr=00340434161094042557).
---
Dies ist eine automatisch erstellte E-Mail, bitte antworten Sie nicht darauf. [Hilfe und Kontakt](https://www.paketbote.example/hilfe)
Paketbote AG, Postring 20, 53113 Bonn""", after=after(days=4, hours=3), system="mjml"),
    ),
)  # fmt: skip

_MODE = "Lindenau <service-mail@lindenau.example>"
_MODE_FOOTER = """---
Lindenau SE, Ostbahnhof 4, 10243 Berlin · Amtsgericht Charlottenburg, HRB 555555 B · USt-ID: DE 987654321
Vorstand: Dr. Eva Roth, Jan Peters · [Impressum](https://www.lindenau.example/impressum) · [Datenschutz](https://www.lindenau.example/datenschutz) · [Hilfe](https://www.lindenau.example/hilfe)"""

RETURNED = Story(
    id="de-returned", locale="de-DE", shop="Lindenau", domain="lindenau.example", customer="Jonas Weber", number="10503 0077 4412", total="104,90 €",
    mails=(
        Written("order_confirmation", _MODE, "Danke für deine Bestellung", f"""^ Deine Lieferung: Do, 05.03. – Sa, 07.03.
# Danke für deine Bestellung, Jonas!
Wir haben deine Bestellung erhalten und geben dir Bescheid, sobald sie unterwegs ist.
Bestellnummer: 10503 0077 4412
Voraussichtliche Lieferung: Do, 05.03. – Sa, 07.03.
![Sneaker weiß](https://img.lindenau.example/article/sneaker-weiss.jpg)
| Sneaker low, weiß, Größe 43 | 79,95 €
| T-Shirt, 2er-Pack, schwarz, Größe L | 24,95 €
| Versand | 0,00 €
| Gesamtsumme (inkl. MwSt.) | 104,90 €
Zahlungsart: Kauf auf Rechnung
> [Bestellung ansehen](https://www.lindenau.example/meine-bestellungen/detail/10503007744126)
Du hast 100 Tage Zeit für die kostenlose Rückgabe. Unsere AGB und die Widerrufsbelehrung findest du im Anhang.
{_MODE_FOOTER}""", system="mjml", files=("AGB.pdf", "Widerrufsbelehrung.pdf"), pixel="https://www.lindenau.example/static/spacer.gif"),
        Written("shipping_notice", _MODE, "Dein Paket ist unterwegs", f"""^ 1 von 2 Artikeln deiner Bestellung
# Ein Teil deiner Bestellung ist unterwegs
Hallo Jonas, 1 von 2 Artikeln deiner Bestellung 10503 0077 4412 ist auf dem Weg zu dir. Der Rest kommt in einem zweiten Paket.
| Sneaker low, weiß, Größe 43 | 79,95 €
Sendungsnummer: JJD000390007712345678
> [Paket verfolgen](https://www.lindenau.example/sendung/JJD000390007712345678)
{_MODE_FOOTER}""", after=after(days=1), system="mjml"),
        Written("shipping_notice", _MODE, "Dein zweites Paket ist unterwegs", f"""^ Jetzt ist alles auf dem Weg
# Der Rest deiner Bestellung ist unterwegs
Hallo Jonas, nun ist auch das T-Shirt aus deiner Bestellung 10503 0077 4412 auf dem Weg zu dir.
Sendungsnummer: JJD000390007712399001
> [Paket verfolgen](https://www.lindenau.example/sendung/JJD000390007712399001)
{_MODE_FOOTER}""", after=after(days=2), system="mjml"),
        Written("return_label", _MODE, "Dein Retourenetikett", f"""^ Drucke das Etikett aus oder zeige den QR-Code in der Filiale vor.
# So schickst du deine Artikel zurück
Hallo Jonas, im Anhang findest du dein Retourenetikett zur Bestellung 10503 0077 4412. Gib das Paket bis zum 13. Juni 2026 in einer Filiale ab.
Wir erstatten dir 79,95 €, sobald die Retoure bei uns eingegangen ist.
> [Retoure verfolgen](https://www.lindenau.example/retouren/55120)
{_MODE_FOOTER}""", after=after(days=6), system="mjml", files=("Retourenetikett.pdf",)),
        Written("refund", _MODE, "Wir haben deine Retoure bearbeitet", f"""^ Neuer Rechnungsbetrag: 24,95 €
# Deine Retoure ist angekommen
Hallo Jonas, wir haben deine Retoure zur Bestellung 10503 0077 4412 bearbeitet und dir 79,95 € gutgeschrieben.
| Gutschrift | 79,95 €
| Noch zu zahlen | 24,95 €
Bitte überweise den neuen Betrag bis zum 19. März 2026.
> [Zur Rechnung](https://www.lindenau.example/rechnungen/55120)
{_MODE_FOOTER}""", after=after(days=11), system="mjml"),
    ),
)  # fmt: skip

_SCHRAUBE = "Nordtec Industriebedarf GmbH <auftrag@nordtec.example>"
_SCHRAUBE_FOOTER = """---
Nordtec Industriebedarf GmbH, Hafenstraße 110, 28217 Bremen
Geschäftsführer: Hinrich Brandt · Amtsgericht Bremen HRB 22222 · USt-IdNr. DE222333444 · Tel. 0421 555-0"""

BUSINESS = Story(
    id="de-business", locale="de-DE", shop="Nordtec Industriebedarf", domain="nordtec.example", customer="Dr. Sabine Ortlepp", number="AB-4500123", total="1.190,00 €",
    mails=(
        Written("order_confirmation", _SCHRAUBE, "Auftragsbestätigung AB-4500123", f"""Sehr geehrte Frau Dr. Ortlepp,
wir danken für Ihre Bestellung und bestätigen den Auftrag AB-4500123 wie folgt. Alle Preise verstehen sich netto.
| Artikel | Menge | Netto
| Kugellager 6204-2RS | 100 Stück | 620,00 €
| Wellendichtring 20×35×7 | 200 Stück | 380,00 €
| Warenwert netto | | 1.000,00 €
| MwSt. 19 % | | 190,00 €
| Gesamtbetrag | | 1.190,00 €
Lieferung: frei Haus, KW 11. Zahlbar innerhalb von 30 Tagen netto, innerhalb von 10 Tagen mit 2 % Skonto.
Unsere Allgemeinen Geschäftsbedingungen und die Bedingungen für Rücksendungen liegen bei.
Mit freundlichen Grüßen
i. A. Petra Lüders
Auftragsabwicklung
{_SCHRAUBE_FOOTER}""", system="outlook", files=("AB-4500123.pdf", "AGB Nordtec.pdf", "Bedingungen Rücksendung und Widerruf.pdf")),
        Written("shipping_notice", _SCHRAUBE, "Lieferavis zu Auftrag AB-4500123", f"""Sehr geehrte Frau Dr. Ortlepp,
Ihre Ware zum Auftrag AB-4500123 wird am 10.03.2026 zwischen 8 und 12 Uhr durch unsere Spedition angeliefert: 1 Palette, 84 kg.
Bitte sorgen Sie für eine Entladehilfe. Rückfragen bitte an 0421 555-20.
Mit freundlichen Grüßen
Versand Nordtec
{_SCHRAUBE_FOOTER}""", after=after(days=6)),
        Written("invoice", "Nordtec Buchhaltung <rechnung@nordtec.example>", "Rechnung 9100877 zu Auftrag AB-4500123", f"""Sehr geehrte Frau Dr. Ortlepp,
anbei erhalten Sie unsere Rechnung 9100877 vom 10.03.2026 zum Auftrag AB-4500123 über 1.190,00 € (inkl. 19 % MwSt. 190,00 €).
Zahlbar bis 09.04.2026 ohne Abzug. Bei Zahlung bis 20.03.2026 gewähren wir 2 % Skonto.
Mit freundlichen Grüßen
Buchhaltung
{_SCHRAUBE_FOOTER}""", after=after(days=7), files=("Rechnung_9100877.pdf",)),
    ),
)  # fmt: skip

HELP = Story(
    id="de-help", locale="de-DE", shop="Kaffeerösterei Morgenrot", domain="morgenrot.example", customer="Miriam Schulte",
    mails=(
        Written("acknowledgement", "Kaffeerösterei Morgenrot <hallo@morgenrot.example>", "Wir haben Ihre Anfrage erhalten [#8841]", """Hallo Frau Schulte,
vielen Dank für Ihre Nachricht. Ihre Anfrage ist unter der Nummer 8841 bei uns eingegangen.
Wir antworten werktags innerhalb von 24 Stunden. Bitte lassen Sie die Nummer im Betreff stehen, wenn Sie uns noch etwas mitteilen möchten.
Herzliche Grüße
Ihr Serviceteam der Kaffeerösterei Morgenrot
---
Kaffeerösterei Morgenrot, Inh. Paul Richter, Lange Str. 8, 04103 Leipzig, Tel. 0341 555 120""", system="zendesk", reply="automatic", headers={"Auto-Submitted": "auto-replied"}),
        Written("answer", "Paul Richter <hallo@morgenrot.example>", "AW: Mahlgrad für die Espressokanne? [#8841]", """Hallo Frau Schulte,
für die Herdkanne empfehle ich einen Mahlgrad zwischen Espresso und Filter, auf einer Skala von 1 bis 10 etwa eine 4. Ist der Kaffee zu bitter, mahlen Sie eine Stufe gröber; läuft er zu schnell durch, eine Stufe feiner.
Wenn Sie möchten, mahlen wir Ihnen den Kaffee bei der nächsten Bestellung kostenlos vor. Schreiben Sie einfach "Herdkanne" in das Bemerkungsfeld.
Herzliche Grüße aus Leipzig
Paul Richter
Kaffeerösterei Morgenrot
Lange Str. 8, 04103 Leipzig
Tel. 0341 555 120

Am 03.03.2026 um 04:00 schrieb Miriam Schulte:
> Guten Tag, welchen Mahlgrad brauche ich für eine Espressokanne?
> Viele Grüße, Miriam Schulte""", after=after(hours=5), reply="human"),
        Written("survey", "Kaffeerösterei Morgenrot <hallo@morgenrot.example>", "Wie zufrieden waren Sie mit unserer Antwort?", """Hallo Frau Schulte,
Ihre Anfrage 8841 ist nun abgeschlossen. Wie zufrieden waren Sie mit unserer Antwort?
> [Sehr zufrieden](https://umfrage.morgenrot.example/8841/gut)
> [Nicht zufrieden](https://umfrage.morgenrot.example/8841/schlecht)
Ihre Meinung hilft uns, besser zu werden. Vielen Dank!
---
Kaffeerösterei Morgenrot, Inh. Paul Richter, Lange Str. 8, 04103 Leipzig, Tel. 0341 555 120""", after=after(days=2, hours=7), system="zendesk", purpose="survey"),
        Written("newsletter", "Kaffeerösterei Morgenrot <post@morgenrot.example>", "Neu geröstet: Kaffee aus Äthiopien", """^ Blumig, hell, mit einem Hauch Bergamotte.
# Frisch aus der Trommel
Guten Tag Frau Schulte,
unser neuer Kaffee aus Yirgacheffe ist da: blumig, hell geröstet und mit einem Hauch Bergamotte. Bis zum 15. März versenden wir ihn kostenfrei.
![Kaffeekirschen in einer Hand](https://bilder.morgenrot.example/2026/03/kirschen.jpg)
| Yirgacheffe, 250 g | 9,80 €
| Yirgacheffe, 1 kg | 34,00 €
> [Kaffee entdecken](https://link.morgenrot.example/ls/click?upn=u001.YirgaA8Qm2)
---
Sie erhalten diesen Newsletter, weil Sie sich mit v7f3k@inbox.test angemeldet haben. [Newsletter abbestellen](https://link.morgenrot.example/wf/unsubscribe?u=8Qm2)
Kaffeerösterei Morgenrot, Inh. Paul Richter, Lange Str. 8, 04103 Leipzig""", after=after(days=6, hours=7), system="mjml", purpose="marketing",
            headers={"List-Unsubscribe": "<https://link.morgenrot.example/wf/unsubscribe?u=8Qm2>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click", "List-Id": "Morgenrot <news.morgenrot.example>"}),
    ),
    trackers=("link.morgenrot.example",),
)  # fmt: skip

STORIES = (SHOPWARE, RETURNED, BUSINESS, HELP)
