"""The build command: the site read, made and published, and remembered so that the next build knows."""

from __future__ import annotations

from pathlib import Path

from pmdocs.commands.progress import progress
from pmdocs.diagnostics.problem import Phrase
from pmdocs.engine.inputs import inputs_of
from pmdocs.incremental.store import Store
from pmdocs.incremental.tracing import Question
from pmdocs.incremental.up_to_date import LastBuild
from pmdocs.pipeline import Built, Project, build, load
from pmdocs.system.codec import encoded
from pmdocs.system.placement import refuse_bad_place, refuse_leading_out


def build_site(
    project: Project, config_file: Path, output: Path | None, store: Store, *, strict: bool = False,
    keep_going: bool = False, jobs: int = 0, quiet: bool = False,
) -> Built:  # fmt: skip
    """Build a site into ``output``, by default the folder of its settings, with a bar on a terminal."""
    strict = strict or project.config.strict
    target = (output or project.folder / project.config.site_dir).resolve()
    if output is None:
        refuse_leading_out(target, project.boundary)
    inputs = inputs_of(project, config_file, store)
    sources = map(Path, (inputs.config_file, inputs.docs, *inputs.themes))
    refuse_bad_place(target, tuple(one.resolve() for one in sources))
    before = inputs.digest()
    files = load(project, store=store, jobs=jobs, prerender=True)
    with progress(len(files.site.tree), quiet=quiet) as advance:
        built = build(files, target, strict=strict, keep_going=keep_going, jobs=jobs, advance=advance)
    if built.published and before == inputs.digest():
        problems = encoded(built.problems)
        lang = project.config.lang
        always = project.config.strict
        last = LastBuild(inputs, before, str(target), built.pages, lang, always, problems)
        last.keep(store, output)
    store.prune()
    store.close()
    return built


def why(question: Question) -> Phrase:
    """Return why a page was made again, from the first question that had another answer."""
    kind, *about = question
    return _REASONS[kind].fill(about="".join(map(str, about[-1:])), path=about[0] if about else "")


_REASONS = {
    "new": Phrase("it is new", "新页面"),
    "settings": Phrase("the settings or the code are other ones", "设置或程序有变"),
    "templates": Phrase("a template or a word of the theme has changed", "主题的模板或词语有变"),
    "today": Phrase("it is another day", "日期有变"),
    "languages": Phrase("the site has other languages", "站点的语言有变"),
    "branch": Phrase("‘{path}’ has another title or place", "‘{path}’的标题或位置有变"),
    "place": Phrase("the order of the pages has changed", "页面顺序有变"),
    "day": Phrase("{path} was changed on another day", "{path} 的修改日期有变"),
    "kinds": Phrase("how many specs there are of each kind has changed", "各类型的数量有变"),
    "listed": Phrase("a list shows other pages, or another order", "列表中的页面或顺序有变"),
    "topics": Phrase("the tags have changed", "标签有变"),
    "topic": Phrase("the tag ‘{about}’ has come, gone or is written otherwise", "标签‘{about}’有增删或改写"),
    "below": Phrase("how many pages ‘{path}’ has has changed", "‘{path}’下的页面数有变"),
    "children": Phrase("what is below ‘{path}’ has changed", "‘{path}’下的页面有变"),
    "level": Phrase("the navigation below ‘{path}’ has changed", "‘{path}’下的导航有变"),
    "around": Phrase("the page before or after it has changed", "上一页或下一页有变"),
    "translations": Phrase("its translations have changed", "译文有变"),
    "page_at": Phrase("‘{path}’ has come, gone or moved", "‘{path}’有增删或移动"),
    "linked": Phrase(
        "‘{path}’ has its first link by id, or lost its last", "‘{path}’首次有了编号引用，或不再有"
    ),
    "last_change": Phrase("‘{path}’ was last changed on another day", "‘{path}’的最后更改日期有变"),
    "asset_at": Phrase("‘{path}’ has come or gone", "‘{path}’有增删"),
    "files": Phrase("a file has come or gone", "有文件增删"),
    "spec": Phrase("‘{about}’ is in another file", "‘{about}’换了文件"),
    "document": Phrase("what {path} says has changed", "{path} 的内容有变"),
    "prose": Phrase("the text of {path} has changed", "{path} 的正文有变"),
    "text": Phrase("a line shown of {path} has changed", "所示的 {path} 的行有变"),
    "entry": Phrase(
        "‘{about}’ has come, gone, or has another title or address", "‘{about}’有增删，或标题、地址有变"
    ),
    "named": Phrase("another page is called ‘{about}’", "名为‘{about}’的页面有变"),
    "file_named": Phrase("a file called ‘{path}’ has come, gone or moved", "名为‘{path}’的文件有增删或移动"),
    "model": Phrase("what ‘{about}’ says has changed", "‘{about}’的内容有变"),
    "all": Phrase("another ‘{about}’ has come, gone or been renamed", "‘{about}’有增删或改名"),
    "backlinks": Phrase("others refer to ‘{about}’ now", "引用‘{about}’的地方有变"),
}
