"""The languages of pages as they are named at the keyboard."""

from __future__ import annotations

import click


class Language(click.Choice[str]):
    """A language of pages, by whatever tag: zh, zh_CN and zh-Hans are zh-CN, en-GB is en."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the language, or fail with those that there are."""
        tag = value.lower().replace("_", "-")
        near = {"zh": "zh-CN", "en": "en"}.get(tag.partition("-")[0])
        return super().convert(value if near is None or "hant" in tag or "tw" in tag else near, param, ctx)
