// What the preview itself says, in both languages; everything else comes from the site.
(() => {
  const EN = {
    here: (n) => (n === 1 ? "1 error on this page" : `${n} errors on this page`),
    elsewhere: (n) => (n === 1 ? "1 error in another file" : `${n} errors in other files`),
    others: "In other files",
    folded: (n) => (n === 1 ? "1 warning or note" : `${n} warnings and notes`),
    more: (n) => `and ${n} more`,
    close: "Collapse (Escape)",
    stopped: "Preview stopped; waiting for it to come back",
    changed: "changed",
  };
  const ZH = {
    here: (n) => `本页有 ${n} 个错误`,
    elsewhere: (n) => `其他文件有 ${n} 个错误`,
    others: "其他文件",
    folded: (n) => `${n} 条警告和提示`,
    more: (n) => `另有 ${n} 条`,
    close: "收起（Esc）",
    stopped: "预览已停止，正在等待恢复",
    changed: "已更改",
  };
  window.pmdocsPreview = { words: (lang) => (lang?.toLowerCase().startsWith("zh") ? ZH : EN) };
})();
