"""What a file of objections holds: one row per value that a city objects to."""

from rkci.intake.layout import Label
from rkci.intake.lists import Form

FORM = Form(
    dataset="objections",
    columns={
        "cycle": Label("Siklus", "cycle"),
        "city_code": Label("Kode kota", "city_code"),
        "indicator_code": Label("Kode indikator", "indicator_code"),
        "claimed_value": Label("Nilai yang diajukan", "claimed_value"),
        "reason": Label("Alasan", "reason"),
        "evidence": Label("Bukti", "evidence"),
        "origin": Label("Asal data", "origin"),
    },
    required=("cycle", "city_code", "indicator_code", "claimed_value"),
    cell_of="claimed_value",
    is_numbered=True,
)
"""Files are in `<inbox>/<cycle>/objections/<city_code>/`; `origin` is left out or blank in what is not simulated."""
