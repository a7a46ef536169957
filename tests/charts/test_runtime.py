from __future__ import annotations

import json

import pytest

from pmdocs.charts import assets, engine
from pmdocs.charts.colors import CHART
from pmdocs.charts.layout import category_labels, legend
from pmdocs.charts.widths import longest_word, text_width
from pmdocs.diagnostics.problem import PmdocsError


def _prepared(option: object, **how: object) -> str:
    script = f"""(() => {{
      const made = pmdocs.prepare({json.dumps(option)}, {json.dumps(how)});
      return JSON.stringify(made, (_, value) => typeof value === "function" ? "a function" : value);
    }})()"""
    text: str = engine._context().eval(script)
    return text


def test_names_become_functions_at_known_keys_only() -> None:
    option = {
        "yAxis": {"axisLabel": {"formatter": "pm:rate:1"}},
        "xAxis": {"data": ["pm:rate:1"], "name": "pm:count"},
        "series": [
            {
                "symbolSize": "pm:area:2",
                "name": "pm:count",
                "data": [{"name": "pm:name", "label": {"formatter": "pm:name"}}],
            },
            {"renderItem": "pm:interval", "data": []},
        ],
    }
    made = json.loads(_prepared(option))
    assert made["yAxis"]["axisLabel"]["formatter"] == "a function"
    assert made["xAxis"]["data"] == ["pm:rate:1"]
    assert made["xAxis"]["name"] == made["series"][0]["name"] == "pm:count"
    assert made["series"][0]["symbolSize"] == "a function"
    assert made["series"][0]["data"][0] == {"name": "pm:name", "label": {"formatter": "a function"}}
    assert made["series"][1]["renderItem"] == "a function"


@pytest.mark.parametrize(
    "name", ["pm:constructor", "pm:toString", "pm:__proto__", "pm:nope", "pm:", "rate:1"]
)
def test_what_the_registry_does_not_own_stays_text(name: str) -> None:
    made = json.loads(_prepared({"a": {"formatter": name, "symbolSize": name, "renderItem": name}}))
    assert {value.replace("\u2060", "") for value in made["a"].values()} == {name}


def test_a_key_cannot_reach_the_prototype() -> None:
    script = """(() => {
      pmdocs.prepare(JSON.parse('{"__proto__": {"polluted": 1}, "a": [{"__proto__": {"polluted": 1}}]}'), {});
      return String({}.polluted);
    })()"""
    assert engine._context().eval(script) == "undefined"


def test_the_browser_gets_tooltips_as_text_and_real_colours() -> None:
    sentinel = CHART[0]
    option = {"series": [{"type": "bar", "name": sentinel, "itemStyle": {"color": sentinel}}], "xAxis": {}}
    made = json.loads(_prepared(option, host="browser", colors={"chart-1": "rgb(1,2,3)"}))
    assert made["tooltip"] == {"trigger": "axis", "renderMode": "richText", "confine": True}
    assert made["series"][0]["itemStyle"]["color"] == "rgb(1,2,3)"
    assert made["series"][0]["name"] == sentinel
    assert made["useUTC"] is True
    assert json.loads(_prepared(option, host="browser", motion=False))["animation"] is False


def test_a_drawing_has_neither_tooltips_nor_movement() -> None:
    made = json.loads(_prepared({"baseOption": {"tooltip": {"show": True}}, "media": []}, host="build"))
    assert "tooltip" not in made["baseOption"]
    assert made["baseOption"]["animation"] is False


def test_the_clock_and_chance_of_the_engine_stand_still() -> None:
    context = engine._context()
    assert context.eval("+new Date() + Date.now()") == 0
    assert context.eval("(reseed(), Math.random())") == context.eval("(reseed(), Math.random())")
    assert context.eval("new Date(86400000).getUTCDate()") == 2


def test_engine_and_builders_measure_alike() -> None:
    context = engine._context()
    for text in ("Requirements, 12.5%", "需求优先级：高", "mixed 中文 text", "…–−", ""):
        assert context.eval(f"pmdocs.measureText({json.dumps(text)}, '12px x').width") == pytest.approx(
            text_width(text)
        )
    assert context.eval("pmdocs.measureText('abc', 'bold 12px x').width") > text_width("abc")


def test_chinese_is_one_em_wide_and_breaks_anywhere() -> None:
    assert text_width("需求", 12) == 24
    assert longest_word("需求优先级") == 12
    assert longest_word("one three") == text_width("three")


def test_names_of_categories_wrap_lean_or_thin_out() -> None:
    def labels(names: list[str]) -> tuple[str, str]:
        wide, narrow = category_labels(names)
        kinds = [
            "lean" if o["axisLabel"].get("rotate") else "wrap" if "formatter" in o["axisLabel"] else "thin"
            for o in (wide, narrow)
        ]
        return kinds[0], kinds[1]

    assert labels(["Install", "Register", "Pay"]) == ("wrap", "wrap")
    assert labels(["Personalisation", "Internationalisation", "Accessibility", "Observability"]) == (
        "wrap",
        "lean",
    )
    assert labels([str(n) for n in range(40)]) == ("thin", "thin")
    assert labels(["用户", "需求", "优先级", "路线图", "增长曲线", "漏斗"]) == ("wrap", "wrap")


def test_a_legend_has_as_many_lines_as_it_needs() -> None:
    wide, narrow = legend([f"Series {n}" for n in range(6)])
    assert wide["grid"]["top"] < narrow["grid"]["top"]
    assert legend(["one"]) == ({}, {})


def test_a_missing_asset_says_how_to_get_it() -> None:
    with pytest.raises(PmdocsError, match="make") as caught:
        assets.asset("nothing.js")
    assert caught.value.exit_code == 2


def test_the_browser_gets_the_script_of_the_build() -> None:
    files = assets.browser_files()
    assert list(files) == ["echarts.min.js", "charts-runtime.js"]
    assert files["charts-runtime.js"].decode() == assets.runtime()
    assert "measureText" not in assets.runtime()
