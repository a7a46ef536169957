"""A brand in a few lines of theme.yml → tokens: colours that can be read and told apart, fonts, radius.

An accent that is too weak for text is not used: the nearest colour of its hue that can be read stands in its
place, and the author is told. coloraide (no dependencies, 0.35 MB, maintained) knows the colour spaces,
contrast and colour-vision deficiencies; it is imported only for a theme that names colours.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal, Protocol

from pmdocs.diagnostics.problem import Phrase
from pmdocs.system.codec import decoded, encoded
from pmdocs.system.hashing import digest

if TYPE_CHECKING:
    from coloraide import Color

Mode = Literal["light", "dark"]
MODES: tuple[Mode, Mode] = ("light", "dark")
Path = tuple[str | int, ...]

MIN_TEXT_CONTRAST, MIN_MARK_CONTRAST = 4.5, 3.0
"""Least contrast of text and of marks with their ground (WCAG 2.2, 1.4.3 and 1.4.11)."""
MIN_SERIES_DISTANCE = 0.07
"""Least distance in OKLab between two series, seen with a colour-vision deficiency; that of base's eight."""
MAX_GREY_CHROMA = 0.03
"""Chroma below which a colour has no hue to speak of."""
_DARK = (0.79, 0.14)
"""Lightness and most chroma of an accent on dark ground, where the author has given one for light alone."""
VISIONS = {
    "protan": Phrase("protanopia", "红色盲"),
    "deutan": Phrase("deuteranopia", "绿色盲"),
    "tritan": Phrase("tritanopia", "蓝色盲"),
}
_MODE_WORDS = {"light": Phrase("light", "浅色"), "dark": Phrase("dark", "深色")}


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell the author: where in theme.yml, and what."""

    at: Path
    message: Phrase
    hint: Phrase


@dataclass(frozen=True, slots=True)
class Palette:
    """What came of the colours: tokens by name, and what is to be said."""

    tokens: dict[str, Any] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


class Memo(Protocol):
    """Where results of pure functions are kept, by the digest of all that they depend on."""

    def get(self, key: str) -> str | None:
        """Return what was kept."""

    def put(self, key: str, value: str) -> None:
        """Keep something."""


def cached_palette(
    memo: Memo | None,
    accent: Mapping[str, str],
    charts: Mapping[str, Sequence[str]],
    tokens: Mapping[str, Any],
) -> Palette:
    """Return a palette that was worked out before, else a new one: the work is worth half a small build."""
    key = digest("palette", sorted(accent.items()), sorted(charts.items()), sorted(tokens.items()))
    known = memo.get(key) if memo else None
    if known is not None:
        return decoded(Palette, known)
    found = palette(accent, charts, tokens)
    if memo:
        memo.put(key, encoded(found))
    return found


def palette(
    accent: Mapping[str, str], charts: Mapping[str, Sequence[str]], tokens: Mapping[str, Any]
) -> Palette:
    """Return the tokens of a brand's colours.

    ``accent`` and ``charts`` are ``#rrggbb`` by mode, with ``both`` for a colour that is to serve both;
    ``tokens`` are those of the theme that the brand stands on.
    """
    found = Palette()
    known = dict(tokens)
    if accent:
        hue = _hue(accent)
        if hue:
            known["hue"] = found.tokens["hue"] = hue
        _accent(accent, known, found)
    for mode in MODES if charts else ():
        _charts(charts, mode, known, found)
    return found


def _color(text: str, hue: str) -> Color:
    from coloraide import Color  # noqa: PLC0415 -- half of a small build's time

    return Color(text.replace("var(--hue)", hue))


def _hue(accent: Mapping[str, str]) -> str:
    """Return the hue of an accent in degrees; nothing for a grey one."""
    seen = _color(accent.get("both") or accent["light"], "0").convert("oklch")
    return "" if seen["chroma"] < MAX_GREY_CHROMA else f"{seen['hue']:.0f}"


def _accent(accent: Mapping[str, str], tokens: Mapping[str, Any], found: Palette) -> None:
    used = {}
    for mode in MODES:
        given = accent.get(mode) or accent["both"]
        wanted = _for_dark(given) if mode == "dark" and mode not in accent else _color(given, "0")
        grounds = [_ground(tokens, name, mode) for name in ("surface", "raised", "accent-soft")]
        used[mode] = _readable(wanted, grounds, MIN_TEXT_CONTRAST)
        if used[mode] != wanted and not (mode == "dark" and mode not in accent):
            at: Path = ("accent", mode) if mode in accent else ("accent",)
            weakest = min(_contrast(wanted, ground) for ground in grounds)
            values = {
                "colour": given,
                "mode": _MODE_WORDS[mode],
                "ratio": f"{weakest:.1f}",
                "used": _hex(used[mode]),
            }
            found.remarks.append(Remark(at, _WEAK.fill(**values), _WEAK_HINT.fill(**values)))
    value = {mode: _hex(color) for mode, color in used.items()}
    found.tokens.update({"accent": value, "focus": value})


def _for_dark(given: str) -> Color:
    """Return the accent for dark ground: lighter, and less glaring."""
    color = _color(given, "0").convert("oklch")
    lightness, chroma = _DARK
    return color.set(
        {"lightness": max(color["lightness"], lightness), "chroma": min(color["chroma"], chroma)}
    )


def _charts(
    charts: Mapping[str, Sequence[str]], mode: Mode, tokens: Mapping[str, Any], found: Palette
) -> None:
    given = charts.get(mode) or charts["both"]
    at: Path = ("charts", mode) if mode in charts else ("charts",)
    told = mode in charts or mode == "light"
    grounds = [_ground(tokens, name, mode) for name in ("surface", "raised")]
    used = []
    for number, text in enumerate(given):
        wanted = _color(text, "0")
        used.append(_readable(wanted, grounds, MIN_MARK_CONTRAST))
        name = f"chart-{number + 1}"
        found.tokens[name] = {**found.tokens.get(name, {}), mode: _hex(used[-1])}
        if used[-1] != wanted and told:
            values = {"colour": text, "mode": _MODE_WORDS[mode], "used": _hex(used[-1]),
                      "ratio": f"{min(_contrast(wanted, ground) for ground in grounds):.1f}"}  # fmt: skip
            found.remarks.append(Remark((*at, number), _FAINT.fill(**values), _WEAK_HINT.fill(**values)))
    found.remarks.extend(_alike(used, at, mode) if told else ())


def _alike(used: Sequence[Color], at: Path, mode: Mode) -> Iterator[Remark]:
    """Yield the pairs that some readers cannot tell apart, each once."""
    for (i, one), (j, other) in combinations(enumerate(used), 2):
        for vision, name in VISIONS.items():
            seen = [
                color.filter(vision, 1, method="machado").convert("srgb").clip() for color in (one, other)
            ]
            distance = seen[0].delta_e(seen[1], method="ok")
            if distance < MIN_SERIES_DISTANCE:
                values = {"one": _hex(one), "other": _hex(other), "first": i + 1, "second": j + 1,
                          "vision": name, "mode": _MODE_WORDS[mode]}  # fmt: skip
                yield Remark((*at, j), _ALIKE.fill(**values), _ALIKE_HINT)
                break


def _ground(tokens: Mapping[str, Any], name: str, mode: Mode) -> Color:
    value = tokens[name]
    return _color(value if isinstance(value, str) else value[mode], tokens["hue"])


def _contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of WCAG 2.2, 1 to 21."""
    return float(one.contrast(other, method="wcag21"))


