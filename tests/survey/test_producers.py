"""Exports of Kobo, ODK Central, SurveyCTO and Briefcase, as they come from the program: what each means is understood,
and what is not is refused in words."""

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from exported import FRAMEWORK, NINE, PROGRAMS, changed, exported, record
from psycopg2.extensions import connection as Connection
from surveyed import LEDGER, REFUSED, SAMPLING, deliver, rows

from rkci.survey import heading
from rkci.survey import mapping as mappings

TakeIn = Callable[[], bool]
FORM = mappings.Mapping()
COUNTED = "select count(*) from core.survey_response where is_counted"
FIRST_ANSWERS = (
    "select right(encode(substr(answer, 1, 1), 'hex'), 1) from core.survey_response where is_counted order by 1"
)


@pytest.fixture
def wave(box: Path) -> Path:
    deliver(box / "w1/sampling.yaml", SAMPLING.encode())
    return box / "w1"


@pytest.fixture
def waves(box: Path) -> Path:
    """A wave for each program."""
    for program in PROGRAMS:
        deliver(box / program / "sampling.yaml", SAMPLING.replace("wave: w1", f"wave: {program}").encode())
    return box


def shortened(content: str, columns: str) -> str:
    """An export with `1,23E+15` in every cell of the columns that the expression matches."""
    table = list(csv.reader(io.StringIO(content), delimiter=";" if ";" in content.splitlines()[0] else ","))
    places = [place for place, name in enumerate(table[0]) if re.search(columns, f'"{name}"')]
    assert places
    for cells in table[1:]:
        for place in places:
            cells[place] = "1,23E+15"
    lines = io.StringIO()
    csv.writer(lines).writerows(table)
    return lines.getvalue()


def refusals(opened: Connection) -> set[tuple[int | None, str]]:
    return {(row, rule.split(".")[1]) for _, row, rule, _ in rows(opened, REFUSED)}


def test_the_same_answers_and_instants_come_of_every_program(opened: Connection, waves: Path, take_in: TakeIn) -> None:
    for program in PROGRAMS:
        records = (record(number, wave=program) for number in range(4))
        deliver(waves / program / "export.csv", exported(program, *records), day=1)
    take_in()
    assert [row[2:] for row in rows(opened, LEDGER) if row[1] == "row"] == [(4, 4, 0, 0)] * len(PROGRAMS)
    assert rows(
        opened,
        "select distinct started_at, ended_at, submitted_at, city_code, stratum, psu, age_group, sex,"
        " device_hash is not null, enumerator_hash is not null, is_edited from staging.survey_response"
        " where row_number = 3",
    ) == [
        (NINE + timedelta(hours=1), NINE + timedelta(minutes=75), NINE + timedelta(minutes=76), "1276", "utara", "u1",
         "30-39", "P", True, True, False)
    ]  # fmt: skip
    assert rows(opened, "select count(phone_hash), count(*) from staging.survey_response") == [(20, 20)]
    assert rows(opened, "select * from quality.survey_flag") == []


def test_the_same_people_exported_by_every_program_are_counted_once(
    opened: Connection, wave: Path, take_in: TakeIn
) -> None:
    for day, program in enumerate(PROGRAMS, start=1):
        deliver(wave / f"{program}.csv", exported(program, *(record(number) for number in range(5))), day=day)
    take_in()
    assert rows(opened, COUNTED) == [(5,)]
    superseded = {name: counts for name, layer, *counts in rows(opened, LEDGER) if layer == "row"}
    assert superseded.pop(f"survey/w1/{PROGRAMS[-1]}.csv") == [5, 5, 0, 0]
    assert list(superseded.values()) == [[5, 0, 0, 5]] * 4


