"""Why a reader may believe a page: how each figure is computed and from what, how old and how sure the data are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pmdocs.i18n import Words
from pmdocs.pages.results import Results
from pmdocs.pages.views import SpecView
from pmdocs.sdk import GIVEN, Spec, Tile

SMALL = 30
"""A percentage of fewer people or things than this is marked (catalogue, 1.2)."""
_SHOWN = 8
"""Inputs that are shown; a figure computed from more says how many there are."""

Formula = Mapping[str, str]


def formulas(spec: SpecView) -> list[dict[str, str]]:
    """Return the formulas of the kind's labels: how each number is computed, and whose formula it is."""
    words = spec.words
    ids = dict.fromkeys(key.split(".")[1] for key in spec.kind.labels if key.startswith("formulas."))
    return [
        {"id": id_, "name": words[f"formulas.{id_}.name"], "text": words[f"formulas.{id_}.text"],
         "source": words.get(f"formulas.{id_}.source")}
        for id_ in ids
    ]  # fmt: skip


def tiles(spec: SpecView, known: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Return the key figures, each with what stands behind it."""
    by_id = {formula["id"]: formula for formula in known}
    t = spec.t
    by_id[GIVEN] = {"id": "", "name": t["tile.given"], "text": t["tile.given_text"], "source": ""}
    return [
        {"label": tile.label, "value": tile.value, "note": _note(tile, t), "tone": tile.tone,
         "formula": by_id.get(tile.formula), "why": _why(tile, by_id[tile.formula], index, spec)
         if tile.formula else None}
        for index, tile in enumerate(spec.tiles)
    ]  # fmt: skip


def _note(tile: Tile, t: Words) -> str:
    """Return the note of a figure; a percentage of few says so."""
    small = tile.n is not None and tile.n < SMALL and "%" in tile.value
    return " · ".join(filter(None, [tile.note, t("tile.small", n=t.count(tile.n)) if small else ""]))


def _why(tile: Tile, formula: Formula, index: int, spec: SpecView) -> dict[str, Any]:
    """Return what opens at a figure: formula, inputs, how many, whose formula, where the data are from."""
    t, model = spec.t, spec.spec
    shown, more = tile.inputs[:_SHOWN], len(tile.inputs) - _SHOWN
    foot = [
        t("tile.n", n=t.count(tile.n)) if tile.n is not None else "",
        f"{t['meta.as_of']} {model.as_of.show(t.lang)}" if model.as_of else "",
        f"{t['meta.source']}{t['tile.colon']}{model.source}" if model.source else "",
    ]
    return {
        "id": f"why-{index + 1}", "label": t("tile.why", label=tile.label), "name": formula["name"],
        "text": formula["text"], "source": t("tile.after", source=formula["source"]) if formula["source"] else "",
        "inputs": shown, "more": t("relation.more", n=more) if more > 0 else "",
        "foot": list(filter(None, foot)), "all": t["spec.formulas"], "href": f"#formula-{formula['id']}",
    }  # fmt: skip


def age_note(model: Spec, results: Results, lang: str) -> str:
    """Return "older than 90 days" for data that are, seen from the site's date; empty for what is kept as it was."""
    if model.as_of is None or model.status == "archived":
        return ""
    limit = results.site.config.stale_after
    if (results.lookup(lang).today - model.as_of.last).days <= limit:
        return ""
    return results.theme.words(lang)("meta.older", days=limit)
