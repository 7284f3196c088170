import pytest

from shopper.reading.downloads import sells_only_downloads
from shopper.testing import a_page


@pytest.mark.parametrize(
    "text",
    [
        "Instant download\nNo shipping, no waiting",
        "Your licence key is e-mailed to you within minutes",
        "Sofort-Download, kein Versand",
        "Téléchargement immédiat après le paiement",
        "Descarga inmediata, sin gastos de envío",
        "Tải về ngay sau khi thanh toán",
    ],
)
def test_who_speaks_of_downloads_alone_sends_no_parcels(text: str) -> None:
    assert sells_only_downloads([a_page(text="Welcome"), a_page("/p", text=text)])


@pytest.mark.parametrize(
    "text",
    ["Pies, every day from 8 to 5", "Download our catalogue\nShipping costs £4", "Tải ứng dụng về máy\nGiao hàng toàn quốc"],
)
def test_other_shops_do(text: str) -> None:
    assert not sells_only_downloads([a_page(text=text)])
