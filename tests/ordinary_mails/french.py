"""Good mails in French: a PrestaShop shop, a pick-up in a shop, a return, a help desk that writes by hand."""

# ruff: noqa: E501 – a line of a mail is as long as it was written
from __future__ import annotations

from ordinary_mails.writing import Story, Written, after

_SAVON = "Savonnerie des Calanques <commande@calanques.example>"
_SAVON_FOOTER = """---
[Savonnerie des Calanques](https://www.calanques.example/) réalisé avec passion à Marseille
SARL Les Calanques au capital de 10 000 € – RCS Marseille 123 456 789 – TVA FR12 123456789 – 8 rue du Port, 13007 Marseille
Service client : 04 91 55 50 10, du lundi au vendredi de 9 h à 17 h"""
_SALE = """# Conditions générales de vente
Les présentes conditions générales de vente s’appliquent à toutes les commandes. La vente est conclue à la confirmation de la commande ; les prix sont indiqués en euros toutes taxes comprises.
# Droit de rétractation
Vous disposez d’un délai de quatorze jours à compter de la réception pour exercer votre droit de rétractation, sans avoir à motiver votre décision."""

PRESTASHOP = Story(
    id="fr-prestashop", locale="fr-FR", shop="Savonnerie des Calanques", domain="calanques.example", customer="Camille Durand", number="XKBKNABJK", total="41,70 €",
    partners=("colivite.example",),
    mails=(
        Written("order_confirmation", _SAVON, "[Savonnerie des Calanques] Confirmation de commande", f"""^ Merci pour votre commande XKBKNABJK.
# Bonjour Camille Durand,
Merci d’avoir effectué vos achats sur Savonnerie des Calanques !
# Détails de la commande
Commande : XKBKNABJK passée le 03/03/2026 à 04:01
Paiement : carte bancaire
| Référence | Produit | Quantité | Prix total
| SAV-72 | Savon de Marseille 72 %, 300 g | 3 | 20,70 €
| HUI-01 | Huile d’olive, 50 cl | 1 | 16,00 €
| Produits | | | 36,70 €
| Livraison | | | 5,00 €
| Total payé | | | 41,70 €
dont TVA : 4,92 €
Transporteur : Colivite. Livraison prévue entre le 6 et le 9 mars 2026.
Adresse de livraison : Camille Durand, 21 rue des Lices, 35000 Rennes
Vous pouvez suivre votre commande dans la rubrique [Historique des commandes](https://www.calanques.example/historique-des-commandes) de votre compte, ou par le [suivi invité](https://www.calanques.example/suivi-commande-invite?order_reference=XKBKNABJK).
{_SALE}
{_SAVON_FOOTER}""", system="magento", files=("conditions-generales-de-vente.pdf",)),
        Written("shipping_notice", _SAVON, "[Savonnerie des Calanques] Votre commande a été expédiée", f"""^ Votre colis a quitté Marseille.
# Bonjour Camille Durand,
Votre commande XKBKNABJK vient d’être expédiée. Vous la recevrez entre le 6 et le 9 mars 2026.
Numéro de suivi : 8R41129904455
> [Suivre mon colis](https://www.colivite.example/suivi/8R41129904455)
{_SAVON_FOOTER}""", after=after(days=1, hours=8), system="magento"),
        Written("carrier_notice", "Colivite <notification@colivite.example>", "Votre colis Savonnerie des Calanques arrive aujourd’hui", """^ Livraison prévue avant 13 h
Bonjour Camille Durand,
Votre colis n° 8R41129904455 expédié par Savonnerie des Calanques sera livré aujourd’hui, avant 13 h, dans votre boîte aux lettres.
> [Suivre mon colis](https://www.colivite.example/suivi/8R41129904455)
Vous serez absente ? Choisissez un autre jour ou un point de retrait depuis la page de suivi.
---
Ce message est envoyé automatiquement, merci de ne pas y répondre. Une question ? [Notre aide en ligne](https://www.colivite.example/aide)
Colivite SA, 9 rue de la Poste, 75014 Paris""", after=after(days=3, hours=3), system="mjml"),
        Written("delivered", "Colivite <notification@colivite.example>", "Votre colis a été livré", """^ Déposé dans votre boîte aux lettres à 11 h 52
Bonjour Camille Durand,
Votre colis n° 8R41129904455 expédié par Savonnerie des Calanques a été livré le 06/03/2026 à 11 h 52 dans votre boîte aux lettres.
> [Voir la preuve de livraison](https://www.colivite.example/suivi/8R41129904455)
---
Ce message est envoyé automatiquement, merci de ne pas y répondre. Une question ? [Notre aide en ligne](https://www.colivite.example/aide)
Colivite SA, 9 rue de la Poste, 75014 Paris""", after=after(days=3, hours=8), system="mjml"),
    ),
)  # fmt: skip

