"""What the sheet Petunjuk tells a city officer: Indonesian first, English beside it."""

from datetime import UTC, datetime

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


def steps(deadline: datetime | None) -> tuple[tuple[str, str], ...]:
    """The instructions in order, each in Indonesian and in English. `deadline` is the first instant that is late, and
    none where nothing can be delivered any more."""
    return (
        (
            "Isi hanya sel kuning muda. Di lembar Identitas tulis petugas, perangkat daerah dan pengesahan.",
            "Fill in the light yellow cells only. On the sheet Identitas give officer, agency and sign-off.",
        ),
        (
            "Setiap lembar lain memuat satu dimensi. Tulis jawaban, tahun data, sumber data dan bukti di setiap baris.",
            "Every other sheet holds one dimension. Give the answer, its year, source agency and evidence in each row.",
        ),
        (
            "Angka: desimal boleh dengan koma atau titik. Tulis 1234 tanpa pemisah ribuan: 1.234 dapat berarti dua "
            "hal dan akan ditanyakan kembali.",
            "Numbers: a decimal comma or point will do. Write 1234 without a thousands separator: 1.234 may mean two "
            "things and is asked back.",
        ),
        (
            "Persen ditulis 0 sampai 100, misalnya 12,5 - bukan 0,125.",
            "Percentages are written from 0 to 100, for example 12.5 - not 0.125.",
        ),
        (
            "Nol, tidak berlaku dan tidak ada data adalah tiga hal berbeda: tulis 0, TAP (tidak berlaku), atau - "
            "(tidak ada data). Sel kosong berarti belum dijawab.",
            "Zero, not applicable and no data are three things: write 0, TAP (not applicable) or - (no data). An "
            "empty cell means not answered yet.",
        ),
        (
            "Pertanyaan kematangan dijawab dengan tingkat 1 sampai 5, pertanyaan ya/tidak dengan Ya atau Tidak.",
            "Maturity questions are answered with a level from 1 to 5, yes/no questions with Ya (yes) or Tidak (no).",
        ),
        (
            "Lembar Tingkat kematangan menjelaskan setiap tingkat dan bukti yang diminta. Pilih tingkat tertinggi yang "
            "buktinya Anda miliki.",
            "The sheet Tingkat kematangan explains each level and its evidence. Choose the highest for which you have "
            "the evidence.",
        ),
        (
            "Di lembar Inovasi tulis inovasi dan program kota, satu per baris; sisanya biarkan kosong.",
            "On the sheet Inovasi list the city's innovations and programmes, one in a row; leave the rest empty.",
        ),
        (
            "Penjelasan ditulis di kolom Catatan, bukan Jawaban. Jangan mengubah kode, judul kolom dan lembar.",
            "Explanations go into the column Note, not into Answer. Do not change codes, column headers or sheets.",
        ),
        *(() if deadline is None else (_delivery(deadline),)),
    )


def _delivery(deadline: datetime) -> tuple[str, str]:
    local = f"{deadline.day} {MONTHS[deadline.month - 1]} {deadline.year} pukul {deadline:%H.%M} ({deadline:%Z})"
    universal = f"{deadline.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    return (
        f"Kirim berkas ini sebelum {local}. Perbaikan dikirim sebagai berkas baru: berkas terakhir yang diterima "
        "yang dihitung.",
        f"Deliver this file before {universal}. Send corrections as a new file: the newest accepted one counts.",
    )
