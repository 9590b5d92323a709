"""What is done before each picture of the documents, and by whom (docs/pictures.py)."""

Walk = tuple[tuple[str, tuple[str, ...]], ...]

SITI: Walk = (
    ("01-mulai", ()),
    ("31-kabupaten", ("start",)),
    ("02-salam", ("Kabupaten Bangkalan",)),
    ("03-persetujuan", ("Daftarkan usaha",)),
    ("32-sudah-ada", ("Setuju", "Setuju", "Setuju")),
    ("04-mengetik", ("Belum ada, daftar baru", "=Siti Aminah")),
    ("05-kecamatan", ("Kirim nomor saya", "=Keripik Bu Siti")),
    ("06-maksudnya", ("=tanjungbumy",)),
    ("07-tombol", ("Ya: Tanjung Bumi", "=Paseseh", "=keripik singkong", "=ya")),
    ("08-salah", ("2", "3", "=banyak sekali")),
    ("09-kira-kira", ("=kira2 350 bks seminggu",)),
    ("10-berhenti", ("=ya", "Berhenti dulu")),
    ("11-foto", ("Lanjutkan isian",)),
    ("12-periksa", ("photo",)),
    ("13-kartu", ("Simpan",)),
    ("14-menu", ("Menu utama",)),
    ("15-bagian", ("Lengkapi data",)),
    ("16-surat", ("Surat-surat usaha", "Belum punya")),
    ("22-petugas", ("=/petugas", "=Bagaimana cara mengurus NPWP?")),
    (
        "17-harga",
        (*("=belum",) * 5, "Lanjut: Produk", "Tambah", "=Keripik balado", "=15rb per bks"),
    ),
    ("18-apa-adanya", ("=/lengkapi", "Modal", "=lumayan banyak", "=ya segitu lah")),
    ("20-usaha-lain", ("Catat apa adanya", "=0", "Uang sendiri", "Selesai", "=Daftarkan usaha")),
    ("21-persetujuan-saya", ("=Persetujuan saya",)),
)
SITTINA: Walk = (
    (
        "33-usaha-saya",
        (
            "start",
            "Kabupaten Bangkalan",
            "Daftarkan usaha",
            *("Setuju",) * 3,
            "Cek dengan nomor HP saya",
            "contact",
            "?usaha Bapak/Ibu?",
        ),
    ),
    ("34-benar", ("Ya, ini usaha saya",)),
)
NURUL: Walk = (
    ("23-produk", ("=/lengkapi", "Produk")),
    ("24-satu-produk", ("Kain batik tulis gedog",)),
    ("25-laporan", ("=/produksi",)),
    ("30-daftar-surat", ("=/lengkapi", "Surat-surat usaha (", "=belum")),
    ("26-data", ("=Data saya",)),
    ("27-ubah", ("Ubah data",)),
    ("28-riwayat", ("=Data saya", "Riwayat perubahan")),
    ("19-tulisan-bebas", ("=mau jual batik",)),
    ("29-ajak", ("=Data saya", "Ajak orang lain ikut mengisi", "Buat tautan")),
)
DEWI: Walk = (("k01-undangan", ("?diundang",)), ("k02-lapangan", ("Ya, saya orangnya", "Menu utama")))
RINA_AT_HER_DESK: Walk = (("k03-menu", ("=/kantor",)),)
RINA: Walk = (
    ("k04-daftar", ("Masukkan daftar",)),
    ("k05-kolom", ("file:contoh-daftar-ikm.xlsx", "?Apakah sudah benar?")),
    ("k06-pratinjau", ("Benar, lanjut", "?perlu keputusan")),
    ("k07-meragukan", ("Putuskan yang meragukan", "Satu per satu")),
    (
        "k08-tersimpan",
        (
            "Kembali ke daftar",
            "Putuskan yang meragukan",
            "Pakai usulan",
            "Simpan",
            "Ya, simpan",
            "?Tersimpan",
        ),
    ),
    ("k09-cari", ("?Betulkan isinya", "=batik tanjungbumi")),
    ("k10-kartu", ("2. ",)),
    (
        "k11-saring",
        (
            "=/kantor",
            "Daftar IKM",
            "Kecamatan",
            "Tanjung Bumi (",
            "Surat yang belum ada",
            "NIB (",
        ),
    ),
    ("k12-excel", ("Kirim sebagai Excel",)),
    ("k13-semua", ("Tidak, kembali ke daftar", "Untuk semua ini")),
    ("k14-periksa", ("=batik gedog nurul", "Periksa")),
    ("k15-alasan", ("Kembalikan satu isian", "Data pokok", "Produksi sebulan")),
    ("k16-pertanyaan", ("Angkanya sepertinya keliru", "=/kantor", "Pertanyaan pemilik usaha")),
    ("k17-jawab", ("Jawab", "=NPWP bisa diurus di kantor pajak, gratis. Bawa KTP dan surat usaha.")),
    ("k18-ukuran", ("=batik gedog nurul", "Periksa", "Skala, tingkat")),
    ("k19-setuju", ("=/kantor", "Isikan untuk", "Mulai isi baru", "=Halimatus, Kwanyar", "Lewat telepon")),
    (
        "k20-tersimpan",
        (
            "Ya, pemilik setuju",
            "=Halimatus Sakdiyah",
            "Pemilik tidak punya HP",
            "=Rengginang Halimatus",
            "=Kwanyar",
            "=Ketetang",
            "=rengginang",
            "Agro: makanan",
            "=0",
            "=2",
            "=40 bungkus sehari",
            "Lewati",
            "Simpan",
        ),
    ),
    ("k21-slip", ("Cetak slip", "!")),
    ("k22-angka", ("=/kantor", "Angka dan grafik", "?Mau lihat yang mana", "Berapa IKM", "?Jumlah:")),
    (
        "k23-grafik",
        ("=/kantor", "Angka dan grafik", "?Mau lihat yang mana", "Gambar grafik", "IKM per kecamatan", "!"),
    ),
    ("k24-pesan", ("=batik gedog nurul", "Kirim pesan", "=Bolehkah kami berkunjung hari Selasa jam 9?")),
)
NURUL_LATER: Walk = (
    ("35-dikembalikan", ("?Alasan",)),
    ("36-pesan", ("Perbaiki isian ini", "=60 lembar sebulan", "?berkunjung", "Balas", "=Boleh, silakan.")),
)
BAMBANG: Walk = (
    ("k25-orang", ("=/kantor", "Orang di kantor")),
    ("k26-jejak", ("=/kantor", "Rekam jejak")),
)
RATNA: Walk = (("k27-kantor", ("=/kantor", "Kantor-kantor")),)
HEAD_BEFORE: Walk = (
    (
        "k39-pengingat",
        ("=/kantor", "Tentang kantor", "Perlu persetujuan di atas", "=50", "Pengingat"),
    ),
)
RINA_WRITES: Walk = (
    (
        "k28-tulis",
        (
            "=/kantor",
            "Kirim pemberitahuan",
            "Tulis pemberitahuan baru",
            "Pelatihan",
            "=Yth. {nama}, pelatihan kemasan untuk {usaha} di Kecamatan {kecamatan} dibuka "
            "**Senin, 7 Desember**, gratis.",
        ),
    ),
    ("k29-konsep", ("Lewati",)),
    ("k30-seperti", ("Lihat seperti penerima",)),
    ("k31-kepada", ("Kembali ke pemberitahuan", "Kepada siapa", "Moh. Zaini Salim")),
    ("k34-whatsapp", ("Kembali ke pemberitahuan", "Tulis untuk WhatsApp")),
    (
        "k32-kirim",
        (
            "Kembali ke pemberitahuan",
            "Waktu kirim",
            "Pada waktu tertentu",
            "=Senin jam 9 pagi",
            "?Waktu: Senin",
            "Kirim…",
        ),
    ),
)
RINA_ASKS: Walk = (("", ("Minta persetujuan",)),)
"""Without a picture."""
HEAD_APPROVES: Walk = (
    ("k33-setuju", ("?minta persetujuan",)),
    (
        "k37-mendesak",
        (
            "Setujui dan kirim",
            "=/kantor",
            "Kirim pemberitahuan",
            "Tulis pemberitahuan baru",
            "Kabar lain",
            "=Tempat acara malam ini pindah ke pendopo.",
            "Lewati",
            "Kirim juga di jam tenang",
            "=tempat acara malam ini pindah",
            "?Dikirim juga",
        ),
    ),
)
NURUL_IS_TOLD: Walk = (
    ("37-pemberitahuan", ("@Monday", "?pelatihan kemasan", "~Sudah baca")),
    ("38-atur", ("Atur pemberitahuan", "Temu bisnis")),
    ("39-matikan", ("=/berhenti",)),
)
RINA_REPORTS: Walk = (
    ("k35-laporan", ("?Telegram tidak memberi tahu", "Laporan pengiriman")),
    ("k36-excel", ("Daftar Excel",)),
    ("k38-pagi", ("@Tuesday", "?Selamat pagi")),
)
ROFIQ: Walk = (("40-pengingat", ("?belum selesai diisi",)),)
MAT_JALIL: Walk = (("41-satu-pertanyaan", ("?Satu pertanyaan lagi",)),)
WALKS: tuple[tuple[str, Walk], ...] = (
    ("Siti Aminah", SITI),
    ("Sittina", SITTINA),
    ("Nurul Hidayati", NURUL),
    ("Dewi Lestari", DEWI),
    ("Rina Wulandari", RINA_AT_HER_DESK),
    ("Rina Wulandari", RINA),
    ("Nurul Hidayati", NURUL_LATER),
    ("Bambang Hariyanto", BAMBANG),
    ("Ratna Kusuma", RATNA),
    ("Bambang Hariyanto", HEAD_BEFORE),
    ("Rina Wulandari", (*RINA_WRITES, *RINA_ASKS)),
    ("Bambang Hariyanto", HEAD_APPROVES),
    ("Nurul Hidayati", NURUL_IS_TOLD),
    ("Rina Wulandari", RINA_REPORTS),
    ("Moh. Rofiq", ROFIQ),
    ("Mat Jalil Yasin", MAT_JALIL),
)
"""Who does what, one after another. Before each picture: `=` types words; `start`, `photo` and `contact` do
so; `file:` sends a file of this folder; `?` waits for words and `!` for a picture; `@` moves the clock to the
next such day, five past nine; `~` presses a button that answers without a message; others press a button.
The last walks move the clock, so they are the last. One question is asked from the tenth of a month on."""
