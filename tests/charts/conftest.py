"""What the tests of charts share: drawing one, and asking the runtime."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from pmdocs.charts import engine

Draw = Callable[..., str]
Format = Callable[..., str]


@pytest.fixture
def svg() -> Draw:
    """Draw an option with what the test does not care about filled in."""

    def drawn(option: Mapping[str, Any], width: int = 760, height: int = 360, lang: str = "en") -> str:
        return engine.draw(option, width=width, height=height, prefix="t", lang=lang, label="finding")

    return drawn


@pytest.fixture
def show() -> Format:
    """Format a value as the runtime does: ``show("rate:1", 0.5, "en")``."""

    def shown(name: str, value: object, lang: str = "en", *more: object) -> str:
        arguments = ",".join(json.dumps(one) for one in (value, *more))
        context = json.dumps({"lang": lang, "base": {}})
        script = f"pmdocs.format({json.dumps('pm:' + name)}, {context})({arguments})"
        text: str = engine._context().eval(script)
        return text

    return shown
