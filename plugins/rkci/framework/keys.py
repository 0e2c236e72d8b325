"""The keys of framework.yaml that this engine knows: what each may be set to, its default, and who uses it."""

import math
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from rkci.framework.origins import ORIGINS
from rkci.plain_yaml import is_nothing, number, truth, whole

AGGREGATIONS = ("arithmetic", "geometric", "harmonic", "generalised", "copeland")
RANK_METHODS = ("rank", "percentile_rank", "borda")
LOG_METHODS = ("goalposts", "minmax", "zscore", "distance_to_max", "distance_to_reference")
"""Normalisations that may follow a logarithm: they measure differences, and every bound of theirs takes it too."""


class Kind(NamedTuple):
    """What a key may be set to: in words, as a test, and how it is kept."""

    words: str
    holds: Callable[[Any], bool]
    keep: Callable[[Any], Any] = lambda value: value


def one_of(*valid: str) -> Kind:
    """One of these words."""
    return Kind(f"one of {', '.join(valid)}", lambda value: isinstance(value, str) and value in valid)


def or_null(kind: Kind) -> Kind:
    """What `kind` allows, or null."""
    return Kind(
        f"{kind.words}, or null",
        lambda value: is_nothing(value) or kind.holds(value),
        lambda value: None if is_nothing(value) else kind.keep(value),
    )


def _is_between(value: Any, low: float, high: float) -> bool:
    found = number(value)
    return found is not None and low <= found <= high


def _is_count(value: Any) -> bool:
    found = whole(value)
    return found is not None and found >= 0


def _is_code(value: Any) -> bool:
    return isinstance(value, str) and value != ""


NUMBER = Kind("a number", lambda value: number(value) is not None, number)
NOT_NEGATIVE = Kind("a number, 0 or more", lambda value: _is_between(value, 0, math.inf), number)
SHARE = Kind("a share from 0 to 1", lambda value: _is_between(value, 0, 1), number)
COUNT = Kind("a whole number, 0 or more", _is_count, whole)
TRUTH = Kind("true or false", lambda value: truth(value) is not None, truth)
CODE = Kind("a code", _is_code)
CODES = Kind("a list of codes", lambda value: isinstance(value, list) and all(map(_is_code, value)))
PRECEDENCE = Kind(
    f"a list that names each of {', '.join(ORIGINS)} once",
    lambda value: isinstance(value, list) and sorted(map(str, value)) == sorted(ORIGINS),
)
SOME_ORIGINS = Kind(
    f"a list of some of {', '.join(ORIGINS)}",
    lambda value: isinstance(value, list) and set(map(str, value)) <= set(ORIGINS),
)
PANEL = Kind(
    "the name of a file judgements*.csv in the framework's folder",
    lambda value: isinstance(value, str) and re.fullmatch(r"judgements[\w.-]*\.csv", value) is not None,
)
VARIED = Kind("a mapping", lambda value: isinstance(value, dict), lambda value: _varied(value))

IMPUTATION = {
    "method": one_of(
        "none", "mean", "median", "group_mean", "group_median", "row_mean", "latest", "linear", "constant"
    ),
    "group": or_null(CODE),
    "scope": one_of("all", "parent"),
    "value": or_null(NUMBER),
}
TREATMENT = {
    "method": one_of("none", "winsorise_log", "log", "boxcox"),
    "winmax": or_null(COUNT),
    "skew": NOT_NEGATIVE,
    "kurtosis": NUMBER,
    "second": one_of("none", "log_ct", "log_ct_plus", "log_ct_combined"),
    "lambda": or_null(NUMBER),
}
NORMALISATION = {
    "method": one_of(
        "minmax", "zscore", *RANK_METHODS, "distance_to_max", "distance_to_target", "distance_to_reference",
        "fraction_of_max", "scaled", "goalposts",
    ),
    "pool": one_of("all", "group", "frozen"),
    "group": or_null(CODE),
    "min": NUMBER,
    "max": NUMBER,
    "mean": NUMBER,
    "sd": NUMBER,
    "cap": TRUTH,
    "truncate": TRUTH,
    "reference": or_null(CODE),
    "constant": or_null(NUMBER),
}  # fmt: skip
AGGREGATION = {"method": one_of(*AGGREGATIONS), "power": or_null(NUMBER), "data_threshold": or_null(SHARE)}
"""What a level or a parent may choose of its own."""

KEYS: dict[str, dict[str, Kind]] = {
    "selection": {"precedence": PRECEDENCE, "nominees_only": SOME_ORIGINS, "max_age_years": COUNT},
    "disproved_claims": {"method": one_of("none", "to_minimum", "share"), "share": SHARE},
    "denomination": {"method": one_of("none", "by_column")},
    "screening": {
        "method": one_of("none", "by_na", "by_zeros", "by_na_and_zeros"),
        "min_available": SHARE,
        "min_nonzero": SHARE,
        "force_in": CODES,
        "force_out": CODES,
    },
    "imputation": IMPUTATION,
    "treatment": TREATMENT,
    "normalisation": NORMALISATION,
    "weights": {
        "method": one_of("given", "equal", "ahp"),
        "sum": or_null(NOT_NEGATIVE),
        "judgements": PANEL,
        "max_consistency_ratio": NOT_NEGATIVE,
        "inconsistent": one_of("refuse", "exclude"),
    },
    "aggregation": {
        "default": AGGREGATION["method"],
        "power": AGGREGATION["power"],
        "data_threshold": AGGREGATION["data_threshold"],
    },
    "ranking": {"groups": CODES, "digits": COUNT, "min_coverage": SHARE},
    "uncertainty": {
        "draws": COUNT,
        "seed": COUNT,
        "weight_noise": SHARE,
        "vary": VARIED,
        "tie_probability": SHARE,
        "first_places": COUNT,
    },
}
"""Every block and key of framework.yaml that this engine knows."""

