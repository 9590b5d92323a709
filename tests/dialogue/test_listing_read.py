"""Lists as offices write them: titles, cells, places, and whose a row is."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue.fields.base import Context, Given, Value
from dialogue.i18n import Voice
from dialogue.listing.action import Action, Fate, Settling, read_action
from dialogue.listing.area import Written, read_place
from dialogue.listing.headers import find_table, lines_of
from dialogue.listing.likeness import Register, alike
from dialogue.listing.problem import FIELDS, Severity
from dialogue.listing.quantities import Cells, read_amount
from dialogue.listing.row import Row, RowReader
from dialogue.listing.single import read_rupiah, read_single
from dialogue.listing.titles import UNUSED, read_title
from dialogue.listing.verdict import Status, verdicts
from dialogue.values import Known, read_nib, read_npwp, read_phone, read_quantity

REGION, TODAY = "35.26", date(2026, 11, 24)

TITLES = {
    "owner_name": "Nama Pemilik|PEMILIK|Nama Pengusaha|Nama pemiilk|Nm. Pemilik|Penanggung Jawab",
    "name": "Nama Usaha|Nama Perusahaan|NAMA IKM|Nm Ush",
    "phone": "No. HP|Telp/WA|No. Telp|HP|Nomor Telepon|No. WA|Kontak|No. Telp / HP",
    "street": "Alamat|Alamat Lengkap|Alamat Usaha",
    "district": "Kec.|Kecamatan|KECMATAN",
    "village": "Desa/Kel|Desa / Kelurahan|Ds.",
    "main_product": "Jenis Produk|Komoditi|Komoditas|Jenis Usaha|Produk",
    "sector": "Sektor (Agro/Non Agro)|Sektor",
    "capacity": "Kap. Produksi/bln|Kapasitas Produksi (Kg/Bln)|Kapasitas Produksi per Tahun|Jml Produksi",
    "capacity_unit": "Satuan|Kapasitas Produksi Satuan",
    "workers_male": "TK L|Tenaga Kerja L|Tenaga Kerja (Orang) L|Laki-laki|Tenaga Kerja Pria",
    "workers_female": "TK P|Tenaga Kerja P|Perempuan|TK Wanita",
    "workers": "Jml TK|Tenaga Kerja|Jumlah Tenaga Kerja",
    "investment": "Nilai Investasi (Rp. 000)|Nilai Investasi (Rp)|Investasi (juta rupiah)|Modal",
    "nib": "NIB|No. NIB|Nomor Induk Berusaha",
    "pirt": "PIRT|P-IRT|No. P-IRT|SPP-IRT",
    "year_established": "Th. Berdiri|Tahun Berdiri",
    "gender": "L/P|Jenis Kelamin|JK L/P",
    UNUSED: "No|No.|NIK|No. KTP|Keterangan|Nilai Produksi (Rp)|Kabupaten|Email|entah apa ini",
}


@pytest.mark.parametrize("key", TITLES)
def test_titles_are_known_as_offices_write_them(key: str) -> None:
    for title in TITLES[key].split("|"):
        assert read_title(title).key == key, title


def test_a_title_tells_size_unit_and_period() -> None:
    assert read_title("Nilai Investasi (Rp. 000)").scale == 1000
    assert read_title("Nilai Investasi (Rp.000,-)").scale == 1000
    assert read_title("Investasi (x Rp 1.000)").scale == 1000
    assert read_title("Investasi (juta rupiah)").scale == 1_000_000
    assert read_title("Nilai Investasi (Rp)").scale == 1
    capacity = read_title("Kapasitas Produksi (Kg/Bln)")
    assert (capacity.unit, capacity.period) == ("kg", "bulan")
    assert read_title("Kapasitas Produksi per Tahun").period == "tahun"


def rows_of(
    *cells: dict[str, Any], head: str = "Nama Pemilik|Alamat|Desa|Kec.|No. HP|NIB|Tindakan"
) -> list[Row]:
    """The rows of a list with these titles and cells."""
    titles = head.split("|")
    sheet = [titles, *([one.get(title, "") for title in titles] for one in cells)]
    table = find_table(sheet, REGION)
    reader = RowReader(table, REGION, TODAY)
    return [reader.read(line) for line in lines_of(sheet, table, REGION)]


def test_a_list_without_titles_is_known_by_its_cells() -> None:
    sheet = [
        ["x", "081234567890", "1202200012345", "Kamal", "L"],
        ["y", "081234567891", "1202200012346", "Socah", "P"],
    ]
    used = find_table(sheet, REGION).used
    assert {key: one.index for key, one in used.items()} == {"phone": 1, "nib": 2, "district": 3, "gender": 4}


def test_groups_without_merged_cells_and_headings_among_the_rows() -> None:
    sheet = [
        ["DATA IKM"],
        ["Nama Pemilik", "No HP", "Tenaga Kerja", "", "Produk"],
        ["", "", "L", "P", ""],
        ["KECAMATAN SOCAH"],
        ["Siti", "081234567890", 1, 2, "tahu"],
        [],
        ["KEC. KAMAL"],
        ["Budi", "081234567891", 1, 2, "tempe"],
        ["JUMLAH", "", 2, 4],
        ["", "", "", "Kepala Dinas"],
    ]
    table = find_table(sheet, REGION)
    assert {key: one.index for key, one in table.used.items()} == {
        "owner_name": 0, "phone": 1, "workers_male": 2, "workers_female": 3, "main_product": 4,
    }  # fmt: skip
    lines = list(lines_of(sheet, table, REGION))
    assert [(line.index, line.district) for line in lines] == [(4, "Socah"), (7, "Kamal")]
    reader = RowReader(table, REGION, TODAY)
    assert [reader.read(line).business["district"] for line in lines] == ["35.26.02", "35.26.04"]


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("Dsn. Barat RT 02 Ds. Paseseh Kec. Tanjung Bumi", ("35.26.09", "35.26.09.2001", "Dsn. Barat RT 02")),
        ("Jl. Raya 5, Banyuajuh, Kamal", ("35.26.04", "35.26.04.2002", "Jl. Raya 5")),
        ("Desa Banyuajuh Kec Kamal Kab. Bangkalan", ("35.26.04", "35.26.04.2002", None)),
        ("Jl. Trunojoyo 10", (None, None, "Jl. Trunojoyo 10")),
    ],
)
def test_desa_and_kecamatan_are_taken_out_of_an_address(address: str, told: tuple[str | None, ...]) -> None:
    heard = read_place(Written(address=address), REGION)
    assert tuple(heard.columns.get(key) for key in ("district", "village", "street")) == told
    assert heard.problems == ()


def test_a_place_of_another_kabupaten_is_an_error() -> None:
    for written in (Written(district="Manyar"), Written(address="Ds. Suci Kec. Manyar Kab. Gresik")):
        (problem,) = read_place(written, REGION).problems
        assert problem.severity is Severity.ERROR


SAID = {
    "sector": {
        "agro": "Agro|AGRO|A|Industri Agro|Ind. Agro|pangan|agro ",
        "non_agro": "Non Agro|NON-AGRO|non|NA|Sandang",
    },
    "gender": {"male": "L|Laki-laki|LK|pria", "female": "P|Pr.|Perempuan|WANITA"},
    "legal_form": {"ud": "UD|UD.|Usaha Dagang", "sole": "Perorangan|perseorangan", "cooperative": "Koperasi"},
}


@pytest.mark.parametrize("key", SAID)
def test_one_thing_is_written_in_many_ways(key: str) -> None:
    for value, words in SAID[key].items():
        for said in words.split("|"):
            assert read_single(key, said, TODAY).columns == {key: value}, said


@pytest.mark.parametrize(
    ("key", "cell", "value"),
    [
        ("phone", 8123456789.0, "+628123456789"),
        ("phone", 6281234567890.0, "+6281234567890"),
        ("phone", "0812-3456-7890", "+6281234567890"),
        ("nib", 1202200012345.0, "1202200012345"),
        ("nib", "'0912000123456", "0912000123456"),
        ("pirt", "-", ""),
        ("pirt", "belum", ""),
        ("pirt", "ada", None),
        ("year_established", "2015", 2015),
        ("year_established", 2015.0, 2015),
        ("year_established", datetime(2012, 3, 4), 2012),  # noqa: DTZ001
        ("year_established", "12/03/2015", 2015),
        ("year_established", "Maret 2015", 2015),
    ],
)
def test_cells_are_read(key: str, cell: Any, value: Any) -> None:
    assert read_single(key, cell, TODAY).columns == {key: value}


@pytest.mark.parametrize(
    ("key", "cell"),
    [
        ("phone", "8.12E+10"),
        ("nib", "12345"),
        ("npwp", 1234567890123456.0),
        ("pirt", "123/2020"),
        ("sector", "entah"),
    ],
)
def test_what_is_odd_is_kept_in_its_words(key: str, cell: Any) -> None:
    heard = read_single(key, cell, TODAY)
    assert (heard.columns, heard.problems[0].severity) == ({}, Severity.KEPT)


def test_money_under_a_title_in_thousands() -> None:
    assert read_rupiah("investment", 5000.0, 1000, TODAY).columns["investment"] == 5_000_000
    assert read_rupiah("investment", "1.500", 1000, TODAY).columns["investment"] == 1_500_000
    assert read_rupiah("investment", "15 juta", 1000, TODAY).columns["investment"] == 15_000_000
    (doubt,) = read_rupiah("investment", 15_000_000.0, 1000, TODAY).problems
    assert doubt.chosen is None, "whole rupiah, or thousands: nobody knows"
    assert [one.columns["investment"] for one in doubt.options] == [15_000_000, 15_000_000_000]


def test_a_period_that_nothing_tells_is_asked() -> None:
    (doubt,) = read_amount("capacity", Cells("lima kodi")).problems
    assert [one.columns["capacity_period"] for one in doubt.options] == ["bulan", "tahun"]
    assert doubt.chosen is None
    assert read_amount("capacity", Cells("lima kodi", period="bulan")).columns["capacity_period"] == "bulan"
    assert read_amount("capacity", Cells("1.500")).problems[0].severity is Severity.KEPT


@settings(max_examples=60)
@given(
    st.integers(1, 999_999),
    st.sampled_from(
        ["kg", "bks/bln", " bks", "pcs per hari", " kodi/minggu", "ton/th", " rb bks", " buah x", " gr"]
    ),
)
def test_the_quick_way_to_read_a_quantity_is_the_slow_one(number: int, rest: str) -> None:
    text = f"{number}{rest}"
    quick, slow = read_amount("capacity", Cells(text, period="bulan")), read_quantity(text)
    if isinstance(slow, Known) and slow.value.qty < 1_000_000:
        assert quick.columns["capacity"] == float(slow.value.qty)
        assert quick.columns["capacity_unit"] == slow.value.unit
    else:
        assert not quick.columns


@settings(max_examples=60)
@given(st.from_regex(r"0?8[1-9][0-9]{8,9}", fullmatch=True) | st.from_regex(r"[0-9]{12,16}", fullmatch=True))
def test_the_quick_ways_to_read_numbers_are_the_slow_ones(text: str) -> None:
    for key, slow in (("phone", read_phone(text)), ("nib", read_nib(text)), ("npwp", read_npwp(text))):
        quick = read_single(key, text, TODAY).columns
        assert quick == ({key: slow.value} if isinstance(slow, Known) else {}), key


@settings(max_examples=150)
@given(
    st.sampled_from(
        sorted(
            FIELDS.keys()
            & {
                "owner_name",
                "phone",
                "nib",
                "npwp",
                "sector",
                "workers_male",
                "year_established",
                "main_product",
            }
        )
    ),
    st.text(max_size=30) | st.floats(allow_nan=False, allow_infinity=False) | st.dates() | st.booleans(),
)
def test_any_cell_gives_what_the_question_would_take(key: str, cell: Any) -> None:
    heard = read_single(key, cell, TODAY)
    for name, value in heard.columns.items():
        if name in ("owner_name", "main_product"):
            assert FIELDS[name].understand(Given(text=str(value)), Context("", TODAY, {})) == Value(
                {name: value}
            )
    for problem in heard.problems:
        assert Voice().say(problem.reason)
        assert problem.chosen is None or problem.chosen < len(problem.options)


@pytest.mark.parametrize(
    "pair",
    [
        "Moh. Choirul|H. Mohammad Khoirul",
        "Hj. Siti Aminah|St. Aminah",
        "SOEPARDI|Supardi",
        "Djoko Susilo|Joko Susilo",
        "Achmad Fauzi, S.E.|Ahmad Fauzi",
        "Abd. Rohman|Abdul Rahman",
        "Sitti Romlah|Siti Ramlah",
        "M. Hasan|Muhammad Hasan",
        "Hassan Basri|Hasan Basri",
    ],
)
def test_spellings_of_one_name_are_alike(pair: str) -> None:
    first, second = pair.split("|")
    assert alike(first, second) == alike(second, first) >= 89


@pytest.mark.parametrize(
    "pair", ["Siti Aminah|Siti Maimunah", "Ahmad Fauzi|Ahmad Fauzan", "Siti|Siti Aminah", "|Siti"]
)
def test_other_names_are_not(pair: str) -> None:
    assert alike(*pair.split("|")) < 89


ENTRY = {
    "id": 7, "number": "IKM-3526-00042", "owner_name": "Siti Aminah", "name": "Keripik Bu Siti",
    "phone": "+6281234567890", "district": "35.26.04", "village": "35.26.04.2002",
    "papers": {"nib": "1202200012345"},
}  # fmt: skip
HOME = {"Desa": "Banyuajuh", "Kec.": "Kamal"}


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ({"Nama Pemilik": "St. Aminah", "NIB": "1202200012345"}, Status.CHANGED),
        ({"Nama Pemilik": "Siti Aminah", "No. HP": "081234567890"}, Status.SAME),
        ({"Nama Pemilik": "Siti Aminah", **HOME}, Status.SAME),
        ({"Nama Pemilik": "Siti Amina", **HOME}, Status.DOUBT),
        ({"Nama Pemilik": "Siti Aminah", "Desa": "Paseseh", "Kec.": "Tanjung Bumi"}, Status.NEW),
        ({"Nama Pemilik": "Budi", "No. HP": "081234567890"}, Status.DOUBT),
        ({"Nama Pemilik": "Budi", "NIB": "1202200012345"}, Status.DOUBT),
        ({"Nama Pemilik": "Siti Aminah", "NIB": "1202200099999", **HOME}, Status.NEW),
        ({"Nama Pemilik": "Budi", "Tindakan": "gabung ikm 3526 00042"}, Status.CHANGED),
        ({"Nama Pemilik": "Budi", "Tindakan": "IKM-3526-00099"}, Status.ERROR),
        ({"Nama Pemilik": "Siti Amina", **HOME, "Tindakan": "Simpan baru"}, Status.NEW),
        ({"Nama Pemilik": "Siti Amina", **HOME, "Tindakan": "lewati saja"}, Status.SKIPPED),
    ],
)
def test_whose_row_it_is(cells: dict[str, str], status: Status) -> None:
    filler = {"Nama Pemilik": "Zulaikha", "Alamat": "Dusun Timur"}
    rows = rows_of(cells, filler)
    found, _other = verdicts(rows, Register([ENTRY]))
    assert found.status is status


def test_an_empty_cell_changes_nothing_and_odd_words_hide_no_answer() -> None:
    (row,) = rows_of({"Nama Pemilik": "Siti Aminah", "No. HP": "0812", "NIB": "1202200012345"})
    (verdict,) = verdicts([row], Register([ENTRY]))
    assert verdict.status is Status.SAME


@pytest.mark.parametrize(
    ("typed", "action"),
    [
        ("", Action()),
        ("Simpan baru", Action(Fate.NEW)),
        ("simpan  bru", Action(Fate.NEW)),
        ("GABUNG IKM-3526-00042", Action(Fate.MERGE, "IKM-3526-00042")),
        ("Gabung ikm 3526 00042; pakai usulan", Action(Fate.MERGE, "IKM-3526-00042", Settling.PROPOSED)),
        ("ikm-3526-00042", Action(Fate.UPDATE, "IKM-3526-00042")),
        ("Pakai usulan 2", Action(settling=Settling.PROPOSED, option=2)),
        ("ok", Action(settling=Settling.PROPOSED)),
        ("catat apa adanya", Action(settling=Settling.AS_IS)),
        ("lewat", Action(Fate.SKIP)),
        ("tanya Bu Rini dulu", Action()),
    ],
)
def test_the_column_tindakan_is_read(typed: str, action: Action) -> None:
    assert read_action(typed) == action


@given(st.sampled_from([None, *Fate]), st.sampled_from([None, *Settling]), st.integers(0, 3), st.booleans())
def test_what_is_pre_filled_is_read_again(fate: Any, settling: Any, option: int, numbered: bool) -> None:
    number = "IKM-3526-00042" if numbered and fate in (Fate.MERGE, Fate.UPDATE) else ""
    action = Action(fate, number, settling, option if settling is Settling.PROPOSED else 0)
    for language in ("id", "en"):
        assert read_action(Voice(language).say(action.shown())) == action
