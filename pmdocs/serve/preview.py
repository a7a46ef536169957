"""The site as it is being written: what a browser asks for, from sources that change all the time."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath
from typing import Any

from pmdocs.config import FILE
from pmdocs.diagnostics.problem import PmdocsError, Problem, Severity, in_order
from pmdocs.engine.site_files import SiteFiles
from pmdocs.pages.notes import shown
from pmdocs.pipeline import (
    Project,
    link_site,
    open_index,
    open_store,
    read_again,
    read_folder,
    relink_site,
)  # fmt: skip
from pmdocs.serve.served import Served, near_pages, served
from pmdocs.site.documents import FoundFile
from pmdocs.site.records import has_errors
from pmdocs.system.failures import stop_of
from pmdocs.system.files import as_text
from pmdocs.theming.theme import built_in_themes

_GOOD_PAGES = 100
"""Pages whose last good state is kept, for as long as their sources have errors."""


class Interrupted(Exception):  # noqa: N818 -- nothing is wrong: something more urgent has come
    """Ends a piece of background work; what it has made so far is kept."""


class Preview:
    """A site that follows its sources. Everything here is called from one thread, one call at a time."""

    def __init__(
        self, folder: Path, config_file: Path | None = None, today: dt.date | None = None, *,
        trust_links: bool = False,
    ) -> None:  # fmt: skip
        self._folder = folder.resolve()
        self._config_file = (config_file or folder / FILE).resolve()
        self._today, self._trust_links = today, trust_links
        self.lang = "en"
        """Language of the messages: the site's own."""
        self.generation = 0
        """Goes up with every change that was taken in."""
        self._project: Project | None = None
        self._found: dict[str, FoundFile] = {}
        self._files: SiteFiles | None = None
        self._linked: tuple[Path, ...] = ()  # a change behind a link to a folder comes under another name
        self._stop: tuple[Problem, ...] = ()
        self._good: OrderedDict[str, Served] = OrderedDict()
        self._known: dict[str, tuple[Problem, ...]] = {}
        self._waiting: list[str] = []
        self.update(None)

    # What a browser asks for

    def answer(self, path: str) -> Served | None:
        """Return the file at an output path such as ``okr/q2/index.html``; ``None`` when there is none.

        While the page's own sources have errors, its last good state stays; before the first good state
        it is the page that says what is wrong.
        """
        if self._files is None:
            return None
        url = path.removesuffix("index.html")
        try:
            if path == f"{url}index.html" and url in self._files.site.tree:
                return self._page(self._files, url, path)
            return served(self._files[path])
        except PmdocsError as error:  # a template of the site fails, which no page can be blamed for
            self._stop = error.problems
            return self._good.get(path)
        except (KeyError, OSError):
            return None

    def _page(self, files: SiteFiles, url: str, path: str) -> Served:
        problems = files.problems_on(url)
        self._note(url, problems)
        if has_errors(problems):
            good = self._good.get(path) or self._last_good(files, url)
            if good:
                self._keep_good(path, good)
                return good
            return served(files.contents(url)[path])
        fresh = served(files.contents(url)[path])
        self._keep_good(path, fresh)
        return fresh

    def _last_good(self, files: SiteFiles, url: str) -> Served | None:
        """Return the page as the store remembers it, from before its sources had errors."""
        body = files.remembered(url)
        return served(body) if body else None

    def _keep_good(self, path: str, served: Served) -> None:
        self._good[path] = served
        self._good.move_to_end(path)
        if len(self._good) > _GOOD_PAGES:
            self._good.popitem(last=False)

    @property
    def allowed_hosts(self) -> tuple[str, ...]:
        """Names under which the preview may be asked for, besides those of this machine."""
        return self._project.config.serve.allowed_hosts if self._project else ()

    def check_known(self, stop: Callable[[], bool]) -> None:
        """Look again at the pages that had problems, until ``stop()``."""
        while self._waiting and self._waiting[-1] in self._known and not stop():
            if not self.work(stop):
                return

    def problems(self) -> list[dict[str, Any]]:
        """Return everything known to be wrong with the site, errors first.

        Each has severity, code, message, hint, place and frame. What only making a page can tell of pages
        that have not been made again yet is what was known of them before.
        """
        order = [Severity.ERROR, Severity.WARNING, Severity.INFO]
        found = sorted(in_order(self._problems()), key=lambda p: order.index(p.severity))
        return [shown(p, self.lang, self._text(p.path)) for p in found]

    def _problems(self) -> Iterable[Problem]:
        yield from self._stop
        if self._files is None:
            return
        yield from self._files.refused
        yield from self._files.theme.problems
        yield from self._files.static_files.problems()
        for document in self._files.site.with_problems:
            yield from document.problems
        for problems in self._known.values():
            yield from problems

    def _text(self, path: str) -> str:
        if path == self._config_file.name:
            try:
                return self._config_file.read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError):
                return ""
        return self._files.results.text(path) if self._files is not None else ""

    def near(self, path: str) -> list[tuple[str, str]]:
        """Return title and URL (from the root) of the pages whose address is most like ``path``."""
        return near_pages(self._files.site.tree if self._files is not None else {}, path)

    def url_of(self, file: Path) -> str | None:
        """Return the URL (from the root) of the page that a source file makes, if it makes one."""
        path = self._relative(file)
        document = self._files.site.by_path.get(path) if self._files is not None and path else None
        return document.record.url if document else None

    # What changes

    def folders(self) -> list[Path]:
        """Return the folders and files whose changes matter: content, themes, settings."""
        docs = self._folder / (self._project.config.docs_dir if self._project else "content")
        linked = (folder.resolve() for folder in self._linked)
        return [docs, self._config_file, self._folder / "themes", built_in_themes(), *linked]

    def update(self, changed: frozenset[Path] | None) -> bool:
        """Take in changed files, or look at everything (``None``); return whether anything is different."""
        try:
            different = self._take_in(changed)
        except (PmdocsError, OSError) as error:
            problems = (error if isinstance(error, PmdocsError) else stop_of(error, self._folder)).problems
            different = self._stop != problems
            self._stop = problems
        if different:
            self.generation += 1
            self._queue()
        return different

    def _take_in(self, changed: frozenset[Path] | None) -> bool:
        project = Project.open(self._folder, self._config_file, self._today, trust_links=self._trust_links)
        files = self._files
        if files is None or project != self._project:
            return self._open(project)
        if (
            changed is None
            or self._stop
            or self._linked
            or any(as_text(str(file)) != str(file) for file in changed)
        ):
            before = self._found
            self._read(project)
            return self._arrange(project, files, different=before != self._found or bool(self._stop))
        paths = {file: self._relative(file) for file in changed}
        different = [path for path in paths.values() if path and self._read_again(project, path)]
        if None in paths.values():
            return self._arrange(project, files, different=bool(different))
        if not different:
            return False
        quick = relink_site(files, self._found, different)
        return self._show(quick if quick is not None else link_site(project, self._found, files.index, files))

    def _open(self, project: Project) -> bool:
        """Read a site for the first time, or with other settings."""
        store = self._files.results.store if self._files is not None else open_store(project.folder)
        self._read(project)
        files = link_site(project, self._found, open_index(project, store))
        self._project, self.lang = project, project.config.lang
        return self._show(files)

    def _read(self, project: Project) -> None:
        """Read the content folder, and note which links to folders it has."""
        self._found = read_folder(project)
        folders = {folder for path in self._found for folder in PurePosixPath(path).parents}
        self._linked = tuple(sorted(at for folder in folders if (at := self._folder / folder).is_symlink()))

    def _arrange(self, project: Project, before: SiteFiles, *, different: bool) -> bool:
        """Link the site anew with what its theme is now; return whether anything has changed."""
        files = link_site(project, self._found, before.index, before)
        same = files.theme.stamp == before.theme.stamp and files.site.changes == before.site.changes
        return (different or not same) and self._show(files)

    def _read_again(self, project: Project, path: str) -> bool:
        """Read one content file again; return whether it is another than it was."""
        state = read_again(project, path)
        if state == self._found.get(path):
            return False
        self._put(path, state)
        return True

    def _put(self, path: str, state: FoundFile | None) -> None:
        if state is None:
            del self._found[path]
        elif path in self._found:
            self._found[path] = state
        else:
            self._found = dict(sorted({**self._found, path: state}.items()))

    def _show(self, files: SiteFiles) -> bool:
        self._files, self._stop = files, ()
        return True

    def _relative(self, file: Path) -> str | None:
        """Return the path of a content file within the site; ``None`` for any other file."""
        if self._project is None:
            return None
        docs_dir = self._project.config.docs_dir
        try:
            # The folder may be a link; the system then tells of what it leads to.
            name = (file.parent.resolve() / file.name).relative_to((self._folder / docs_dir).resolve())
        except (ValueError, OSError):
            return None
        return f"{docs_dir}/{name.as_posix()}"

    # In the background

    def _queue(self) -> None:
        """Let all pages be looked at again: those that had problems first, then in the order of the site."""
        tree = self._files.site.tree if self._files is not None else {}
        self._known = {url: problems for url, problems in self._known.items() if url in tree}
        # One that has problems comes up twice; the second time there is nothing to do.
        self._waiting = [*reversed(list(tree)), *reversed(self._known)]

    def _note(self, url: str, problems: tuple[Problem, ...]) -> None:
        """Remember what is wrong with a page, if anything is."""
        self._known.pop(url, None)
        if problems:
            self._known[url] = problems

    def work(self, stop: Callable[[], bool]) -> bool:
        """Do a part of what waits in the background, until ``stop()``; return whether more is waiting."""
        if self._files is None or not self._waiting or stop():
            return bool(self._waiting)

        def pause() -> None:
            if stop():
                raise Interrupted

        files, url = self._files, self._waiting[-1]
        files.results.pause = pause
        try:
            if not has_errors(files.problems_on(url)):
                files.make(url)
            self._note(url, files.problems_on(url))
        except Interrupted:
            return True
        except PmdocsError as error:
            self._stop = error.problems
            self._waiting.clear()
            return False
        finally:
            files.results.pause = _go_on
        self._waiting.pop()
        if not self._waiting:
            files.results.store.flush()
        return bool(self._waiting)


def _go_on() -> None:
    """Do not stop."""