_LIBRE = "Librairie Beaumont <clients@beaumont.example>"
_LIBRE_FOOTER = """---
Librairie Beaumont – 3 place Bellecour, 69002 Lyon – 04 72 55 50 33
SAS Beaumont, RCS Lyon 987 654 321. [Mentions légales](https://www.beaumont.example/mentions-legales) | [Contact](https://www.beaumont.example/contact)"""

PICK_UP = Story(
    id="fr-pick-up", locale="fr-FR", shop="Librairie Beaumont", domain="beaumont.example", customer="Hugo Lemaire", number="B26-11873", total="27,80 €",
    mails=(
        Written("order_confirmation", _LIBRE, "Confirmation de votre commande B26-11873", f"""^ Nous vous préviendrons dès qu’elle sera prête.
Bonjour M. Lemaire,
Nous avons bien reçu votre commande B26-11873 et nous la préparons. Vous recevrez un e-mail dès que vous pourrez la retirer en librairie.
| Atlas des lieux oubliés | 19,90 €
| Carnet toilé | 7,90 €
| Retrait en librairie | Gratuit
| Total TTC | 27,80 €
Règlement : en librairie, lors du retrait.
> [Voir ma commande](https://www.beaumont.example/compte/commandes/B26-11873)
{_SALE}
{_LIBRE_FOOTER}""", system="woocommerce", files=("CGV.pdf", "formulaire de rétractation.pdf")),
        Written("ready_to_collect", _LIBRE, "Votre commande B26-11873 vous attend en librairie", f"""^ À retirer avant le 17 mars.
Bonjour M. Lemaire,
Votre commande B26-11873 est prête. Vous pouvez la retirer du mardi au samedi, de 10 h à 19 h, jusqu’au 17 mars 2026, au 3 place Bellecour.
Montant à régler sur place : 27,80 €
> [Itinéraire vers la librairie](https://www.beaumont.example/librairie#plan)
{_LIBRE_FOOTER}""", after=after(days=1, hours=6), system="woocommerce"),
        Written("receipt", _LIBRE, "Votre ticket de caisse dématérialisé", f"""^ Merci de votre visite !
Bonjour M. Lemaire,
Merci de votre visite. Voici le ticket de votre achat du 06/03/2026 (commande B26-11873).
| Atlas des lieux oubliés | 19,90 €
| Carnet toilé | 7,90 €
| Total TTC | 27,80 €
À bientôt à la librairie !
{_LIBRE_FOOTER}""", after=after(days=3, hours=8), system="woocommerce"),
    ),
)  # fmt: skip

_MODE = "Maison Garance <bonjour@garance.example>"
_MODE_FOOTER = """---
Maison Garance, 40 rue de Charonne, 75011 Paris – SAS, RCS Paris 111 222 333
[Aide](https://www.garance.example/aide) · [Nous écrire](mailto:bonjour@garance.example)"""