CHOICES: dict[str, dict[str, dict[str, Kind]]] = {
    "imputation": {"by_indicator": IMPUTATION},
    "treatment": {"by_indicator": TREATMENT},
    "normalisation": {"by_indicator": NORMALISATION},
    "aggregation": {"by_level": AGGREGATION, "by_parent": AGGREGATION},
}
"""Block to the keys below which an indicator, level or parent chooses for itself, and what it may choose."""

VARY: dict[str, dict[str, Kind]] = {
    "imputation": IMPUTATION,
    "treatment": TREATMENT,
    "normalisation": NORMALISATION,
    "aggregation": AGGREGATION,
}
"""What `uncertainty.vary` may choose among: lists of methods, or of mappings with a method and its keys."""

VARY_FLAGS: dict[str, Kind] = {
    "weights": one_of("noise", "dirichlet"),
    "leave_one_out": TRUTH,
    "sampling_error": TRUTH,
    "imputation_error": TRUTH,
}
"""What `uncertainty.vary` may switch on besides."""


def _varied(given: dict[str, Any]) -> dict[str, Any]:
    """`uncertainty.vary` with what holds as it is kept; what is not valid is refused afterwards, as it is written."""

    def kept(kind: Kind | None, value: Any) -> Any:
        return kind.keep(value) if kind is not None and kind.holds(value) else value

    def choice(name: str, entry: Any) -> Any:
        kinds = VARY.get(name, {})
        return {key: kept(kinds.get(key), value) for key, value in entry.items()} if isinstance(entry, dict) else entry

    return {
        name: [choice(name, entry) for entry in value] if isinstance(value, list) else kept(VARY_FLAGS.get(name), value)
        for name, value in given.items()
    }


DEFAULTS: dict[str, Any] = {
    "selection": {"precedence": list(ORIGINS), "nominees_only": [], "max_age_years": 0},
    "disproved_claims": {"method": "none", "share": 0.0},
    "denomination": {"method": "none"},
    "screening": {
        "method": "none", "min_available": 2 / 3, "min_nonzero": 0.05, "force_in": [], "force_out": [],
    },
    "imputation": {"method": "none", "group": None, "scope": "all", "value": None, "by_indicator": {}},
    "treatment": {
        "method": "none", "winmax": 5, "skew": 2.0, "kurtosis": 3.5, "second": "log_ct", "lambda": None,
        "by_indicator": {},
    },
    "normalisation": {
        "method": "minmax", "pool": "all", "group": None, "min": 0.0, "max": 100.0, "mean": 0.0, "sd": 1.0,
        "cap": False, "truncate": False, "reference": None, "constant": None, "by_indicator": {},
    },
    "weights": {
        "method": "given", "sum": None, "judgements": "judgements.csv", "max_consistency_ratio": 0.1,
        "inconsistent": "refuse",
    },
    "aggregation": {
        "default": "arithmetic", "power": None, "data_threshold": None, "by_level": {}, "by_parent": {},
    },
    "ranking": {"groups": [], "digits": 10, "min_coverage": 0.0},
    "uncertainty": {
        "draws": 0, "seed": 0, "weight_noise": 0.0, "vary": {}, "tie_probability": 0.95, "first_places": 10,
    },
    "levels": [],
}  # fmt: skip
"""Thresholds of screening and treatment are those of COINr 1.1; the consistency ratio is Saaty's."""

WINSORISING, ANY = ("winsorise_log",), ("winsorise_log", "log", "boxcox")
POOLED = (
    "minmax", "zscore", *RANK_METHODS, "distance_to_max", "distance_to_target", "distance_to_reference",
    "fraction_of_max",
)  # fmt: skip
USED_BY: dict[str, dict[str, tuple[str, ...]]] = {
    "disproved_claims": {"share": ("share",)},
    "screening": {
        "min_available": ("by_na", "by_na_and_zeros"),
        "min_nonzero": ("by_zeros", "by_na_and_zeros"),
        "force_in": ("by_na", "by_zeros", "by_na_and_zeros"),
        "force_out": ("by_na", "by_zeros", "by_na_and_zeros"),
    },
    "imputation": {"group": ("group_mean", "group_median"), "scope": ("row_mean",), "value": ("constant",)},
    "treatment": {
        "winmax": WINSORISING,
        "skew": ANY,
        "kurtosis": ANY,
        "second": ("winsorise_log", "log"),
        "lambda": ("boxcox",),
    },
    "normalisation": {
        "pool": POOLED,
        "group": POOLED,
        "min": ("minmax", "scaled", "goalposts"),
        "max": ("minmax", "scaled", "goalposts"),
        "mean": ("zscore",),
        "sd": ("zscore",),
        "cap": ("distance_to_target", "distance_to_reference"),
        "truncate": ("goalposts", "minmax"),
        "reference": ("distance_to_reference",),
        "constant": POOLED,
    },
    "weights": {"judgements": ("ahp",), "max_consistency_ratio": ("ahp",), "inconsistent": ("ahp",)},
}
"""Key to the methods of its block that use it; a key that is not here is used by all."""