@pytest.mark.parametrize("days", [(1, 2), (2, 1)], ids=["in_order", "the_older_later"])
def test_a_record_that_was_edited_is_one_person_and_its_newest_version_counts(
    opened: Connection, waves: Path, take_in: TakeIn, days: tuple[int, int]
) -> None:
    before, after = days
    for program in PROGRAMS:
        others = [record(number, wave=program) for number in range(1, 4)]
        # web forms set the end again when they edit, days after the record was sent
        edited = record(0, wave=program, edits=1, jobs_1=5, end=NINE + timedelta(days=3))
        deliver(waves / program / "before.csv", exported(program, record(0, wave=program), *others), day=before)
        deliver(waves / program / "after.csv", exported(program, edited, *others), day=after)
    take_in()
    assert rows(opened, FIRST_ANSWERS) == [("2",)] * 3 * len(PROGRAMS) + [("5",)] * len(PROGRAMS)
    newer = 1 if before < after else 0
    assert [row[2:] for row in rows(opened, LEDGER) if row[1] == "row"] == [
        (4, 1 + 3 * newer, 0, 3 - 3 * newer), (4, 3 - 3 * newer, 0, 1 + 3 * newer),
    ] * len(PROGRAMS)  # fmt: skip
    assert rows(opened, "select * from quality.survey_flag") == []


def test_both_versions_in_one_file_are_one_person(opened: Connection, waves: Path, take_in: TakeIn) -> None:
    for program in PROGRAMS:
        versions = (record(0, wave=program, edits=1, jobs_1=5), record(0, wave=program), record(1, wave=program))
        deliver(waves / program / "export.csv", exported(program, *versions), day=1)
    take_in()
    assert rows(opened, FIRST_ANSWERS) == [("2",)] * len(PROGRAMS) + [("5",)] * len(PROGRAMS)
    assert [row[2:] for row in rows(opened, LEDGER) if row[1] == "row"] == [(3, 2, 0, 1)] * len(PROGRAMS)


def test_the_number_of_kobo_identifies_a_record_where_no_first_uuid_is_exported(
    opened: Connection, wave: Path, take_in: TakeIn
) -> None:
    """Before 2025 Kobo did not export meta/rootUuid."""

    def old(*records: dict[str, object]) -> bytes:
        lines = [line.split(b";") for line in exported("kobo", *records).splitlines()]
        place = lines[0].index(b'"meta/rootUuid"')
        return b"\n".join(b";".join(cells[:place] + cells[place + 1 :]) for cells in lines)

    deliver(wave / "before.csv", old(record(0), record(1)), day=1)
    deliver(wave / "after.csv", old(record(0, edits=1, jobs_1=5, city="1276")), day=2)
    deliver(wave / "words.csv", exported("kobo_words", record(1, jobs_1=3)), day=3)
    take_in()
    assert rows(opened, FIRST_ANSWERS) == [("3",), ("5",)]


def test_an_edit_that_moves_somebody_to_another_city_leaves_one_person(
    opened: Connection, wave: Path, take_in: TakeIn
) -> None:
    sampling = SAMPLING.replace(
        "margins:",
        '  - {city: "1275", stratum: utara, population: 60000, psu_count: 20, sampled_psu: 2, target_n: 99}\nmargins:',
    )
    deliver(wave / "sampling.yaml", sampling.encode())
    deliver(wave / "before.csv", exported("central", record(0, city="1275")), day=1)
    deliver(wave / "after.csv", exported("central", record(0, edits=1)), day=2)
    take_in()
    assert rows(opened, "select city_code from core.survey_response") == [("1276",)]


def test_what_a_supervisor_rejected_does_not_count_and_is_told_and_what_waits_counts(
    opened: Connection, waves: Path, take_in: TakeIn
) -> None:
    reviewing = [program for program in PROGRAMS if program != "briefcase"]
    for program in reviewing:
        records = [
            record(n, wave=program, review=word) for n, word in enumerate(("rejected", "approved", "pending", ""))
        ]
        deliver(waves / program / "export.csv", exported(program, *records), day=1)
    take_in()
    assert refusals(opened) == {(2, "not_rejected_in_review")}
    assert [row[2:] for row in rows(opened, LEDGER) if row[1] == "row"] == [(4, 3, 1, 0)] * len(reviewing)
    assert not [row for row in rows(opened, "select message_id, message_en from quality.rejected_row") if None in row]


