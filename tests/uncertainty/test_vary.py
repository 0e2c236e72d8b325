"""`uncertainty.vary` in framework.yaml: what it may say, and what is refused before anything is drawn."""

from pathlib import Path
from typing import Any

import pytest
from small_runs import Case, framework

from rkci.refusal import Refusal


def load(folder: Path, **vary: Any) -> dict[str, Any]:
    case = Case({"x": [1, 2], "y": [2, 1]}, {"draws": 5, "seed": 1, "vary": vary})
    settings: dict[str, Any] = framework(folder / "made", case).settings
    return settings


@pytest.mark.parametrize(
    ("vary", "words"),
    [
        ({"normalization": ["minmax"]}, "unknown key `uncertainty.vary.normalization`; valid are imputation"),
        ({"normalisation": ["minimax"]}, "`uncertainty.vary.normalisation.method` is 'minimax'"),
        ({"normalisation": [{"method": "minmax", "low": 1}]}, "unknown key `uncertainty.vary.normalisation.low`"),
        ({"normalisation": "minmax"}, "must be a list"),
        ({"normalisation": [{"method": "minmax", "min": 100, "max": 1}]}, "min must be smaller"),
        ({"normalisation": ["distance_to_target"]}, "x has no target"),
        ({"treatment": [{"method": "boxcox"}]}, "`uncertainty.vary.treatment.lambda` is missing"),
        ({"imputation": ["constant"]}, "`uncertainty.vary.imputation.value` is missing"),
        ({"imputation": ["row_mean"]}, "row_mean, which is not simulated"),
        ({"aggregation": ["generalised"]}, "`uncertainty.vary.aggregation.power` is missing"),
        ({"weights": "normal"}, "`uncertainty.vary.weights` is 'normal'; it must be one of noise, dirichlet"),
        ({"leave_one_out": "yes"}, "`uncertainty.vary.leave_one_out`"),
    ],
)
def test_what_cannot_be_varied_is_refused_by_name(tmp_path: Path, vary: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal) as refused:
        load(tmp_path, **vary)
    assert words in str(refused.value)


def test_an_entry_is_a_method_or_keys_that_change_the_published_one(tmp_path: Path) -> None:
    vary = {
        "treatment": [{"winmax": 3}, "none"],
        "normalisation": [{"method": "minmax", "min": 1, "max": 100}, "zscore"],
        "aggregation": ["arithmetic", {"method": "generalised", "power": 2}],
    }
    assert load(tmp_path, **vary)["uncertainty"]["vary"] == vary


def test_what_is_not_said_has_its_default(tmp_path: Path) -> None:
    settings = framework(tmp_path / "made", Case({"x": [1, 2]})).settings
    assert settings["uncertainty"]["draws"] == 0
    assert (settings["uncertainty"]["tie_probability"], settings["uncertainty"]["first_places"]) == (0.95, 10)
