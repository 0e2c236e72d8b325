"""Times as exporting programs write them: what each means, and what could be two is nobody's guess."""

from psycopg2.extensions import connection as Connection

UTC, LOCAL = "UTC", "Asia/Jakarta"
READ = [
    # what each program writes
    ("2017-07-10T02:16:00", UTC, None, "2017-07-10 02:16:00+00"),
    ("2017-07-10T09:15:00.000+07:00", UTC, None, "2017-07-10 02:15:00+00"),
    ("2017-07-10T02:16:00.123Z", LOCAL, None, "2017-07-10 02:16:00.123+00"),
    ("Jul 10, 2017 9:16:00 AM", LOCAL, None, "2017-07-10 02:16:00+00"),
    ("Jul 10, 2017 9:16:00 AM", UTC, None, "2017-07-10 02:16:00+00"),
    ("Jul 10, 2017, 9:16:00\u202fPM", LOCAL, None, "2017-07-10 14:16:00+00"),
    ("Jul 10, 2017 12:05:00 AM", LOCAL, None, "2017-07-09 17:05:00+00"),
    ("Jul 10, 2017 12:05:00 PM", LOCAL, None, "2017-07-10 05:05:00+00"),
    # local where nothing is said, and the zones of Indonesia by their names
    ("2017-07-10 09:16", LOCAL, None, "2017-07-10 02:16:00+00"),
    ("2017-07-10 09:16", "Asia/Jayapura", None, "2017-07-10 00:16:00+00"),
    ("2017-07-10 09:16 WIB", UTC, None, "2017-07-10 02:16:00+00"),
    ("2017-07-10 09.16 WITA", UTC, None, "2017-07-10 01:16:00+00"),
    ("2017-07-10 09:16:00wit", UTC, None, "2017-07-10 00:16:00+00"),
    ("2017-07-10T09:16:00+0700", UTC, None, "2017-07-10 02:16:00+00"),
    ("2017-07-10T09:16:00+07", UTC, None, "2017-07-10 02:16:00+00"),
    ("2017-07-10T09:16:00 GMT+07:00", UTC, None, "2017-07-10 02:16:00+00"),
    ("2017-07-10T00:16:00-03:30", UTC, None, "2017-07-10 03:46:00+00"),
    ("2017-07-10T09:16:00,5+08:00", UTC, None, "2017-07-10 01:16:00.5+00"),
    # names of months, Indonesian too
    ("10 Agustus 2017 09.16", LOCAL, None, "2017-08-10 02:16:00+00"),
    ("1 Mei 2017, 21:16:05", LOCAL, None, "2017-05-01 14:16:05+00"),
    ("5-Okt-2017 09:16", LOCAL, None, "2017-10-05 02:16:00+00"),
    ("Dec 31, 2017 11:59:59 PM", LOCAL, None, "2017-12-31 16:59:59+00"),
    # figures, in the order that was declared and in no other
    ("05/07/2017 09:16", LOCAL, "day_first", "2017-07-05 02:16:00+00"),
    ("05/07/2017 09:16", LOCAL, "month_first", "2017-05-07 02:16:00+00"),
    ("5.7.2017 9.16", LOCAL, "day_first", "2017-07-05 02:16:00+00"),
    ("05-07-2017 02:16:00 PM", UTC, "day_first", "2017-07-05 14:16:00+00"),
    ("2017/07/05 09:16", LOCAL, None, "2017-07-05 02:16:00+00"),
    ("29/02/2016 00:00", UTC, "day_first", "2016-02-29 00:00:00+00"),
]
UNREAD = [
    ("05/07/2017 09:16", None), ("13/07/2017 09:16", None), ("07/13/2017 09:16", "day_first"),
    ("13/07/2017 09:16", "month_first"), ("05/07/17 09:16", "day_first"), ("2017-07-10", "day_first"),
    ("05/07/2017", "day_first"), ("Jul 10, 2017", "day_first"), ("", None), ("now", None), ("yesterday", None),
    ("infinity", None), ("epoch", None), ("2017-13-45 10:00", None), ("2017-02-29 10:00", None),
    ("0001-01-01 00:00", None),
    ("3000-01-01 00:00", None), ("2017-07-10 24:00", None), ("2017-07-10 23:60", None), ("2017-07-10 10:00:60", None),
    ("2017-07-10 13:00 PM", None), ("2017-07-10 0:30 AM", None), ("2017-07-10T10:00:00+99:00", None),
    ("2017-07-10T10:00:00+07:99", None), ("2017-07-10 10:00 CEST", None), ("2017-07-10 10:00 WIB07", None),
    ("2017-07-10 10:00 +", None), ("Foo 10, 2017 9:16:00 AM", None), ("Jul 32, 2017 9:16:00 AM", None),
    ("42926.386", None), ("1499652960000", None), ("10:00", None), ("\u0661\u0660/07/2017 10:00", "day_first"),
    ("2017-07-10 10:00 2017-07-10 10:00", None), ("9" * 50 + "-07-10 10:00", None),
]  # fmt: skip


def instant(connection: Connection, written: str, zone: str, order: str | None) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("set local timezone = 'UTC'")
        cursor.execute("select staging.instant_or_null(%s, %s, %s, %s)::text", (written, zone, LOCAL, order))
        ((found,),) = cursor.fetchall()
    return found


def test_a_time_means_what_its_column_and_its_program_say(connection: Connection) -> None:
    assert [instant(connection, *given) for *given, _ in READ] == [right for *_, right in READ]


def test_what_is_no_instant_or_could_be_two_is_not_read(connection: Connection) -> None:
    assert [(written, instant(connection, written, LOCAL, order)) for written, order in UNREAD] == [
        (written, None) for written, _ in UNREAD
    ]
