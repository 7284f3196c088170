"""How a first visit does at a shop that nobody here built: django-oscar as it comes from PyPI, with a few goods, in English and
German. Sets it up in a folder, explores it, and prints what was found; exits 1 if it misses what such a shop lacks.

    .venv/bin/python -m benchmarks.oscar [--folder DIR] [--pages 60]

Needs PyPI. The folder is kept, so that a second run begins at once.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

from shopper.model import Audit, Outcome
from shopper.visit.browser import Browsers
from shopper.workshop.exploring import Explored, explore
from shopper.workshop.finds import told

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("django-oscar==4.2.1", "sorl-thumbnail", "pycountry", "whoosh")
STARTS_WITHIN = 90.0
"""Seconds."""
FILES = {
    "shop/__init__.py": "",
    "shop/settings.py": """
        from pathlib import Path
        from oscar.defaults import *

        BASE_DIR = Path(__file__).resolve().parent.parent
        SECRET_KEY, DEBUG, ALLOWED_HOSTS = "not a secret: it never leaves this machine", False, ["127.0.0.1"]
        INSTALLED_APPS = [
            "django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
            "django.contrib.messages", "django.contrib.staticfiles", "django.contrib.sites", "django.contrib.flatpages",
            "oscar.config.Shop", "oscar.apps.analytics.apps.AnalyticsConfig", "oscar.apps.checkout.apps.CheckoutConfig",
            "oscar.apps.address.apps.AddressConfig", "oscar.apps.shipping.apps.ShippingConfig",
            "oscar.apps.catalogue.apps.CatalogueConfig", "oscar.apps.catalogue.reviews.apps.CatalogueReviewsConfig",
            "oscar.apps.communication.apps.CommunicationConfig", "oscar.apps.partner.apps.PartnerConfig",
            "oscar.apps.basket.apps.BasketConfig", "oscar.apps.payment.apps.PaymentConfig",
            "oscar.apps.offer.apps.OfferConfig", "oscar.apps.order.apps.OrderConfig",
            "oscar.apps.customer.apps.CustomerConfig", "oscar.apps.search.apps.SearchConfig",
            "oscar.apps.voucher.apps.VoucherConfig", "oscar.apps.wishlists.apps.WishlistsConfig",
            "oscar.apps.dashboard.apps.DashboardConfig", "oscar.apps.dashboard.reports.apps.ReportsDashboardConfig",
            "oscar.apps.dashboard.users.apps.UsersDashboardConfig", "oscar.apps.dashboard.orders.apps.OrdersDashboardConfig",
            "oscar.apps.dashboard.catalogue.apps.CatalogueDashboardConfig",
            "oscar.apps.dashboard.offers.apps.OffersDashboardConfig",
            "oscar.apps.dashboard.partners.apps.PartnersDashboardConfig",
            "oscar.apps.dashboard.pages.apps.PagesDashboardConfig", "oscar.apps.dashboard.ranges.apps.RangesDashboardConfig",
            "oscar.apps.dashboard.reviews.apps.ReviewsDashboardConfig",
            "oscar.apps.dashboard.vouchers.apps.VouchersDashboardConfig",
            "oscar.apps.dashboard.communications.apps.CommunicationsDashboardConfig",
            "oscar.apps.dashboard.shipping.apps.ShippingDashboardConfig",
            "widget_tweaks", "haystack", "treebeard", "sorl.thumbnail", "django_tables2",
        ]
        SITE_ID = 1
        MIDDLEWARE = [
            "django.middleware.security.SecurityMiddleware", "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.locale.LocaleMiddleware", "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware", "oscar.apps.basket.middleware.BasketMiddleware",
            "django.contrib.flatpages.middleware.FlatpageFallbackMiddleware",
        ]
        AUTHENTICATION_BACKENDS = (
            "oscar.apps.customer.auth_backends.EmailBackend", "django.contrib.auth.backends.ModelBackend",
        )
        HAYSTACK_CONNECTIONS = {"default": {
            "ENGINE": "haystack.backends.whoosh_backend.WhooshEngine", "PATH": BASE_DIR / "index",
        }}
        ROOT_URLCONF = "shop.urls"
        TEMPLATES = [{
            "BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
            "OPTIONS": {"context_processors": [
                "django.template.context_processors.debug", "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth", "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages", "oscar.apps.search.context_processors.search_form",
                "oscar.apps.checkout.context_processors.checkout",
                "oscar.apps.communication.notifications.context_processors.notifications",
                "oscar.core.context_processors.metadata",
            ]},
        }]
        DATABASES = {"default": {
            "ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "shop.sqlite3", "ATOMIC_REQUESTS": True,
            "OPTIONS": {"timeout": 20},
        }}
        DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
        LANGUAGE_CODE, LANGUAGES, USE_I18N, USE_TZ = "en", [("en", "English"), ("de", "Deutsch")], True, True
        STATIC_URL, STATIC_ROOT = "/static/", BASE_DIR / "static"
        MEDIA_URL, MEDIA_ROOT = "/media/", BASE_DIR / "media"
        OSCAR_DEFAULT_CURRENCY = "EUR"
        OSCAR_INITIAL_ORDER_STATUS = OSCAR_INITIAL_LINE_STATUS = "Pending"
    """,
    "shop/urls.py": """
        from django.apps import apps
        from django.conf.urls.i18n import i18n_patterns
        from django.conf import settings
        from django.urls import include, path
        from django.views.static import serve

        urlpatterns = [
            path("i18n/", include("django.conf.urls.i18n")),
            path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),
        ]
        urlpatterns += i18n_patterns(path("", include(apps.get_app_config("oscar").urls[0])))
    """,
    "manage.py": """
        import os, sys
        from django.core.management import execute_from_command_line

        os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"
        execute_from_command_line(sys.argv)
    """,
    "stock.py": """
        from oscar.apps.catalogue.categories import create_from_breadcrumbs
        from oscar.apps.catalogue.models import ProductCategory
        from oscar.test.factories import create_product

        GOODS = {"Crockery > Mugs": ("Blue mug", "Green mug", "Red mug"), "Crockery > Bowls": ("Soup bowl", "Salad bowl")}
        for shelf, titles in GOODS.items():
            category = create_from_breadcrumbs(shelf)
            for title in titles:
                upc = title.replace(" ", "-").lower()
                product = create_product(upc=upc, title=title, product_class="Crockery", price="19.90", num_in_stock=10)
                text = f"A {title.lower()} that was thrown by hand, glazed twice and fired at 1,280 degrees."
                product.description = f"<p>{text}</p>"
                product.save()
                ProductCategory.objects.create(product=product, category=category)
    """,
}


def set_up(folder: Path) -> Path:
    """The shop's project in a folder, with an environment of its own; returns that one's Python. What is there stays."""
    python = folder / "env/bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder / "env"], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    if not (folder / "ready").exists():
        (folder / "shop.sqlite3").unlink(missing_ok=True)
        for name, text in FILES.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(dedent(text).lstrip(), encoding="utf-8")
        for words in (["migrate", "--verbosity", "0"], ["collectstatic", "--noinput", "--verbosity", "0"]):
            subprocess.run([python, "manage.py", *words], cwd=folder, check=True)
        with (folder / "stock.py").open() as script:
            subprocess.run([python, "manage.py", "shell", "--verbosity", "0"], cwd=folder, stdin=script, check=True)
        subprocess.run([python, "manage.py", "rebuild_index", "--noinput", "--verbosity", "0"], cwd=folder, check=True)
        (folder / "ready").touch()
    return python


@contextlib.contextmanager
def served(folder: Path, python: Path) -> Iterator[str]:
    """The shop's address, as long as the block lasts."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [python, "manage.py", "runserver", f"127.0.0.1:{port}", "--noreload", "--insecure"]
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(words, cwd=folder, stdout=log, stderr=log, env={**os.environ, "PYTHONUNBUFFERED": "1"})
        try:
            _await(port)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait(10)