def _readable(wanted: Color, grounds: Sequence[Color], least: float) -> Color:
    """Return the colour itself if it has the contrast, else the nearest lightness of its hue that has."""

    def fits(color: Color) -> bool:
        return all(_contrast(color, ground) >= least for ground in grounds)

    shown = _color(_hex(wanted), "0")  # as it will be written
    if fits(shown):
        return wanted
    start = wanted.convert("oklch")
    for step in range(1, 200):
        for lightness in (start["lightness"] - step / 200, start["lightness"] + step / 200):
            if 0 <= lightness <= 1:
                color = _color(_hex(start.clone().set("lightness", lightness)), "0")
                if fits(color):
                    return color
    return shown


def _hex(color: Color) -> str:
    """Return a colour as ``#rrggbb``, brought into what every screen shows."""
    srgb = color.convert("srgb").fit(method="oklch-chroma")
    return "#" + "".join(
        f"{round(min(max(c if not math.isnan(c) else 0, 0), 1) * 255):02x}" for c in srgb[:3]
    )


_WEAK = Phrase(
    "the accent {colour} is too weak for text in the {mode} mode: its contrast is {ratio}:1, and 4.5:1 is needed",
    "强调色 {colour} 在{mode}模式下不足以作为文字颜色：对比度为 {ratio}:1，至少需要 4.5:1",
)
_WEAK_HINT = Phrase(
    "{used} is used in its place; write that to be rid of this", "已改用 {used}；写成它即可消除此提示"
)
_FAINT = Phrase(
    "the chart colour {colour} is too faint in the {mode} mode: its contrast is {ratio}:1, and 3:1 is needed",
    "图表颜色 {colour} 在{mode}模式下过淡：对比度为 {ratio}:1，至少需要 3:1",
)
_ALIKE = Phrase(
    "chart colours {first} and {second} ({one}, {other}) look alike with {vision}, in the {mode} mode",
    "第 {first} 与第 {second} 种图表颜色（{one}、{other}）在{vision}者眼中难以区分（{mode}模式）",
)
_ALIKE_HINT = Phrase(
    "make one of them lighter or darker: lightness is seen by everybody",
    "请让其中一种更亮或更暗：明度人人都能分辨",
)
