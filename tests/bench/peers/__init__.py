"""The tools of the bench, pmdocs first."""

from __future__ import annotations

from tests.bench.peers.eleventy import Eleventy
from tests.bench.peers.hugo import Hugo
from tests.bench.peers.material import Material
from tests.bench.peers.observable import Observable
from tests.bench.peers.pmdocs import Pmdocs
from tests.bench.peers.tool import Tool
from tests.bench.peers.vitepress import VitePress

TOOLS: tuple[type[Tool], ...] = (Pmdocs, Hugo, Eleventy, Material, VitePress, Observable)