@pytest.mark.parametrize("days", [(1, 2), (2, 1)])
def test_a_rejection_takes_out_the_versions_before_it(
    opened: Connection, wave: Path, take_in: TakeIn, days: tuple[int, int]
) -> None:
    deliver(wave / "before.csv", exported("central", record(0), record(1)), day=days[0])
    deliver(wave / "after.csv", exported("central", record(0, edits=1, review="rejected"), record(1)), day=days[1])
    take_in()
    assert rows(opened, COUNTED) == [(1,)]
    assert sum(row[5] for row in rows(opened, LEDGER) if row[1] == "row") == 2
    assert sum(row[4] for row in rows(opened, LEDGER) if row[1] == "row") == 1


def test_a_review_state_that_nobody_knows_is_asked_back(opened: Connection, wave: Path, take_in: TakeIn) -> None:
    content = changed(exported("kobo", record(0, review="approved"), record(1)), "Approved", "Ditunda?")
    deliver(wave / "export.csv", content, day=1)
    take_in()
    assert refusals(opened) == {(2, "review_known")}


def test_a_missing_marker_is_no_answer_no_telephone_and_nobody_s_device(
    opened: Connection, wave: Path, take_in: TakeIn
) -> None:
    nobody = ("phone", "enumerator", "deviceid", "district", "jobs_2")
    markers = ("n/a", "N/A", "-", "--", "null", "NULL", "\u2026", "...", "tidak  ada data")
    records = [record(number, **dict.fromkeys(nobody, marker)) for number, marker in enumerate(markers)]
    deliver(wave / "export.csv", exported("kobo", *records), day=1)
    take_in()
    assert rows(opened, COUNTED) == [(len(markers),)]
    assert rows(
        opened,
        "select distinct phone_hash, enumerator_hash, device_hash, district, answer[1], answer[2]"
        " from staging.survey_response",
    ) == [(None, None, None, None, 2, None)]


def test_what_may_mean_zero_is_no_telephone_but_asked_back_as_an_answer(
    opened: Connection, wave: Path, take_in: TakeIn
) -> None:
    signs = ("\u2013", "tidak ada", "Nihil", "none")
    records = [record(number, phone=sign) for number, sign in enumerate(signs)]
    records += [record(number, jobs_1=sign) for number, sign in enumerate(signs, start=len(signs))]
    deliver(wave / "export.csv", exported("central", *records), day=1)
    take_in()
    assert refusals(opened) == {(row, "in_scale") for row in (6, 7, 8, 9)}
    assert rows(opened, "select phone_hash from staging.survey_response order by row_number limit 4") == [(None,)] * 4
    assert rows(opened, COUNTED) == [(4,)]


def test_a_placeholder_is_never_hashed_as_somebody_s_telephone(opened: Connection, wave: Path, take_in: TakeIn) -> None:
    excuses = (
        "0", "000000000000", "99999999", "12", "x", "no phonenumber property in enketo", "phonenumber not found",
        "08123xxxxxx", "081234****", "0812......", "+6280000000000", "08111111111", "1234567890", "081234567890", "62",
        "6,28123E+12", "6.28E+12", "tidak punya HP", "#REF!",
    )  # fmt: skip
    records = [
        record(number, phone=excuse, deviceid="deviceid not found", mode="online")
        for number, excuse in enumerate((*excuses, *excuses))
    ]
    deliver(wave / "export.csv", exported("surveycto", *records), day=1)
    take_in()
    assert rows(opened, "select distinct phone_hash, device_hash from staging.survey_response") == [(None, None)]
    assert rows(opened, COUNTED) == [(2 * len(excuses),)]


def test_what_a_spreadsheet_shortened_identifies_nobody(opened: Connection, waves: Path, take_in: TakeIn) -> None:
    """A long number saved as `1,23E+15` is the same for many people: it is not an identity, no telephone, no device and
    no sampling unit."""
    for program in ("kobo", "central"):
        people = (record(number, wave=program, phone="6,28123E+12", deviceid="3,56E+14") for number in range(4))
        several = record(4, wave=program, stratum="selatan", psu="1,28E+13")
        content = exported(program, *people, several).decode()
        key = r'"_id"|"meta/rootUuid"' if program == "kobo" else "KEY"
        deliver(waves / program / "export.csv", shortened(content, key).encode(), day=1)
    take_in()
    assert rows(
        opened, "select distinct phone_hash, device_hash from staging.survey_response where stratum = 'utara'"
    ) == [(None, None)]
    assert rows(opened, COUNTED) == [(8,)]
    assert refusals(opened) == {(6, "psu_known")}


