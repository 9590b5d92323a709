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
