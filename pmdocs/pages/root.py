"""The files at the root of a site: site.json, the sitemap, robots.txt and the page for unknown addresses."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from markupsafe import Markup

from pmdocs import __version__
from pmdocs.pages.article import Article
from pmdocs.pages.results import Results
from pmdocs.pages.shell import canonical, shell
from pmdocs.references import items_of, references_of
from pmdocs.site import Branch


def site_json(results: Results) -> dict[str, Any]:
    """Return every spec with kind, id, title, url, references and back-links; also the mark of our output."""
    site = results.site
    return {
        "generator": f"pmdocs {__version__}", "name": site.config.site_name.within(site.config.lang), "today": site.today.isoformat(),
        "languages": list(site.languages),
        "specs": [
            {
                "kind": d.noun, "id": d.id, "title": d.title, "lang": d.lang, "url": d.url,
                "source": d.parsed.path,
                "items": [str(item.id) for _, item in items_of(d.model) if item.id],
                "references": sorted({str(ref) for _, ref in references_of(d.model)}),
                "used_by": sorted({b.entry.id for b in results.lookup(d.lang).backlinks(d.id)}),
            }
            for page in site.documents for d in (page, *page.fences)
        ],
    }  # fmt: skip


def sitemap(results: Results) -> str:
    """Return the sitemap; only a site with ``site_url`` has one."""
    tree = results.site.tree
    rows = [f"<url><loc>{escape(canonical(url, results) or '')}</loc></url>" for url in sorted(tree)]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return head + "\n".join(rows) + "\n</urlset>\n"


def robots(results: Results) -> str:
    """Return robots.txt: an internal site is not for search engines unless it has a public address."""
    base = results.site.config.site_url
    return (
        f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n" if base else "User-agent: *\nDisallow: /\n"
    )


def missing_page(results: Results) -> str:
    """Return 404.html. A host shows it at any address, so its links start at the root where ``site_url`` tells it."""
    site = results.site
    words = results.theme.words(site.config.lang)
    home = site.tree[""]
    branch = Branch("404.html", words["missing.title"], home.lang, None, "", ())
    inner = Article(words["missing.title"], Markup(results.theme.render(
        "404.html", t=words, site={"home_href": "index.html", "name": site.config.site_name.within(site.config.lang)}
    )))  # fmt: skip
    page = shell(branch, inner, results)
    base = site.config.site_url
    return _RELATIVE.sub(rf'\1="{urlsplit(base).path}', page) if base else page


_RELATIVE = re.compile(r'(href|src|name="pmdocs-assets" content)="(?![#/]|[a-z]+:)')