def test_a_telephone_stays_one_however_it_is_written(opened: Connection, wave: Path, take_in: TakeIn) -> None:
    written = ("+62 812-3457-6890", "(061) 456 789", "081234576891", "HP 0812 3457 6892", "0812-0000-0000")
    deliver(wave / "export.csv", exported("kobo", *(record(n, phone=each) for n, each in enumerate(written))), day=1)
    take_in()
    assert rows(opened, "select count(distinct phone_hash) from staging.survey_response") == [(5,)]


def test_one_telephone_in_whatever_way_it_is_written_is_one_person(
    opened: Connection, wave: Path, take_in: TakeIn
) -> None:
    ways = ("+62 812-3457-6890", "081234576890", "6281234576890", "81234576890", "0812.3457.6890", "0812 3457 6890",
            "81234576890.0", "+62 (0)812 3457 6890", "HP: 0062 812 3457 6890")  # fmt: skip
    for number, way in enumerate(ways):
        program = PROGRAMS[number % len(PROGRAMS)]
        deliver(wave / f"{number}.csv", exported(program, record(number, phone=way), record(20 + number)), day=1)
    take_in()
    assert rows(opened, COUNTED) == [(len(ways) + 1,)]
    assert rows(opened, "select rule, count(*) from quality.survey_flag group by 1") == [("same_phone", len(ways) - 1)]


def test_a_choice_of_several_is_no_telephone_no_sex_and_no_answer(
    opened: Connection, wave: Path, take_in: TakeIn
) -> None:
    """Kobo and Central can leave out the column of all choices, and export one of zeros and ones for each."""

    def several(line: bytes, number: int) -> bytes:
        chosen = b'"aset/phone";"aset/sex";"aset/jobs_1";"aset/city"' if number == 0 else b'"1";"0";"1";"0"'
        return line + b";" + (chosen.replace(b'"1"', b'"0"') if number == 2 else chosen)

    records = [record(number) for number in range(4)]
    for each in records:
        del each["phone"]
    lines = exported("kobo", *records).splitlines()
    deliver(wave / "export.csv", b"\n".join(several(line, n) for n, line in enumerate(lines)), day=1)
    take_in()
    assert rows(opened, "select distinct sex, answer[1], phone_hash from staging.survey_response") == [("P", 2, None)]
    assert rows(opened, COUNTED) == [(4,)]


def test_questions_of_other_groups_are_not_taken_for_ours(opened: Connection, wave: Path, take_in: TakeIn) -> None:
    content = exported("central", *(record(number) for number in range(3)))
    others = (b"transport-mode,listrik-start,kesehatan-weight,phonenumber,non-phone,pendapat-jobs_1",
              *[b"bus,2017-01-01T00:00:00.000Z,65,0811111111,1,5"] * 3)  # fmt: skip
    lines = zip(content.splitlines(), others, strict=True)
    deliver(wave / "export.csv", b"\n".join(line + b"," + more for line, more in lines), day=1)
    take_in()
    assert rows(
        opened, "select distinct mode, started_at >= '2017-07-01', weight, answer[1] from staging.survey_response"
    ) == [("face_to_face", True, None, 2)]
    assert rows(opened, COUNTED) == [(3,)]


@pytest.mark.parametrize("separator", ["/", "-", ".", ":"])
@pytest.mark.parametrize("program", ["kobo", "kobo_words"])
def test_groups_may_be_parted_by_another_sign(program: str, separator: str) -> None:
    names = heading.read(io.BytesIO(exported(program, record(0)))).names
    parted = [name.replace("/", separator) for name in names]
    assert mappings.find(FORM, parted, FRAMEWORK.survey) == mappings.find(FORM, names, FRAMEWORK.survey)


