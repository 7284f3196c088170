"""What tells one practice shop from another: its name, colours, hosts, and the few texts that are its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Carrier:
    """The partner that brings the parcels and lets customers track them on a host of its own."""

    name: str
    host: str
    phone: str
    email: str

    @property
    def url(self) -> str:
        return f"https://{self.host}"


@dataclass(frozen=True)
class Tenant:
    """One shop. Hosts are bare names, `zone` is an IANA zone, `tagline` and `hours` are by language."""

    name: str
    legal: str
    tax: str
    phone: str
    email: str
    address: str
    colour: str
    host: str
    apex: str
    carrier: Carrier
    zone: str
    tagline: Mapping[str, str]
    hours: Mapping[str, str]

    @property
    def url(self) -> str:
        return f"https://{self.host}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every host name that is served, the carrier's too."""
        return (self.host, self.apex, self.carrier.host)

    @property
    def timezone(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


GOM_SEN = Tenant(
    name="Gốm Sen",
    legal="Công ty TNHH Gốm Sen",
    tax="0101234567",
    phone="1800 0108",
    email="hello@gomsen.test",
    address="12 đường Gốm Sen, xã Bát Tràng, Hà Nội 10000, Việt Nam",
    colour="#0b6b5d",
    host="www.gomsen.test",
    apex="gomsen.test",
    carrier=Carrier(name="Vận Chuyển Én", host="track.vanchuyen.test", phone="1800 0109", email="hello@vanchuyen.test"),
    zone="Asia/Ho_Chi_Minh",
    tagline={"vi": "Gốm Bát Tràng cho bữa cơm mỗi ngày", "en": "Bát Tràng ceramics for every day"},
    hours={"vi": "Thứ Hai đến thứ Sáu, 8:00–18:00", "en": "Mon–Fri, 8:00–18:00 (Hanoi time)"},
)
