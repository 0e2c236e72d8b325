"""What a file of findings holds: one row per indicator that assessors looked at in a city."""

from rkci.intake.layout import Label
from rkci.intake.lists import Form

FORM = Form(
    dataset="visits",
    columns={
        "city": Label("Kota", "city"),
        "indicator": Label("Indikator", "indicator"),
        "claimed": Label("Diakui", "claimed"),
        "observed": Label("Diamati", "observed"),
        "adjusted": Label("Disesuaikan", "adjusted"),
        "reason": Label("Alasan", "reason"),
        "evidence": Label("Bukti", "evidence"),
        "assessor": Label("Asesor", "assessor"),
        "reviewer": Label("Penelaah kedua", "reviewer"),
        "visited_on": Label("Tanggal kunjungan", "visited_on"),
        "origin": Label("Asal data", "origin"),
    },
    required=("city", "indicator", "observed", "assessor", "visited_on"),
    cell_of="observed",
)
"""Files are in `<inbox>/<cycle>/visits/<city_code>/`; `origin` is left out or blank in what is not simulated."""