def test_headings_in_other_letters_are_recognised(opened: Connection, wave: Path, take_in: TakeIn) -> None:
    heading, *lines = exported("kobo", record(0), record(1)).splitlines(keepends=True)
    deliver(wave / "export.csv", heading.upper() + b"".join(lines), day=1)
    take_in()
    assert rows(
        opened, "select submitted_at, phone_hash is null from staging.survey_response where row_number = 2"
    ) == [(NINE + timedelta(minutes=16), False)]


NOT_UNDERSTOOD = [
    ("kobo", "persetujuan/consent", "persetujuan/setuju", "no_consent"),
    ("kobo_words", "Bersediakah Anda menjawab?", "Bersedia?", "no_consent"),
    ("central", "persetujuan-consent", "persetujuan-consent_note", "no_consent"),
    ("central", ",yes,", ",OK,", "no_consent"),
    ("kobo", "responden/city", "responden/kota_tinggal", "no_city"),
    ("kobo_words", "Pekerjaan yang layak", "Kerja yang layak", "no_items"),
    ("surveycto", ",sex,", ",city,", "doubled_column"),
]


def test_an_export_that_is_not_understood_is_refused_with_what_to_do_and_nothing_of_it_is_stored(
    opened: Connection, wave: Path, take_in: TakeIn
) -> None:
    for number, (program, before, after, _) in enumerate(NOT_UNDERSTOOD):
        deliver(wave / f"{number}.csv", changed(exported(program, record(0), record(1)), before, after), day=1)
    take_in()
    refused = rows(opened, REFUSED)
    assert [found.split(":")[0] for *_, found in refused] == [rule for *_, rule in NOT_UNDERSTOOD]
    assert {(row, rule) for _, row, rule, _ in refused} == {(None, "survey_file.readable")}
    assert rows(opened, "select count(*) from raw.survey_row") == [(0,)]
    ((in_indonesian, in_english),) = rows(opened, "select distinct message_id, message_en from quality.rejected_row")
    assert "Nilai dan judul XML" in in_indonesian
    assert "XML values and headers" in in_english


def test_where_nobody_consents_everybody_is_counted_and_nothing_stored(
    opened: Connection, wave: Path, take_in: TakeIn
) -> None:
    deliver(wave / "export.csv", exported("central", record(0, consent="no"), record(1, consent="n/a")), day=1)
    take_in()
    assert rows(opened, LEDGER)[1] == ("survey/w1/export.csv", "row", 2, 0, 2, 0)
    assert rows(opened, "select rows_stored, no_consent from raw.survey_reading where kind = 'responses'") == [(0, 2)]


def test_a_date_that_could_be_two_is_asked_back_until_its_order_is_declared(
    opened: Connection, wave: Path, take_in: TakeIn
) -> None:
    content = exported("central", record(0), record(1, start="05/07/2017 09:00", end="05/07/2017 09.15"))
    deliver(wave / "export.csv", content, day=1)
    take_in()
    assert refusals(opened) == {(3, "times_unambiguous")}
    deliver(wave / "sampling.yaml", SAMPLING.encode() + b"mapping: form_day_first\n", day=2)
    take_in()
    assert refusals(opened) == set()
    assert rows(opened, "select started_at from staging.survey_response where row_number = 3") == [
        (NINE.replace(day=5),)
    ]


def test_the_day_of_an_interview_is_no_time_of_its_sending(opened: Connection, wave: Path, take_in: TakeIn) -> None:
    content = exported("briefcase", record(0), record(1))
    content = changed(content, "SubmissionDate,start", "today,start")
    for hour in (9, 10):
        content = changed(content, f'"Jul 10, 2017 {hour}:16:00 AM"', "2017-07-10")
    deliver(wave / "export.csv", content, day=1)
    take_in()
    assert rows(opened, "select count(submitted_at), count(*) from core.survey_response where is_counted") == [(0, 2)]


def test_a_time_that_cannot_be_read_is_told(opened: Connection, wave: Path, take_in: TakeIn) -> None:
    deliver(wave / "export.csv", exported("central", record(0, start="pagi", end=""), record(1)), day=1)
    take_in()
    assert rows(opened, COUNTED) == [(2,)]
    assert rows(
        opened, "select row ->> 'started_text' from quality.latest_failed_row where rule_id like '%.times_readable'"
    ) == [("pagi",)]
