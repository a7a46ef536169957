"""The Markdown dialect: block structure, typed fences, ``[[links]]``, ``![[embeds]]``, safe HTML.

``scan`` reads what the rest of the site must know of a text, cheaply and without rendering; ``render``
makes HTML with slots; ``fill_slots`` fills them. Only rendering imports Python-Markdown, Pygments and nh3.
"""

from __future__ import annotations
