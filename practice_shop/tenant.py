"""What tells one practice shop from another: its name, colours, hosts, and the few texts that are its own.

Ten of them stand side by side in one process. They sell the same pieces; whatever a customer could mix up is their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from shopper.reading.text import plain_letters

ZONE = "Asia/Ho_Chi_Minh"
HOURS = {
    "vi": "Thứ Hai đến thứ Sáu, 8:00–18:00",
    "en": "Mon–Fri, 8:00–18:00 (Hanoi time)",
    "de": "Mo–Fr, 8:00–18:00\u00a0Uhr (Ortszeit Hanoi)",
    "fr": "Lun.–ven., 8\u00a0h–18\u00a0h (heure de Hanoï)",
}


@dataclass(frozen=True, eq=False)
class Carrier:
    """The partner that brings the parcels. It lets customers track them at `host`, and writes from `apex`.

    `prefix` begins its tracking numbers.
    """

    name: str
    legal: str
    tax: str
    phone: str
    address: str
    host: str
    apex: str
    prefix: str

    @property
    def url(self) -> str:
        return f"https://{self.host}"

    @property
    def email(self) -> str:
        return f"hello@{self.apex}"


@dataclass(frozen=True, eq=False)
class Tenant:
    """One shop. Hosts are bare names, `zone` is an IANA zone, `tagline` and `hours` are by language.

    `id` is what its file in `journeys/shops/` is called, `prefix` begins its order numbers, `owner` speaks for it.
    """

    id: str
    name: str
    legal: str
    owner: str
    tax: str
    phone: str
    address: str
    colour: str
    prefix: str
    apex: str
    carrier: Carrier
    tagline: Mapping[str, str]
    zone: str = ZONE
    hours: Mapping[str, str] = field(default_factory=lambda: HOURS)

    @property
    def host(self) -> str:
        return f"www.{self.apex}"

    @property
    def gateway(self) -> str:
        """The host of its payment service."""
        return f"pay.{self.apex}"

    @property
    def email(self) -> str:
        return f"hello@{self.apex}"

    @property
    def url(self) -> str:
        return f"https://{self.host}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every host name that is served, the payment service's and the carrier's too."""
        return (self.host, self.apex, self.gateway, self.carrier.host)

    @property
    def timezone(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


GOM_SEN = Tenant(
    id="gom_sen",
    name="Gốm Sen",
    legal="Công ty TNHH Gốm Sen",
    owner="Trần Minh Sen",
    tax="0101234567",
    phone="1800 0108",
    address="12 đường Gốm Sen, xã Bát Tràng, Hà Nội 10000, Việt Nam",
    colour="#0b6b5d",
    prefix="GS",
    apex="gomsen.test",
    carrier=Carrier(
        name="Vận Chuyển Én",
        legal="Công ty TNHH Vận Chuyển Én",
        tax="0107654321",
        phone="1800 0109",
        address="45 đường Ngô Gia Tự, phường Việt Hưng, Hà Nội 10000, Việt Nam",
        host="track.vanchuyen.test",
        apex="vanchuyen.test",
        prefix="VC",
    ),
    tagline={
        "vi": "Gốm Bát Tràng cho bữa cơm mỗi ngày",
        "en": "Bát Tràng ceramics for every day",
        "de": "Keramik aus Bát Tràng für jeden Tag",
        "fr": "Céramiques de Bát Tràng pour tous les jours",
    },
)


def _neighbour(
    serial: int, id: str, name: str, owner: str, street: str, colour: str, prefix: str, bird: str, tagline: tuple[str, ...]
) -> Tenant:
    """Another workshop of the village. `serial` tells phones and tax numbers apart; its carrier has the name of a bird."""
    carrier = "giaohang" + plain_letters(bird).replace(" ", "")
    return Tenant(
        id=id,
        name=name,
        legal=f"Công ty TNHH {name}",
        owner=owner,
        tax=f"01023456{serial}",
        phone=f"1800 02{serial}",
        address=f"{street}, xã Bát Tràng, Hà Nội 10000, Việt Nam",
        colour=colour,
        prefix=prefix,
        apex=f"{id.replace('_', '')}.test",
        carrier=Carrier(
            name=f"Giao Hàng {bird}",
            legal=f"Công ty TNHH Giao Hàng {bird}",
            tax=f"01076543{serial}",
            phone=f"1800 03{serial}",
            address=f"{serial} đường Nguyễn Văn Cừ, phường Bồ Đề, Hà Nội 10000, Việt Nam",
            host=f"track.{carrier}.test",
            apex=f"{carrier}.test",
            prefix=carrier.removeprefix("giaohang")[:2].upper(),
        ),
        tagline=dict(zip(("vi", "en", "de", "fr"), tagline, strict=True)),
    )


_NEIGHBOURS = (
    (11, "lo_bau", "Lò Bầu", "Phạm Thu Hà", "8 ngõ Lò Bầu", "#8a3b12", "LB", "Nhạn",
     ("Gốm nung củi từ lò bầu cổ", "Wood-fired ceramics from an old kiln",
      "Holzgebrannte Keramik aus einem alten Ofen", "Céramiques cuites au bois dans un four ancien")),
    (13, "men_lam", "Men Lam", "Vũ Đức Lam", "27 đường Giang Cao", "#1f4e8c", "ML", "Sáo",
     ("Gốm vẽ lam cho nhà nhỏ", "Blue-painted ceramics for small homes",
      "Blau bemalte Keramik für kleine Wohnungen", "Céramiques peintes en bleu pour petits logis")),
    (17, "nha_truc", "Nhà Trúc", "Ngô Thanh Trúc", "3 xóm Trúc", "#3f5f1e", "NT", "Cò",
     ("Gốm mộc cho căn bếp xanh", "Plain ceramics for a green kitchen",
      "Schlichte Keramik für eine grüne Küche", "Céramiques sobres pour une cuisine verte")),
    (19, "bep_may", "Bếp Mây", "Đỗ Vân Anh", "61 đường Bát Khối", "#5b4a8a", "BM", "Vạc",
     ("Bát đĩa gốm cho căn bếp nhiều nắng", "Ceramic tableware for a sunny kitchen",
      "Keramikgeschirr für eine sonnige Küche", "Vaisselle en céramique pour une cuisine ensoleillée")),
    (23, "dat_ha", "Đất Hạ", "Lê Quang Hạ", "14 xóm Hạ", "#7a2e2e", "DH", "Khướu",
     ("Gốm đất nung từ bãi bồi sông Hồng", "Ceramics from Red River clay",
      "Keramik aus dem Ton des Roten Flusses", "Céramiques en terre du fleuve Rouge")),
    (29, "tra_suong", "Trà Sương", "Bùi Ngọc Sương", "5 ngõ Chè", "#2f5d62", "TS", "Yến",
     ("Gốm cho người yêu trà", "Ceramics for people who love tea",
      "Keramik für alle, die Tee lieben", "Céramiques pour qui aime le thé")),
    (31, "moc_mien", "Mộc Miên", "Hoàng Mai Miên", "90 đường Đê", "#a11d3a", "MM", "Hạc",
     ("Gốm tay ấm như hoa gạo tháng ba", "Handmade ceramics, warm as spring",
      "Handgemachte Keramik, warm wie der Frühling", "Céramiques faites à la main, douces comme le printemps")),
    (37, "vuon_khe", "Vườn Khế", "Đinh Văn Khế", "22 xóm Đình", "#4a6410", "VK", "Sơn Ca",
     ("Gốm thô cho vườn và hiên nhà", "Rustic ceramics for garden and porch",
      "Rustikale Keramik für Garten und Veranda", "Céramiques rustiques pour jardin et véranda")),
    (41, "song_cau", "Sông Cầu", "Nguyễn Hải Cầu", "7 bến Sông", "#14506b", "SC", "Diều",
     ("Gốm ven sông, làm bằng tay", "Riverside ceramics, made by hand",
      "Keramik vom Flussufer, von Hand gemacht", "Céramiques du bord de l’eau, faites à la main")),
)  # fmt: skip

TENANTS: Mapping[str, Tenant] = {tenant.host: tenant for tenant in (GOM_SEN, *(_neighbour(*told) for told in _NEIGHBOURS))}
"""Every shop there is, by its host."""


def shop_profile(tenant: Tenant, base: str) -> str:
    """The text of a tenant's file for `journeys/shops/`, made from Gốm Sen's: other names, hosts and senders, the same flows.

    Its logos, ID.svg and ID.png, are drawn by `logos.py`.
    """
    if tenant is GOM_SEN:
        return base
    theirs, ours = GOM_SEN.carrier, tenant.carrier
    former_names = re.compile(r"^  former_names:.*\n", re.MULTILINE)
    text = former_names.sub("", base)
    for old, new in (
        (GOM_SEN.address, tenant.address),
        (GOM_SEN.legal, tenant.legal),
        (GOM_SEN.name, tenant.name),
        (GOM_SEN.tax, tenant.tax),
        (GOM_SEN.phone, tenant.phone),
        (GOM_SEN.colour, tenant.colour),
        (f"{GOM_SEN.id}.", f"{tenant.id}."),
        (theirs.apex, ours.apex),
        (theirs.name, ours.name),
        (GOM_SEN.apex, tenant.apex),
    ):
        text = text.replace(old, new)
    return text
