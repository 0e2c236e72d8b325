"""Plain lists (assessments, findings of visits, objections): one way in, by a form that is data.

Files are CSV or XLSX, and every filled row is kept as written. The headings stand in any order, in Indonesian or as the
English names of the columns; rows above them are ignored.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from psycopg2.extensions import connection as Connection
from psycopg2.extras import Json, execute_values

from rkci.intake import archive, inbox, ingest
from rkci.intake.counting import count_rows
from rkci.intake.errors import UNSTORABLE, UnreadableError
from rkci.intake.ingest import Step
from rkci.intake.layout import INSTRUCTION_SHEET, Label, cell, key_of
from rkci.intake.sheets import NumberText, read_sheets
from rkci.intake.unread import Unread, read_all, unread_files


@dataclass(frozen=True)
class Form:
    """A list by its folder of the inbox, which is its dataset, and its headings.

    A row that holds at least the `required` headings is the row of headings; `cell_of` is the column whose cell a row
    is known by. A row with all of `handed_out` and nothing of `written` is one of a template, left as it was. A row has
    a number of its own where people name it by one.
    """

    dataset: str
    columns: dict[str, Label]
    required: tuple[str, ...]
    cell_of: str
    handed_out: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    is_numbered: bool = False


@dataclass(frozen=True)
class ListIngest:
    """How the files of a list come in; the rest is the same for all of them.

    `suites` are those of its files and of its rows, `staging` and `acceptance` the steps of its rows, `parameters` what
    these bind beside the cycle. Where `is_waiting`, there is something to do though nothing new was delivered.
    """

    form: Form
    suites: tuple[str, str]
    staging: tuple[Step, ...]
    acceptance: tuple[Step, ...]
    parameters: Callable[[Connection, int], Mapping[str, object]]
    is_waiting: Callable[[Connection, int], bool] = lambda connection, cycle_year: False

    def receive(self, connection: Connection, cycle_year: int) -> bool:
        """Archive and record what is new in the inbox; returns True if something is to be judged or to be honoured."""
        is_new = ingest.receive(connection, cycle_year, self.form.dataset)
        return is_new or self.is_waiting(connection, cycle_year)

    def read_files(self, connection: Connection, cycle_year: int) -> dict[str, int]:
        """Archived files that were not read before -> raw; what cannot be read is noted and harms no other.

        Returns the numbers of files, of unreadable files among them, and of rows.
        """
        return read_files(connection, cycle_year, self.form)

    def stage(self, connection: Connection, cycle_year: int) -> dict[str, int]:
        """Raw rows of the cycle -> staging, typed; returns the rows of each table. Raises Refusal if the cycle's
        calendar does not say what the steps bind."""
        steps = ("staging/list_file.sql", *self.staging)
        parameters = self.parameters(connection, cycle_year)
        return ingest.stage(connection, cycle_year, self.form.dataset, steps, parameters)

    def accept(self, connection: Connection, cycle_year: int) -> dict[str, int]:
        """Staging less what the suites refused -> core, rejected rows and ledger: see ingest.accept."""
        steps = (*self.acceptance, "quality/rejected_row.sql", "quality/ledger_list.sql")
        parameters = self.parameters(connection, cycle_year)
        return ingest.accept(connection, cycle_year, self.form.dataset, self.suites, steps, parameters)


@dataclass(frozen=True)
class ListRow:
    """One filled row; `row_number` counts from 1 as Excel does, `cell` is that of `cell_of`, `written` is by key: a
    NumberText where it stands in a number cell."""

    sheet: str
    row_number: int
    cell: str
    written: dict[str, str]


def find_header(form: Form, texts: list[str]) -> dict[str, int] | None:
    """Column number (from 0) of each heading among the texts of one row, or None if it is not a row of headings."""
    found: dict[str, int] = {}
    for column, written in enumerate(texts):
        key = key_of(written, form.columns)
        if key is not None:
            found.setdefault(key, column)
    return found if all(key in found for key in form.required) else None


def read(form: Form, content: bytes, file_name: str) -> tuple[list[ListRow], int]:
    """The filled rows of every sheet, and how many an independent reader counts.

    Raises UnreadableError where the file cannot be opened, or a filled sheet has no row of headings.
    """
    rows: list[ListRow] = []
    is_filled = False
    for sheet, texts in read_sheets(content, file_name, lambda texts: find_header(form, texts)).items():
        filled = [number for number, row in enumerate(texts) if any(one.strip() for one in row)]
        if filled and sheet != INSTRUCTION_SHEET:
            rows.extend(_rows(form, sheet, texts, filled))
            is_filled = True
    if not is_filled:
        raise UnreadableError("no_header", found="no sheet with anything in it")
    required, handed_out, written = (
        [form.columns[key] for key in keys] for keys in (form.required, form.handed_out, form.written)
    )
    return rows, count_rows(content, file_name, required, handed_out, written)


def read_files(connection: Connection, cycle_year: int, form: Form) -> dict[str, int]:
    key = (cycle_year, form.dataset)
    number = "nextval('raw.list_number')" if form.is_numbered else "null"

    def read_one(file: Unread) -> int | None:
        rows, received, why = _read(form, file.file_hash, file.names[0])
        place = (why.rule, why.sheet, why.cell, why.found) if why else (None,) * 4
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into raw.list_reading (cycle_year, dataset, file_hash, rows_received, rows_read,"
                " unreadable_rule, unreadable_sheet, unreadable_cell, unreadable_found)"
                " values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
                (*key, file.file_hash, received, len(rows), *place),
            )
            execute_values(
                cursor,
                "insert into raw.list_row"
                " (cycle_year, dataset, file_hash, sheet, row_number, cell, written, number_columns, number) values %s",
                [
                    (
                        *key, file.file_hash, _kept(row.sheet), row.row_number, row.cell,
                        Json({column: _kept(written) for column, written in row.written.items()}),
                        [column for column, written in row.written.items() if isinstance(written, NumberText)],
                    )
                    for row in rows
                ],
                template=f"(%s, %s, %s, %s, %s, %s, %s, %s, {number})",
            )  # fmt: skip
        return len(rows) if why is None else None

    files = unread_files(connection, cycle_year, form.dataset)
    return read_all(connection, cycle_year, form.dataset, files, read_one)


def _rows(form: Form, sheet: str, texts: list[list[str]], filled: list[int]) -> list[ListRow]:
    header: dict[str, int] | None = None
    rows = []
    for number in filled:
        row = texts[number]
        if header is None:
            header = find_header(form, row)
            continue
        written = {key: row[column] for key, column in header.items() if column < len(row) and row[column].strip()}
        if form.handed_out and written.keys() >= set(form.handed_out) and written.keys().isdisjoint(form.written):
            continue
        rows.append(ListRow(sheet, number + 1, cell(number, header[form.cell_of]), written))
    if header is None:
        raise UnreadableError("no_header", sheet=sheet, cell=cell(filled[0], 0), found=" | ".join(texts[filled[0]]))
    return rows


def _read(form: Form, file_hash: str, file_name: str) -> tuple[list[ListRow], int, UnreadableError | None]:
    size = archive.size(file_hash)
    if size > inbox.MAX_FILE_BYTES:
        found = f"{size} bytes, more than the {inbox.MAX_FILE_BYTES} that are read"
        return [], 0, UnreadableError("too_large", found=found)
    try:
        return *read(form, archive.load(file_hash), file_name), None
    except UnreadableError as error:
        return [], 0, error


def _kept(written: str) -> str:
    """A text as PostgreSQL holds it."""
    return written.translate(UNSTORABLE)
