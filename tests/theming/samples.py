"""What the build hands to the templates, made up: one spec, its figure, and the shell around it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markupsafe import Markup

from pmdocs.system.boundary import Boundary
from pmdocs.theming.theme import Theme, load_theme

ROOT = Path(__file__).resolve().parents[2]
THEME: Theme = load_theme(Boundary.of(ROOT), "base")
HOSTILE = "<script>alert('x')</script>\" onload=\"x"


def figure(lang: str = "en", **changes: Any) -> Markup:
    """Return a chart as the theme writes it."""
    f: dict[str, Any] = {
        "id": "signup-funnel", "title": "Sign-ups", "summary": "Registration loses most.", "said": False, "note": "n = 84,000",
        "wide": Markup("<svg>wide</svg>"), "narrow": Markup("<svg>narrow</svg>"), "wide_width": 760,
        "wide_height": 380, "narrow_height": 320, "option": Markup('{"series":[]}'), "lang": lang,
        "table": {
            "columns": [{"title": "Step", "numeric": False}, {"title": "People", "numeric": True}],
            "rows": [[{"text": "Visit"}, {"text": "84,000"}]],
        },
        "csv_href": "funnel.csv",
    }  # fmt: skip
    return Markup(THEME.macro("figure.html", "figure", THEME.words(lang))(f | changes))  # noqa: S704 -- a template


def problem(severity: str = "warning", **changes: Any) -> dict[str, Any]:
    """Return a problem as the build describes it to a template."""
    return {
        "severity": severity, "code": "W-SMALL", "message": "21 people are few", "hint": "join the segments",
        "place": "growth/signup.md:31:12",
    } | changes  # fmt: skip


def spec(**changes: Any) -> dict[str, Any]:
    """Return ``it`` of spec.html."""
    conversion = {"id": "conversion", "name": "Conversion", "text": "step ÷ first step", "source": ""}
    relation = {
        "title": "Guest mode",
        "href": "../guest/index.html",
        "kind_name": "A/B test",
        "icon": "",
        "reason": "linked in the text",
    }
    table = Markup('<table><tr><td class="num">1</td></tr></table>')
    return {
        "kind": {"id": "funnel", "name": "Funnel", "icon": ""}, "title": "Sign-up funnel",
        "meta": [{"label": "Status", "value": "Approved", "tone": "good", "old": ""},
                 {"label": "Owner", "value": "Mia", "tone": "", "old": "older than 90 days"}],
        "tags": ["growth"], "summary": "A third leaves at registration.", "errors": [],
        "tiles": [{"label": "Visitors", "value": "84,000", "note": "on plan", "tone": "good", "formula": conversion}],
        "views": [
            {"name": "funnel", "title": "Funnel", "html": figure(), "anchor": "signup-funnel", "headed": True},
            {"name": "steps", "title": "All steps", "html": table, "anchor": "signup-steps", "headed": False},
        ],
        "problems": [problem()], "allowed": [{"code": "W-CROWD", "why": "a pilot"}],
        "prose": Markup("<p>Prose.</p>"), "formulas": [conversion],
        "draft": True,
        "relations": {"uses": [relation], "used_by": [relation], "count": 1, "href": ""},
        "data_href": "data.json",
    } | changes  # fmt: skip


def article(lang: str = "en", **changes: Any) -> str:
    """Return the article of a spec."""
    return THEME.render("spec.html", it=spec(**changes), t=THEME.words(lang))


def page(lang: str = "en", body: str = "<h1>Page</h1>", **changes: Any) -> str:
    """Return a whole page."""
    node = {"title": "Growth", "href": "../index.html", "current": False, "open": True, "kind": None}
    leaf = {
        "title": "Sign-up",
        "href": "index.html",
        "current": True,
        "open": True,
        "kind": "funnel",
        "children": [],
    }
    context: dict[str, Any] = {
        "title": "Sign-up", "lang": lang, "url": "growth/signup/", "description": "Where people leave.",
        "kind": "funnel", "kind_name": "Funnel", "status": None, "owner": "Mia", "updated": "Jun 20, 2026", "changed": None,
        "canonical": None, "toc": [{"level": 2, "id": "a", "text": "A"}, {"level": 3, "id": "b", "text": "B"}],
        "crumbs": [{"title": "Home", "href": "../../index.html"}], "nav": [node | {"children": [leaf]}],
        "prev": None, "next": {"title": "Retention", "href": "../retention/index.html"},
        "alternates": [
            {"lang": "en", "label": "English", "href": "index.html", "current": lang == "en"},
            {"lang": "zh-CN", "label": "中文", "href": "../zh/index.html", "current": lang != "en"},
        ],
        "edit_href": None, "stylesheets": ["../../assets/kinds/funnel.css"], "scripts": ["../../assets/charts.js"],
        "width": "wide",
    }  # fmt: skip
    site = {
        "name": "Sprout",
        "lang": "en",
        "home_href": "../../index.html",
        "logo": {},
        "languages": ("en", "zh-CN"),
    }
    return THEME.render(
        "layout.html", site=site, page=context | changes, body=Markup(body),  # noqa: S704 -- a sample
        t=THEME.words(lang), today="Jul 1, 2026", href=lambda path: f"../../{path}",
    )  # fmt: skip
