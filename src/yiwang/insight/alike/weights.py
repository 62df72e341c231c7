"""The numbers of the models of `scoring`, fitted by `yiwang insight alike --fit`.

Fitted on the tuning half of the labelled set alone; see docs/how-to/alike.md.
"""

from typing import Any

MODELS: dict[str, Any] = {
    "words": {
        "weights": {
            "overlap": 0.609,
            "contained": -2.243,
            "title": 6.846,
            "titles": 1.826,
            "title_least": -0.643,
            "rarest_head": 6.655,
            "head": 0.89,
            "root": 8.859,
            "root_and_title": -6.897,
            "places": 0.236,
            "rarest_place": 0.231,
            "other_place": -2.819,
            "title_and_place": 4.702,
            "same_class": 0.0,
            "other_class": 0.0,
            "same_area": 0.0,
            "other_area": 0.0,
            "near": 0.0,
            "class_and_place": 0.0,
            "bias": -15.509,
        },
        "threshold": 0.425,
    },
    "facts": {
        "weights": {
            "overlap": -0.353,
            "contained": -1.486,
            "title": 8.648,
            "titles": 0.475,
            "title_least": -0.016,
            "rarest_head": 6.453,
            "head": 1.041,
            "root": 3.326,
            "root_and_title": -2.897,
            "places": -0.222,
            "rarest_place": -0.268,
            "other_place": -1.818,
            "title_and_place": 4.531,
            "same_class": -0.066,
            "other_class": -5.702,
            "same_area": 1.503,
            "other_area": -7.844,
            "near": 1.307,
            "class_and_place": 7.985,
            "bias": -14.405,
        },
        "threshold": 0.234,
    },
}
