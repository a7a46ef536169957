// Shows for a moment what has changed; never with reduced motion, never all of the page.
((preview) => {
  const MOST = 24;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const onScreen = (box) => box.bottom > 0 && box.top < innerHeight;

  const outermost = (blocks) =>
    blocks.filter((block) => !blocks.some((other) => other !== block && other.contains(block)));
  // A changed cell is shown rather than its table, a changed item rather than its list.
  const innermost = (blocks) =>
    blocks.filter((block) => !blocks.some((other) => other !== block && block.contains(other)));

  const fade = (block) => {
    block.animate(
      [
        { backgroundColor: "var(--accent-soft)", boxShadow: "0 0 0 4px var(--accent-soft)" },
        { backgroundColor: "var(--accent-soft)", boxShadow: "0 0 0 4px var(--accent-soft)", offset: 0.35 },
        { backgroundColor: "transparent", boxShadow: "0 0 0 4px transparent" },
      ],
      { duration: 1200, easing: "ease-out", id: "pmdocs-changed" },
    );
  };

  let pill;
  const point = (block, above) => {
    pill?.remove();
    const made = preview.say(
      "button",
      "pm-pill",
      `${above ? "↑" : "↓"} ${preview.words(document.documentElement.lang).changed}`,
    );
    made.type = "button";
    made.addEventListener("click", () => {
      made.remove();
      block.scrollIntoView({ block: "center" });
      fade(block);
    });
    preview.root.append(made);
    setTimeout(() => made.remove(), 5000);
    pill = made;
  };

  preview.mark = (changed) => {
    pill?.remove();
    const content = document.getElementById("content");
    const blocks = innermost(outermost(changed).length > MOST ? [] : changed).filter(
      (block) => content?.contains(block) && block.getClientRects().length,
    );
    if (calm.matches || !blocks.length || blocks.length > MOST) return;
    for (const block of blocks) fade(block);
    const boxes = blocks.map((block) => block.getBoundingClientRect());
    if (!boxes.some(onScreen)) point(blocks[0], boxes[0].bottom <= 0);
  };
})(window.pmdocsPreview);
