"""The markup that shop systems, mailing services and help desks put around a mail's words: nested tables, inline styles, hidden
preheaders with invisible fillers, conditional comments for Outlook, one-pixel pictures."""

# ruff: noqa: E501 – a line of a mail is as long as it was written
from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape

Frame = Callable[[Sequence[str], str, str, str], str]
"""(lines, language, shop, address of the one-pixel picture or nothing) → HTML"""

_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_FILLER = "&zwnj;&nbsp;&#847;&shy;" * 40


def _inline(text: str, link: str) -> str:
    parts, end = [], 0
    for hit in _LINK.finditer(text):
        parts += [
            escape(text[end : hit.start()], quote=False),
            f'<a href="{escape(hit[2])}" style="{link}">{escape(hit[1])}</a>',
        ]
        end = hit.end()
    return "".join(parts) + escape(text[end:], quote=False)


def _preheader(lines: Sequence[str]) -> str:
    return next((line[2:] for line in lines if line.startswith("^ ")), "")


def _split(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    shown = [line for line in lines if line.strip() and not line.startswith("^ ")]
    cut = shown.index("---") if "---" in shown else len(shown)
    return shown[:cut], shown[cut + 1 :]


def _body(
    lines: Sequence[str], *, table: str, paragraph: str, heading: str, button: str, link: str, cell: str
) -> Iterator[str]:
    """The lines as HTML, runs of rows as one table."""
    rows: list[str] = []
    for line in [*lines, ""]:
        if line.startswith("| "):
            cells = "".join(
                f'<td style="{cell}{"text-align:right;" if at else ""}">{_inline(one.strip(), link)}</td>'
                for at, one in enumerate(line[2:].split(" | "))
            )
            rows.append(f"<tr>{cells}</tr>")
            continue
        if rows:
            yield f"<table {table}>{''.join(rows)}</table>"
            rows = []
        if line.startswith("# "):
            yield f"<h2 style='{heading}'>{_inline(line[2:], link)}</h2>"
        elif line.startswith("> "):
            words, address = _LINK.search(line).groups()  # type: ignore[union-attr]
            yield button.format(words=escape(words), address=escape(address))
        elif line.startswith("!"):
            words, address = _LINK.search(line).groups()  # type: ignore[union-attr]
            yield f'<img src="{escape(address)}" alt="{escape(words)}" width="80" style="display:block;border:0">'
        elif line:
            yield f'<p style="{paragraph}">{_inline(line, link)}</p>'


_BUTTON = (
    '<table border="0" cellpadding="0" cellspacing="0" {role}><tr><td align="center" bgcolor="{colour}" style="border-radius:4px">'
    '<a href="{{address}}" target="_blank" style="display:inline-block;padding:14px 24px;color:#ffffff;'
    'background-color:{colour};font-weight:bold;text-decoration:none">{{words}}</a></td></tr></table>'
)
_ROLE = 'role="presentation"'


def shopify(lines: Sequence[str], lang: str, shop: str, pixel: str = "") -> str:
    main, footer = _split(lines)
    link, font = "font-size:16px;color:#1879a8;text-decoration:none", "font-family:-apple-system,Roboto,Helvetica,sans-serif;"
    inner = "".join(
        _body(main, table='class="row subtotal-lines" style="width:100%;border-spacing:0"', cell=font + "padding:2px 0;",
              paragraph="color:#555;line-height:150%;font-size:16px;margin:0", link=link, heading="font-weight:normal;font-size:24px",
              button=_BUTTON.format(role='class="button"', colour="#1879a8"))
    )  # fmt: skip
    foot = "".join(
        f'<p class="disclaimer__subtext" style="color:#777;font-size:14px">{_inline(one, link)}</p>' for one in footer
    )
    return f"""<!DOCTYPE html>
<html lang="{lang}"><head><title>{escape(shop)}</title>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><meta name="viewport" content="width=device-width">
<style>@media (max-width: 600px) {{ .container {{ width: 94% !important; }} }} .button__cell {{ background: #1879a8; }}</style></head>
<body style="margin:0"><span style="display:none;max-height:0;overflow:hidden">{escape(_preheader(lines))}{_FILLER}</span>
<table class="body" style="height:100%!important;width:100%!important;border-spacing:0"><tr><td style="{font}">
<table class="header row" style="width:100%"><tr><td><center><table class="container" style="width:560px"><tr><td>
<h1 class="shop-name__text" style="font-weight:normal;font-size:30px;color:#333;margin:0">
<a href="https://www.example.test" style="font-size:30px;color:#333;text-decoration:none">{escape(shop)}</a></h1>
</td></tr></table></center></td></tr></table>
<table class="row content" style="width:100%"><tr><td><center><table class="container"><tr><td>{inner}</td></tr></table>
</center></td></tr></table><table class="row footer"><tr><td>{foot}</td></tr></table>
</td></tr></table>{_pixel(pixel)}</body></html>"""


def magento(lines: Sequence[str], lang: str, shop: str, pixel: str = "") -> str:
    main, footer = _split(lines)
    inner = "".join(
        _body(main, table=f'class="email-items" {_ROLE} width="100%"', cell="padding:10px;vertical-align:top;",
              paragraph="margin-top:0;margin-bottom:10px", link="color:#006bb4;text-decoration:none", heading="font-weight:300",
              button=_BUTTON.format(role=f'class="inner-wrapper" {_ROLE}', colour="#1979c3"))
    )  # fmt: skip
    foot = "".join(f"<p>{_inline(one, 'color:#006bb4')}</p>" for one in footer)
    return f"""<html xmlns="http://www.w3.org/1999/xhtml" lang="{lang}"><head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><meta name="viewport" content="initial-scale=1.0" />
<style type="text/css">@media (max-width:639px) {{ .main {{ width:100%!important }} }}</style></head>
<body style="font-family:'Open Sans','Helvetica Neue',Helvetica,Arial,sans-serif;color:#333;font-size:14px;margin:0">
<div style="display:none;font-size:1px;color:#f5f5f5;line-height:1px;max-height:0;opacity:0">{escape(_preheader(lines))}</div>
<table class="wrapper" width="100%" {_ROLE}><tr><td class="wrapper-inner" align="center" style="background-color:#f5f5f5">
<table class="main" align="center" {_ROLE} style="width:660px;background-color:#fff"><tr><td class="header">
<a class="logo" href="https://www.example.test/"><img width="180" height="52" src="https://static.example.test/logo.png"
alt="{escape(shop)}" border="0" /></a></td></tr><tr><td class="main-content">{inner}</td></tr>
<tr><td class="footer" style="background-color:#eee;color:#333">{foot}</td></tr></table></td></tr></table>{_pixel(pixel)}</body></html>"""


def woocommerce(lines: Sequence[str], lang: str, shop: str, pixel: str = "") -> str:
    main, footer = _split(lines)
    titled = main[0].startswith("# ")
    title = main[0][2:] if titled else shop
    inner = "".join(
        _body(main[titled:],
              table=f'class="td" cellspacing="0" cellpadding="6" border="1" {_ROLE} style="width:100%;border:1px solid #e5e5e5"',
              cell="border:1px solid #e5e5e5;padding:12px;color:#636363;", paragraph="margin:0 0 16px", heading="color:#7f54b3;font-size:18px", link="color:#7f54b3",
              button='<p><a href="{address}" style="color:#7f54b3;font-weight:normal">{words}</a></p>')
    )  # fmt: skip
    foot = "<br>".join(_inline(one, "color:#7f54b3") for one in footer)
    return f"""<!DOCTYPE html><html lang="{lang}"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
<title>{escape(shop)}</title></head><body leftmargin="0" marginwidth="0" topmargin="0" marginheight="0" offset="0">
<div style="display:none!important;visibility:hidden;mso-hide:all;font-size:1px;max-height:0">{escape(_preheader(lines))}</div>
<div id="wrapper" dir="ltr" style="background-color:#f7f7f7;margin:0;padding:70px 0;width:100%">
<table border="0" cellpadding="0" cellspacing="0" height="100%" width="100%" {_ROLE}><tr><td align="center" valign="top">
<div id="template_header_image"></div><table border="0" cellpadding="0" cellspacing="0" width="600" id="template_container" {_ROLE}>
<tr><td style="background-color:#7f54b3;color:#ffffff;padding:36px 48px"><h1 style="color:#ffffff;font-size:30px">{escape(title)}</h1></td></tr>
<tr><td style="background-color:#ffffff;padding:48px 48px 32px"><div style="color:#636363;font-size:14px">{inner}</div></td></tr>
<tr><td style="color:#6a6a6a;font-size:12px;text-align:center"><p>{foot}</p></td></tr></table></td></tr></table></div>{_pixel(pixel)}</body></html>"""


def shopware(lines: Sequence[str], lang: str, shop: str, pixel: str = "") -> str:
    main, footer = _split(lines)
    inner = "".join(
        _body(main, table=f'width="80%" {_ROLE} border="0" style="font-family:Arial,Helvetica,sans-serif;font-size:12px"',
              cell="border-bottom:1px solid #cccccc;padding:4px;", paragraph="font-size:12px", link="", heading="font-size:16px",
              button='<p><a href="{address}">{words}</a></p>')
    )  # fmt: skip
    foot = "<br>\n".join(_inline(one, "") for one in footer)
    return (
        f'<html lang="{lang}"><body><span style="display:none">{escape(_preheader(lines))}</span>'
        f'<div style="font-family:arial;font-size:12px">\n{inner}\n<br><div>{foot}</div></div>{_pixel(pixel)}</body></html>'
    )


def mjml(lines: Sequence[str], lang: str, shop: str, pixel: str = "") -> str:
    """As Klaviyo, Salesforce and home-made templates come out of MJML."""
    main, footer = _split(lines)
    inner = "".join(
        f'<tr><td align="left" style="font-size:0px;padding:10px 25px;word-break:break-word"><div style="font-family:Ubuntu,Arial;'
        f'font-size:15px;line-height:1.5;color:#1f2933">{one}</div></td></tr>'
        for one in _body(main, table=f'width="100%" {_ROLE} cellpadding="0" cellspacing="0"', cell="padding:6px 0;", link="color:#0a5c4a",
                         paragraph="margin:0", heading="font-size:22px;margin:0", button=_BUTTON.format(role=_ROLE, colour="#0a5c4a"))
    )  # fmt: skip
    foot = "".join(
        f'<div style="font-family:Arial;font-size:12px;color:#52606d">{_inline(one, "color:#0a5c4a")}</div>' for one in footer
    )
    return f"""<!doctype html><html xmlns="http://www.w3.org/1999/xhtml" xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office" lang="{lang}" dir="auto"><head><title>{escape(shop)}</title>
<!--[if !mso]><!--><meta http-equiv="X-UA-Compatible" content="IE=edge"><!--<![endif]-->
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>#outlook a {{ padding:0 }} @media only screen and (min-width:480px) {{ .mj-column-per-100 {{ width:100%!important;max-width:100% }} }}
@media (prefers-color-scheme: dark) {{ .card {{ background:#1f2933!important }} }}</style>
<!--[if mso]><noscript><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml></noscript><![endif]--></head>
<body style="word-spacing:normal;background-color:#f5f7fa">
<div style="display:none;font-size:1px;color:#ffffff;line-height:1px;max-height:0;max-width:0;opacity:0;overflow:hidden">{
        escape(_preheader(lines))
    }</div>
<div style="display:none;max-height:0;overflow:hidden">{_FILLER}</div>
<div style="background-color:#f5f7fa"><!--[if mso | IE]><table align="center" border="0" width="600"><tr><td><![endif]-->
<div style="margin:0 auto;max-width:600px"><table align="center" border="0" cellpadding="0" cellspacing="0" {
        _ROLE
    } style="width:100%"><tbody>
<tr><td style="direction:ltr;font-size:0;padding:20px 0;text-align:center"><a href="https://www.example.test/" target="_blank">
<img alt="{
        escape(shop)
    }" src="https://cdn.example.test/img/logo-600.png" width="150" height="auto" style="border:0;display:block"></a></td></tr>
</tbody></table></div><!--[if mso | IE]></td></tr></table><![endif]-->
<div style="margin:0 auto;max-width:600px;background:#ffffff"><table {_ROLE} width="100%" style="background:#ffffff"><tbody>{
        inner
    }</tbody></table></div>
<div style="margin:0 auto;max-width:600px"><table {_ROLE} width="100%"><tr><td style="text-align:center">{
        foot
    }</td></tr></table></div></div>
{_pixel(pixel)}</body></html>"""


def zendesk(lines: Sequence[str], lang: str, shop: str, pixel: str = "") -> str:
    main, footer = _split(lines)
    inner = "".join(
        _body(main, table=_ROLE, cell="padding:2px 8px;", link="", paragraph="color:#2b2e2f;font-size:14px;line-height:22px;margin:15px 0",
              heading="font-size:16px", button='<p><a href="{address}">{words}</a></p>')
    )  # fmt: skip
    foot = " · ".join(_inline(one, "") for one in footer)
    return f"""<!DOCTYPE html><html lang="{lang}"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<style>table td {{ border-collapse: collapse; }}</style></head><body style="margin:0"><div style="display:none">{escape(_preheader(lines))}</div>
<div class="zd-comment" dir="auto" style="font-family:'Lucida Sans Unicode','Lucida Grande','Tahoma',Verdana,sans-serif;padding:10px">{inner}</div>
<div style="padding:10px;line-height:18px;font-size:12px;color:#5c5c5c;border-top:1px dotted #c5c5c5">{foot}</div></body></html>"""


def outlook(lines: Sequence[str], lang: str, shop: str, pixel: str = "") -> str:
    """What a person's Outlook makes of her words; lines that begin with `>>` are the mail that she answers."""
    main, footer = _split(lines)
    said = [line for line in [*main, *footer] if not line.startswith(">>")]
    quoted = [line[3:] for line in main + footer if line.startswith(">>")]
    inner = "".join(
        f'<p class="MsoNormal"><span style="font-size:11.0pt;font-family:&quot;Calibri&quot;,sans-serif">{_inline(one, "color:#0563C1")}'
        "<o:p></o:p></span></p>\n"
        for one in said
    )
    below = "".join(f'<p class="MsoNormal">{_inline(one, "color:#0563C1")}<o:p></o:p></p>\n' for one in quoted)
    quote = f'<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">{below}</div>' if below else ""
    return f"""<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><meta name="Generator" content="Microsoft Word 15 (filtered medium)">
<style><!-- p.MsoNormal {{margin:0cm;font-size:11.0pt;font-family:"Calibri",sans-serif;}} --></style></head>
<body lang="{ {"vi": "VI", "en": "EN-GB", "de": "DE", "fr": "FR", "es": "ES"}[lang] }" link="#0563C1" vlink="#954F72"><div class="WordSection1">
{inner}{quote}</div></body></html>"""


def _pixel(address: str) -> str:
    return f'<img src="{escape(address)}" width="1" height="1" alt="" style="display:block" border="0">' if address else ""


FRAMES: dict[str, Frame] = {
    "shopify": shopify, "magento": magento, "woocommerce": woocommerce, "shopware": shopware, "mjml": mjml, "zendesk": zendesk,
    "outlook": outlook,
}  # fmt: skip
