"""The files at the root of a site: site.json, the sitemap, robots.txt and the page for unknown addresses."""

from __future__ import annotations

import re
from html import escape
from typing import Any
from urllib.parse import quote

from pmdocs import __version__
from pmdocs.config import Config
from pmdocs.pages.article import Article
from pmdocs.pages.results import Results
from pmdocs.pages.shell import shell
from pmdocs.site.site import Branch, Site


def site_json(site: Site) -> dict[str, Any]:
    """Return every spec with kind, id, title, url, references and back-links; also the mark of our output."""
    return {
        "generator": f"pmdocs {__version__}", "name": site.config.site_name.within(site.config.lang), "today": site.today.isoformat(),
        "languages": list(site.languages),
        "specs": [
            {
                "kind": d.noun, "id": d.id, "title": d.title, "lang": d.lang, "url": d.url,
                "source": d.record.path,
                "items": [item.id for item in d.record.items],
                "references": sorted({ref.id for ref in d.record.references}),
                "used_by": sorted({source for source, _ in site.backlinks[d.lang].get(d.id, ())}),
            }
            for page in site.documents for d in (page, *page.fences) if not (d.record.generated and d.record.host)
        ],
    }  # fmt: skip


def sitemap(site: Site) -> str:
    """Return the sitemap; only a site with ``site_url`` has one."""
    base = site.config.site_url or ""
    rows = [f"<url><loc>{escape(base + quote(url), quote=False)}</loc></url>" for url in sorted(site.tree)]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return head + "\n".join(rows) + "\n</urlset>\n"


def robots(config: Config) -> str:
    """Return robots.txt: an internal site is not for search engines unless it has a public address."""
    base = config.site_url
    return (
        f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n" if base else "User-agent: *\nDisallow: /\n"
    )


def missing_page(results: Results) -> str:
    """Return 404.html. A host shows it at any address, so its links start at the root where ``site_url`` tells it."""
    site = results.site
    words = results.theme.words(site.config.lang)
    branch = Branch("404.html", words["missing.title"], site.config.lang, None, "", ())
    others = [
        {"lang": lang, "t": results.theme.words(lang), "home_href": f"{lang}/index.html"}
        for lang in site.languages if lang != site.config.lang
    ]  # fmt: skip
    inner = Article(words["missing.title"], results.theme.render(
        "404.html", t=words, others=others,
        site={"home_href": "index.html", "name": site.config.site_name.within(site.config.lang)},
    ))  # fmt: skip
    page = shell(branch, inner, results)
    base = site.config.site_url
    root = escape(base.path) if base else ""
    return _RELATIVE.sub(lambda found: f'{found[1]}="{root}', page) if base else page


_RELATIVE = re.compile(r'(href|src|name="pmdocs-assets" content)="(?![#/]|[a-z]+:)')
