// Runs in the head, before the first paint: says that scripts work and applies the chosen theme.
(() => {
  const root = document.documentElement;
  root.dataset.js = "";
  try {
    const chosen = localStorage.getItem("pmdocs-theme");
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  } catch {
    // No storage (file://, private window): the system decides.
  }
})();
