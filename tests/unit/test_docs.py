"""The generated docs are those that `make docs` would write now."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from psycopg2.extensions import connection as Connection

from rkci import paths
from rkci.ops import doc_index, docs


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


def test_the_index_of_the_docs_is_the_first_lines_of_its_pages() -> None:
    assert doc_index.index_of_docs(docs.DOCS) == (docs.DOCS / "README.md").read_text()


def test_the_index_of_the_decisions_is_the_first_lines_of_its_pages() -> None:
    assert doc_index.index_of_decisions(docs.DOCS / "adr") == (docs.DOCS / "adr" / "README.md").read_text()


def test_a_page_that_does_not_say_what_it_is_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mute.md").write_text("# A title\n\n## At once a section\n")
    with pytest.raises(ValueError, match=r"mute\.md must begin with `# title`"):
        doc_index.index_of_docs(tmp_path)


@pytest.mark.parametrize("suite", sorted(file.stem for file in paths.EXPECTATIONS.glob("*.json")))
def test_the_page_on_validation_names_every_suite(suite: str) -> None:
    assert f"`{suite}`" in (docs.DOCS / "validation.md").read_text()


@pytest.mark.parametrize("dag", sorted(file.stem for file in paths.DAGS.glob("*.py")))
@pytest.mark.parametrize("page", ["runbook.md", "validation.md"])
def test_the_runbook_and_the_page_on_validation_name_every_dag(page: str, dag: str) -> None:
    assert f"`{dag}`" in (docs.DOCS / page).read_text()
