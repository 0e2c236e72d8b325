"""The generated docs are those that `make docs` would write now."""

import os
import subprocess
import sys

from psycopg2.extensions import connection as Connection

from rkci import paths
from rkci.ops import docs


def test_the_data_dictionary_is_the_comments_of_the_database(connection: Connection) -> None:
    assert docs.data_dictionary(connection) == (paths.ROOT / "docs" / "data-dictionary.md").read_text()


def test_the_list_of_dags_is_what_the_dag_files_say() -> None:
    code = "from rkci.ops import docs; import sys; sys.stdout.write(docs.dags())"
    environment = os.environ | {"AIRFLOW__CORE__PLUGINS_FOLDER": str(paths.PLUGINS)}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    written = (paths.ROOT / "docs" / "DAGS.md").read_text()
    assert done.stdout[done.stdout.index("# Dags") :] == written
