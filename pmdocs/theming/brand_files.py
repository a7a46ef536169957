"""A brand as a theme uses it: its tokens, and its logo as a file of the site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from yaml import Node

from pmdocs.diagnostics.problem import Phrase, PmdocsError, Problem
from pmdocs.notation.nodes import locate
from pmdocs.sdk import Model
from pmdocs.system.boundary import Boundary
from pmdocs.theming.brand_settings import Brand, Logos
from pmdocs.theming.palette import Memo, Remark, cached_palette
from pmdocs.values.suggestions import nearest

PICTURES = (".svg", ".png", ".webp", ".jpg", ".jpeg")


def tokens_of(
    brand: Brand, tokens: Mapping[str, Any], memo: Memo | None
) -> tuple[dict[str, Any], list[Remark]]:
    """Return the tokens that a brand sets, and what is to be said of them; ``tokens`` are the theme's own."""
    found: dict[str, Any] = {}
    for name in ("text", "heading", "code"):
        family = getattr(brand.fonts, name)
        if family:
            found[f"font-{name}"] = f"{family}, {tokens[f'font-{name}']}"
    if brand.radius:
        found["radius"] = brand.radius
    if not (brand.accent or brand.charts):
        return found, []
    palette = cached_palette(memo, _by_mode(brand.accent), _by_mode(brand.charts), tokens)
    for name, value in palette.tokens.items():
        # A brand may give a colour for one mode and leave the other to the theme.
        known = tokens.get(name)
        found[name] = {**known, **value} if isinstance(value, dict) and isinstance(known, dict) else value
    return found, palette.remarks


def _by_mode(value: Any) -> dict[str, Any]:
    """Return what was given for both modes or for each, by mode."""
    if value is None:
        return {}
    return value.model_dump() if isinstance(value, Model) else {"both": value}


def logos_of(brand: Brand, node: Node | None, boundary: Boundary, docs_dir: str) -> dict[str, Path]:
    """Return the files of the logo by mode; one that is not there or lies elsewhere stops the build."""
    if brand.logo is None:
        return {}
    both = not isinstance(brand.logo, Logos)
    given = {"light": brand.logo} if isinstance(brand.logo, str) else brand.logo.model_dump()
    return {
        mode: _logo(name, node, ("logo",) if both else ("logo", mode), boundary, docs_dir)
        for mode, name in given.items()
    }


def _logo(name: str, node: Node | None, at: tuple[str, ...], boundary: Boundary, docs_dir: str) -> Path:
    site = boundary.folder
    file = (site / name).resolve()
    folders = [(site / folder).resolve() for folder in ("themes", docs_dir)]
    inside = any(file.is_relative_to(one) and boundary.lets(file, one) for one in folders)
    if not inside:
        raise _stop(node, at, _OUTSIDE.fill(name=name), _OUTSIDE_HINT.fill(docs=docs_dir))
    if not file.is_file():
        near = nearest(name, [f.relative_to(site.resolve()).as_posix() for f in file.parent.glob("*.*")], 1)
        raise _stop(node, at, _MISSING.fill(name=name), _MEANT.fill(near=near[0]) if near else None)
    if file.suffix.lower() not in PICTURES:
        raise _stop(node, at, _NO_PICTURE.fill(name=name), _PICTURES)
    return file


def _stop(node: Node | None, at: tuple[str, ...], message: Phrase, hint: Phrase | None) -> PmdocsError:
    assert node is not None  # noqa: S101 -- what has a logo has been read
    return PmdocsError(Problem.at(locate(node, at), "E-THEME", message, hint), exit_code=2)


_OUTSIDE = Phrase("the logo ‘{name}’ lies outside the site", "标志‘{name}’在站点之外")
_OUTSIDE_HINT = Phrase(
    "put it into themes/ or {docs}/ and write the path from the site folder",
    "请放入 themes/ 或 {docs}/，并写出从站点文件夹开始的路径",
)
_MISSING = Phrase("there is no logo ‘{name}’", "没有标志‘{name}’")
_MEANT = Phrase("did you mean {near}?", "是否想写 {near}？")
_NO_PICTURE = Phrase(
    "the logo ‘{name}’ is no picture that browsers show", "标志‘{name}’不是浏览器能显示的图片"
)
_PICTURES = Phrase("use .svg, .png, .webp or .jpg", "请使用 .svg、.png、.webp 或 .jpg")
