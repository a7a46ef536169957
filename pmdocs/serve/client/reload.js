// Follows the sources: one stream of changes from the server, and what to do with each.
((preview) => {
  const script = document.currentScript;
  const GRACE = 1500;
  const RETRY = [100, 300, 1000];
  let version = script.dataset.version;
  let since = script.dataset.since;
  let source;
  let failures = 0;
  let alone;
  let follows = false;

  // Where the site is: at the root of its host, or below a path of a proxy.
  const root = new URL("..", script.src);
  const below = () => location.pathname.slice(root.pathname.length - 1);
  /** The address of a URL from the root of the site. */
  preview.address = (url) => new URL(url.replace(/^\//, ""), root).href;

  const bare = (path) => path.replace(/(^|\/)index\.html$/, "$1").replace(/^\//, "");
  const here = () => {
    try {
      return bare(decodeURIComponent(below()));
    } catch {
      return null; // an address that is none
    }
  };

  /** Whether the page at a URL from the root is the one on the screen. */
  preview.isShown = (url) => url !== null && bare(url) === here();

  const morphing = new Promise((done, failed) => {
    if (window.Idiomorph) return done();
    const element = Object.assign(document.createElement("script"), {
      src: preview.address("@pmdocs/idiomorph.js"),
    });
    element.onload = done;
    element.onerror = failed;
    document.head.append(element);
  });

  const show = async (html) => {
    await morphing;
    preview.mark(preview.morph(html));
    preview.redraw();
  };

  const receive = (news) => {
    if (news.follow !== undefined) follows = news.follow;
    if (news.reload) return location.reload();
    if (news.go) return location.assign(preview.address(news.go));
    if (news.state) since = news.state;
    if (news.version) version = news.version;
    if (news.assets) preview.refresh(news.assets);
    if (news.html !== undefined) show(news.html);
    if (news.problems) preview.report(news.problems);
  };

  // --- The stream ------------------------------------------------------------------------------

  const connect = () => {
    const asked = new URLSearchParams({ path: below(), version, since });
    source = new EventSource(preview.address(`@pmdocs/events?${asked}`));
    source.onopen = () => {
      failures = 0;
      clearTimeout(alone);
      alone = undefined;
      preview.stopped(false);
    };
    source.onmessage = ({ data }) => receive(JSON.parse(data));
    // Its own way to come back would tell the version that was shown first.
    source.onerror = () => {
      close();
      alone ??= setTimeout(() => preview.stopped(true), GRACE);
      setTimeout(wake, RETRY[Math.min(failures++, RETRY.length - 1)]);
    };
  };

  const close = () => {
    source?.close();
    source = undefined;
  };

  const wake = () => {
    if (!source && (follows || document.visibilityState === "visible")) connect();
  };

  // A browser opens six connections to a host and no more: pages that nobody sees give theirs back, and
  // are brought up to date in the moment they are seen again.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") wake();
    else if (!follows) {
      close();
      clearTimeout(alone);
      alone = undefined;
    }
  });
  addEventListener("pagehide", close);
  addEventListener("pageshow", wake);
  wake();
})(window.pmdocsPreview);
