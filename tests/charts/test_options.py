from __future__ import annotations

import json
import math

import numpy as np
import pytest
from pyecharts import options as opts
from pyecharts.commons.utils import JsCode

from pmdocs.charts.embed import option_json
from pmdocs.charts.options import NARROW, media, merge, plain


def test_plain_makes_json_of_what_pyecharts_and_numpy_give() -> None:
    given = {
        "label": opts.LabelOpts(is_show=True, position="top"),
        "gone": None,
        "numbers": np.array([1.5, 2.0]),
        "one": np.int64(3),
        "gap": [1, None, math.nan, math.inf],
        "exact": 0.1 + 0.2,
        "whole": 4.0,
        "flag": True,
    }
    made = plain(given)
    assert json.loads(json.dumps(made, allow_nan=False)) == made
    assert made["label"]["position"] == "top"
    assert made["numbers"] == [1.5, 2]
    assert made["one"] == 3
    assert made["gap"] == [1, None, None, None]
    assert (made["exact"], made["whole"], made["flag"]) == (0.3, 4, True)
    assert "gone" not in made


@pytest.mark.parametrize("value", [JsCode("alert(1)"), {1, 2}, b"x", object()])
def test_plain_refuses_script_and_what_has_no_order(value: object) -> None:
    with pytest.raises(TypeError):
        plain({"formatter": value})


def test_merge_is_deep_and_replaces_lists() -> None:
    assert merge({"a": {"b": 1, "c": [1]}, "d": 1}, {"a": {"c": [2]}}, {"d": 2}) == {
        "a": {"b": 1, "c": [2]},
        "d": 2,
    }


def test_media_joins_what_is_narrow() -> None:
    once = media({"a": 1}, {"grid": {"top": 1}})
    twice = media(once, {"grid": {"left": 2}})
    assert once["media"] == [{"query": {"maxWidth": NARROW}, "option": {"grid": {"top": 1}}}]
    assert twice["media"][0]["option"] == {"grid": {"top": 1, "left": 2}}
    assert twice["baseOption"] == {"a": 1}


def test_json_in_a_page_cannot_end_the_script() -> None:
    text = option_json({"b": "</script><!--\u2028\u2029&", "a": 1})
    assert not set("<>&\u2028\u2029") & set(text)
    assert text.startswith('{"a":1,')
    assert json.loads(text) == {"a": 1, "b": "</script><!--\u2028\u2029&"}
