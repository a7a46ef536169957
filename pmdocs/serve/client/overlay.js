// Mistakes over the lower part of the page, and small signs in its corner. All text is set as text.
((preview) => {
  const make = (name, className, ...children) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  };

  const root = make("div", "pm-live");
  const panel = make("section", "pm-panel");
  const alarm = make("p", "pm-alarm");
  const badge = make("button", "pm-badge");
  const stopped = make("p", "pm-badge pm-stopped");
  alarm.setAttribute("role", "alert");
  stopped.setAttribute("role", "status");
  badge.type = "button";
  for (const element of [panel, badge, stopped]) element.hidden = true;
  root.append(panel, alarm, make("div", "pm-corner", stopped, badge));

  let report = { list: [], more: 0, lang: "" };
  let words = preview.words(document.documentElement.lang);
  let open = false;
  let seen = new Set();

  const key = (problem) => `${problem.place} ${problem.message}`;
  const isError = (problem) => problem.severity === "error";
  const isHere = (problem) => isError(problem) && (problem.everywhere || preview.isShown(problem.url));
  const here = () => report.list.filter(isHere);
  const elsewhere = () => report.list.filter((problem) => isError(problem) && !isHere(problem));

  const entry = (problem) => {
    const place = make("code", "pm-place", problem.place);
    const code = make("code", "pm-code", problem.code);
    const frame = problem.frame ? make("pre", "pm-frame", problem.frame) : null;
    if (frame) frame.tabIndex = 0;
    const hint = problem.hint ? make("p", "pm-hint", problem.hint) : null;
    const link =
      problem.url === null || problem.everywhere || preview.isShown(problem.url)
        ? place
        : make("a", "", place);
    if (link !== place) link.href = preview.address(problem.url.split("/").map(encodeURIComponent).join("/"));
    const top = make("p", "pm-where", link, code);
    return make("li", `pm-${problem.severity}`, top, make("p", "pm-message", problem.message), frame, hint);
  };

  const list = (problems) => (problems.length ? make("ol", "pm-list", ...problems.map(entry)) : null);

  const folded = () => {
    const rest = report.list.filter((problem) => !isError(problem));
    if (!rest.length) return null;
    const details = make("details", "pm-rest", make("summary", "", words.folded(rest.length)), list(rest));
    details.open = panel.querySelector(".pm-rest")?.open ?? false;
    return details;
  };

  const fill = () => {
    const [own, others] = [here(), elsewhere()];
    const close = make("button", "pm-close", "×");
    close.type = "button";
    close.ariaLabel = close.title = words.close;
    close.addEventListener("click", () => toggle(false));
    const title = make(
      "h2",
      "pm-title",
      own.length ? words.here(own.length) : words.elsewhere(others.length),
    );
    const top = panel.scrollTop;
    panel.replaceChildren(
      ...[
        make("header", "pm-head", title, close),
        list(own),
        own.length && others.length ? make("h3", "pm-title", words.elsewhere(others.length)) : null,
        list(others),
        folded(),
        report.more ? make("p", "pm-hint", words.more(report.more)) : null,
      ].filter(Boolean),
    );
    panel.scrollTop = top;
  };

  const draw = () => {
    const [own, others] = [here(), elsewhere()];
    const any = own.length + others.length > 0;
    panel.hidden = !(open && any);
    badge.hidden = open || !any;
    badge.classList.toggle("pm-here", own.length > 0);
    badge.textContent = own.length ? words.here(own.length) : words.elsewhere(others.length);
    if (panel.hidden) panel.replaceChildren();
    else fill();
    const said = own.map((problem) => `${problem.place} ${problem.message}`).join(" ");
    if (alarm.textContent !== said) alarm.textContent = said;
  };

  const toggle = (yes) => {
    const inside = root.contains(document.activeElement);
    open = yes;
    draw();
    if (inside) (yes ? panel.querySelector(".pm-close") : badge).focus({ preventScroll: true });
  };

  badge.addEventListener("click", () => toggle(true));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden || event.defaultPrevented) return;
    if (!document.querySelector(":popover-open")) toggle(false);
  });

  /** Shows what is wrong; a mistake that was not there before opens the panel. */
  preview.report = (now) => {
    report = now;
    words = preview.words(now.lang);
    root.lang = now.lang;
    const keys = here().map(key);
    if (keys.some((one) => !seen.has(one))) open = true;
    if (!keys.length && !elsewhere().length) open = false;
    seen = new Set(keys);
    draw();
  };

  /** Another page is shown under the same report. */
  preview.redraw = () => preview.report(report);

  preview.stopped = (yes) => {
    stopped.textContent = yes ? words.stopped : "";
    stopped.hidden = !yes;
  };

  // Outside the body, so that no change of the page touches it.
  preview.root = root;
  preview.say = (name, ...more) => make(name, ...more);
  document.documentElement.append(root);
})(window.pmdocsPreview);
