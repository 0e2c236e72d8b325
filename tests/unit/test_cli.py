"""The console script `rkci`, as it is installed."""

import subprocess
import sys
from pathlib import Path

from rkci import paths

RKCI = str(Path(sys.executable).with_name("rkci"))


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([RKCI, *arguments], capture_output=True, text=True, check=False)


def test_help_names_every_command() -> None:
    told = run("--help").stdout
    assert "simulate" in told
    assert "score" in told


def test_a_cycle_that_nobody_declared_is_refused_in_words(tmp_path: Path) -> None:
    done = run("simulate", "--cycle", "2031", "--seed", "1", "--out", str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith("No include/frameworks/*/cycle.yaml declares a cycle 2031; there are 2017")
    assert "Traceback" not in done.stderr


def test_score_writes_every_step_with_17_significant_digits(database: str, tmp_path: Path) -> None:
    (tmp_path / "values.csv").write_text("unit,indicator,value\na,doctors,1\na,deaths,20\na,income,333.3\n")
    (tmp_path / "units.csv").write_text("unit,name,size\na,Unit a,small\n")
    done = run(
        "score", "--framework", str(paths.ROOT / "tests/scoring/tiny"), "--values", str(tmp_path / "values.csv"),
        "--units", str(tmp_path / "units.csv"), "--out", str(tmp_path / "out"),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    steps = {"selected", "denominated", "screened", "imputed", "treated", "treatment_log", "normalised"}
    scores = {"scores", "ranks", "contributions"}
    assert steps | scores <= {file.stem for file in (tmp_path / "out").iterdir()}
    assert "a,income,333.30000000000001" in (tmp_path / "out" / "selected.csv").read_text()
