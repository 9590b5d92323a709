"""An owner takes her consent back: the office neither finds nor opens nor sends out what is hers.

Siti: /privasi → [Ubah: …] [Tidak setuju]
"""

from storage.role import OFFICER
from tests.staff import forges, hired
from tests.stage import Person


async def withdraws(bu_siti: Person) -> None:
    await bu_siti.says("/privasi")
    await bu_siti.taps(next(label for label in bu_siti.buttons() if label.startswith("Ubah")))
    await bu_siti.taps("Tidak setuju")


async def test_what_an_owner_withdrew_is_not_shown_to_the_office(bu_siti: Person) -> None:
    bu_rina = await hired(bu_siti.stage, "Rina Wulandari", OFFICER)
    await bu_rina.says("siti")
    assert bu_rina.sees("Usaha Siti"), bu_rina.said()
    await withdraws(bu_siti)
    await bu_rina.says("siti")
    assert not bu_rina.sees("Usaha Siti"), bu_rina.said()
    await forges(bu_rina, "entry:1")
    assert bu_rina.sees("menarik persetujuan") and not bu_rina.sees("IKM-3526-00001"), bu_rina.said()


async def test_what_is_given_again_is_shown_again(bu_siti: Person) -> None:
    bu_rina = await hired(bu_siti.stage, "Rina Wulandari", OFFICER)
    await withdraws(bu_siti)
    await bu_siti.says("/privasi")
    await bu_siti.taps(next(label for label in bu_siti.buttons() if label.startswith("Ubah")))
    await bu_siti.taps("Setuju")
    await bu_rina.says("siti")
    assert bu_rina.sees("Usaha Siti"), bu_rina.said()
