"""The innovations that a simulated city lists: Binjai those that the news of 2017 names, others made-up ones."""

from random import Random

from rkci.framework import Framework
from rkci.intake.form import Innovation, domain_label

SHARE_OF_CITIES = 0.4
"""Share of the cities other than Binjai that list any."""

NEWS = "Berita kunjungan tim RKCI, Agustus 2017"
OF_BINJAI = (
    ("e-dokter", "society", "Layanan dokter secara elektronik"),
    ("e-mas", "", ""),
    ("e-pbb", "governance", "Pajak bumi dan bangunan secara elektronik"),
    ("e-musrenbang", "governance", "Usulan musyawarah perencanaan pembangunan secara elektronik"),
    ("e-perizinan", "governance", "Perizinan secara elektronik"),
    ("Bus Trans Binjai", "technology", "Angkutan umum kota"),
)
"""Name, code of the dimension and what it does, as far as it was public in 2017; e-mas is named and not explained."""

MADE_UP = (
    ("Antrean puskesmas daring (simulasi)", "Warga mengambil nomor antrean puskesmas dari telepon"),
    ("Bank sampah digital (simulasi)", "Setoran bank sampah dicatat dan dibayar lewat aplikasi"),
    ("Aduan warga satu pintu (simulasi)", "Aduan dari semua kanal diterima dan ditindaklanjuti di satu tempat"),
    ("Kelas kota cerdas (simulasi)", "Pelatihan digital bagi warga di setiap kelurahan"),
    ("Lampu jalan pintar (simulasi)", "Lampu jalan melapor sendiri bila padam"),
)


def of_binjai(framework: Framework) -> list[Innovation]:
    """The six that the news names; a dimension that the framework does not have is left blank."""
    labels = {node.code: domain_label(node) for node in framework.dimensions}
    return [Innovation(name, labels.get(domain, ""), what, evidence=NEWS) for name, domain, what in OF_BINJAI]


def made_up(framework: Framework, cycle_year: int, random: Random) -> list[Innovation]:
    """None for most cities, else one to three."""
    if random.random() > SHARE_OF_CITIES:
        return []
    labels = [domain_label(node) for node in framework.dimensions]
    return [
        Innovation(
            name,
            random.choice(labels),
            what,
            cycle_year - random.randint(0, 5),
            f"{random.randint(2, 90) * 100} warga setahun",
            "Simulasi: laporan dinas",
        )
        for name, what in random.sample(MADE_UP, random.randint(1, 3))
    ]
