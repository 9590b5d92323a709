"""The three times of Indonesia (Keppres 41/1987), by the code of the province."""

from dialogue.i18n import Shown, Text, _

ZONES: tuple[tuple[str, Text, Shown], ...] = (
    ("Asia/Jakarta", _("WIB"), _("Sumatra, Java, Madura")),
    ("Asia/Pontianak", _("WIB (Kalimantan)"), _("West and Central Kalimantan")),
    ("Asia/Makassar", _("WITA"), _("Bali, Nusa Tenggara, Sulawesi, the rest of Kalimantan")),
    ("Asia/Jayapura", _("WIT"), _("Maluku, Papua")),
)
"""IANA zone, what people call it, and where it holds."""
PROVINCES = {
    "Asia/Pontianak": {61, 62},
    "Asia/Makassar": {51, 52, 53, 63, 64, 65, *range(71, 77)},
    "Asia/Jayapura": {81, 82, *range(91, 97)},
}


def zone_of(region: str) -> str:
    """The IANA zone that holds in a region, by its Kemendagri code."""
    province = int(region.partition(".")[0])
    return next((zone for zone, codes in PROVINCES.items() if province in codes), "Asia/Jakarta")