RETURNED = Story(
    id="fr-returned", locale="fr-FR", shop="Maison Garance", domain="garance.example", customer="Léa Moreau", number="#MG-20931", total="142,00 €",
    mails=(
        Written("order_confirmation", _MODE, "Commande #MG-20931 confirmée", f"""^ Merci Léa, nous préparons votre commande.
# Merci pour votre achat !
Bonjour Léa, nous préparons votre commande #MG-20931 pour l’expédition. Nous vous préviendrons dès qu’elle sera partie.
> [Voir votre commande](https://www.garance.example/orders/9fd31b07c2a84e65)
# Résumé de la commande
| Robe en lin, taille 38 × 1 | 98,00 €
| Foulard en soie × 1 | 44,00 €
| Sous-total | 142,00 €
| Expédition | Gratuite
| Total | 142,00 € EUR
Vous pouvez nous retourner vos articles gratuitement pendant 30 jours. Vous trouverez nos conditions de vente et de retour en pièces jointes.
{_MODE_FOOTER}""", system="shopify", files=("conditions-generales-de-vente.pdf", "formulaire-de-retractation.pdf")),
        Written("return_label", _MODE, "Votre étiquette de retour pour la commande #MG-20931", f"""^ Imprimez l’étiquette et déposez le colis à La Poste.
# Votre retour est enregistré
Bonjour Léa, voici votre étiquette de retour pour la robe en lin. Imprimez-la, collez-la sur le colis et déposez-le dans un bureau de poste avant le 5 avril 2026.
Montant du remboursement : 98,00 €
> [Suivre mon retour](https://www.garance.example/retours/7714)
{_MODE_FOOTER}""", after=after(days=8), system="shopify", files=("etiquette-retour.pdf",)),
        Written("refund", _MODE, "Remboursement de la commande #MG-20931", f"""^ 98,00 € sur votre carte.
# Vous avez été remboursée
Bonjour Léa, nous avons bien reçu la robe en lin. Nous vous avons remboursé 98,00 € sur la carte utilisée lors de l’achat ; le montant apparaîtra sur votre compte sous 3 à 5 jours ouvrés.
| Robe en lin, taille 38 × 1 | 98,00 €
| Total remboursé | 98,00 €
{_MODE_FOOTER}""", after=after(days=14), system="shopify"),
    ),
)  # fmt: skip

HELP = Story(
    id="fr-help", locale="fr-FR", shop="Vélos Mistral", domain="mistral.example", customer="Antoine Girard",
    mails=(
        Written("acknowledgement", "Vélos Mistral <sav@mistral.example>", "Nous avons bien reçu votre demande n° 55120", """Bonjour Antoine,
Nous avons bien reçu votre demande, enregistrée sous le n° 55120. Un conseiller vous répondra sous 48 heures ouvrées.
Pour compléter votre demande, il vous suffit de répondre à ce message.
Cordialement,
Le service client de Vélos Mistral
---
Vélos Mistral · 12 cours Mirabeau, 13100 Aix-en-Provence · 04 42 55 50 77""", system="zendesk", reply="automatic", headers={"Auto-Submitted": "auto-replied"}),
        Written("answer", "Sophie Blanc <sav@mistral.example>", "Re: Taille du cadre pour 1,78 m", """Bonjour Monsieur Girard,
Pour une taille de 1,78 m et une entrejambe d’environ 83 cm, je vous conseille le cadre en 54. Si vous préférez une position plus sportive, le 52 convient aussi ; il faudra alors une potence un peu plus longue.
Vous pouvez essayer les deux à l’atelier, du mardi au samedi. Prévenez-moi, je vous les préparerai.
Bien cordialement,
Sophie Blanc
Conseillère, Vélos Mistral
04 42 55 50 77

Le 3 mars 2026 à 04:00, Antoine Girard <v7f3k@inbox.test> a écrit :
> Bonjour, je mesure 1,78 m. Quelle taille de cadre me conseillez-vous ?""", after=after(hours=7), reply="human"),
        Written("appointment", "Vélos Mistral <sav@mistral.example>", "Votre rendez-vous du jeudi 12 mars à 14 h", """^ Nous vous attendons à l’atelier.
Bonjour Antoine,
Votre rendez-vous à l’atelier est confirmé pour le jeudi 12 mars 2026 à 14 h. Les deux vélos seront prêts à être essayés.
> [Déplacer ou annuler le rendez-vous](https://www.mistral.example/rendez-vous/3b91)
À bientôt,
L’équipe de Vélos Mistral
---
Vélos Mistral · 12 cours Mirabeau, 13100 Aix-en-Provence · 04 42 55 50 77""", after=after(days=1), system="mjml"),
    ),
)  # fmt: skip

STORIES = (PRESTASHOP, PICK_UP, RETURNED, HELP)