def _await(port: int) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/en/")
            connection.getresponse().read()
            return
        time.sleep(0.2)
    raise SystemExit(f"the shop did not start within {STARTS_WITHIN:.0f} s; see server.log")


async def explored(url: str, folder: Path, pages: int) -> Explored:
    async with Browsers() as browsers:
        return await explore(url, root=ROOT, out=folder / "audits", browsers=browsers, languages=["en", "de"], pages=pages)


def missed(audit: Audit) -> list[str]:
    """What such a shop lacks and was not named."""
    fails = [one for one in audit.findings if one.outcome is Outcome.FAIL]
    said = {(one.check, topic) for one in fails for topic in one.about.partition(" (")[0].split(", ")}
    german = {visit.id for visit in audit.visits if visit.locale.startswith("de")}
    mixed = any(one.check == "mixed-language-page" and one.visit in german for one in audit.findings)
    wanted = {
        "contact": any(check == "contact-hard-to-find" for check, _ in said),
        **{policy: ("policy-missing", policy) in said for policy in ("imprint", "returns", "delivery")},
        "mixed languages on the German pages": mixed,
    }
    return [what for what, named in wanted.items() if not named]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "stock-oscar")
    parser.add_argument("--pages", type=int, default=60)
    wanted = parser.parse_args()
    folder = wanted.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with served(folder, set_up(folder)) as url:
        result = asyncio.run(explored(url, folder, wanted.pages))
    for visit in result.visits:
        print(f"{visit.plan.locale}: {' '.join(told(visit))}")
    for one in result.audit.findings:
        print(f"{one.outcome.value:9} {one.impact.value:8} {one.check:30} {one.sentence}")
    print(f"Report: {result.folder / 'index.html'}")
    if lacking := missed(result.audit):
        raise SystemExit(f"Not named, though this shop lacks it: {', '.join(lacking)}")


if __name__ == "__main__":
    main()
