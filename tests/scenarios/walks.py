"""Stretches of the way that many scenarios walk."""

from tests.stage import Person


async def through_consent(person: Person) -> None:
    await person.starts()
    await person.taps("Daftarkan usaha")
    for _purpose in range(3):
        await person.taps("Setuju")


async def to_the_kecamatan(person: Person) -> None:
    await through_consent(person)
    await person.says(person.name)
    await person.taps("Kirim nomor saya")
    await person.says(f"Usaha {person.name}")


async def to_the_workers(person: Person) -> None:
    await to_the_kecamatan(person)
    await person.says("Socah")
    await person.says("Keleyan")
    await person.says("keripik singkong")
    await person.says("ya")


async def to_the_review(person: Person) -> None:
    await to_the_workers(person)
    await person.says("2")
    await person.says("3")
    await person.says("1.500 bungkus")
    await person.taps("Lewati, ingatkan nanti")


async def to_the_end(person: Person) -> None:
    await to_the_review(person)
    await person.taps("Simpan")


async def to_the_nine_questions(person: Person, who: str = "Siti Aminah, Keleyan") -> None:
    """Through the look into the register and the owner's consent."""
    await person.says("/menu")
    await person.taps("Isikan untuk pemilik usaha")
    await person.taps("Mulai isi baru")
    await person.says(who)
    await person.taps("Pemilik ada di sini")
    await person.taps("Ya, pemilik setuju")


async def fills_in(
    person: Person, owner: str = "Siti Aminah", phone: str = "0812 3344 5566", name: str = "Keripik Bu Siti"
) -> None:
    """A whole record of an owner in Keleyan."""
    await to_the_nine_questions(person, f"{owner}, Keleyan")
    for answer in (
        owner,
        phone,
        name,
        "Socah",
        "Keleyan",
        "keripik singkong",
        "ya",
        "2",
        "3",
        "1.500 bungkus",
    ):
        await person.says(answer)
    await person.taps("Lewati, ingatkan nanti")
    await person.taps("Simpan")


async def opens_entry(person: Person, label: str = "Keripik Bu Siti · IKM-3526-00001") -> None:
    """One of the records that this person filled in."""
    await person.says("/kantor")
    await person.taps("Isikan untuk pemilik usaha")
    await person.taps("Yang saya isikan")
    await person.taps(label)
