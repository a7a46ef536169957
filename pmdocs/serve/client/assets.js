// Style sheets and images that changed take the place of the old ones; a changed script needs a new page.
((preview) => {
  const EVERYTHING = "*";
  const versions = new Map();

  const path = (url) => decodeURIComponent(new URL(url, document.baseURI).pathname).slice(1);
  const styles = () =>
    [...document.querySelectorAll('link[rel="stylesheet"]')].filter((link) => !/\/@pmdocs\//.test(link.href));

  preview.sameFile = (one, other) => path(one) === path(other);

  const dated = (url) => {
    const made = new URL(url, document.baseURI);
    const version = versions.get(path(made));
    if (version) made.searchParams.set("v", version);
    return made.href;
  };

  /** Gives a page that arrives the addresses of the files that are shown already. */
  preview.dress = (page) => {
    for (const [selector, name] of [
      ["img[src], source[src]", "src"],
      ['link[rel="stylesheet"]', "href"],
    ]) {
      for (const element of page.querySelectorAll(selector)) {
        const url = element.getAttribute(name);
        if (versions.has(path(url))) element.setAttribute(name, dated(url));
      }
    }
  };

  /** Puts a style sheet beside another one and resolves when it is there. */
  preview.arrive = (link, beside) =>
    new Promise((done, failed) => {
      link.addEventListener("load", done, { once: true });
      link.addEventListener("error", failed, { once: true });
      if (beside?.isConnected) beside.after(link);
      else document.head.append(link);
    });

  const exchange = async (old) => {
    const href = dated(old.href);
    if (styles().some((link) => link.href === href)) return;
    const link = Object.assign(old.cloneNode(), { href });
    try {
      await preview.arrive(link, old);
    } catch {
      link.remove();
      return;
    }
    // Where it changed again meanwhile, an older answer may come last.
    if (dated(href) !== href) link.remove();
    else
      for (const other of styles()) if (other !== link && preview.sameFile(other.href, href)) other.remove();
  };

  /** Takes in changed files: path → version, "*" for whatever there is. */
  preview.refresh = (changed) => {
    for (const [name, version] of Object.entries(changed)) if (version) versions.set(name, version);
    const touched = (url) => url && (EVERYTHING in changed || path(url) in changed);
    if ([...document.scripts].some(({ src }) => src && path(src) in changed)) return location.reload();
    for (const link of styles().filter(({ href }) => touched(href))) {
      if (EVERYTHING in changed) versions.set(path(link.href), changed[EVERYTHING]);
      exchange(link);
    }
    for (const image of document.images) {
      if (path(image.src) in changed) image.src = dated(image.src);
    }
  };
})(window.pmdocsPreview);
