
"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const form = document.querySelector(".tools");
  const main = document.getElementById("articles");
  if (main.hasAttribute("data-unfold")) for (const one of all("[data-first]", main)) one.open = true;
  if (!form) return;
  form.hidden = false;

  const find = document.getElementById("find");
  const count = document.getElementById("count");
  const clear = document.getElementById("clear");
  const buttons = all("button[aria-pressed]");
  const articles = all(".article", main);
  const chosen = { rule: new Set(), source: new Set(), site: new Set(), month: new Set(), severity: new Set(), fix: new Set() };
  const known = new Map();

  // What an article holds, read from the page the first time that it is asked for.
  const read = (article) => {
    if (!known.has(article)) {
      const rows = all(".row", article).filter((row) => row.querySelector(".chip"));
      known.set(article, rows.map((row) => ({
        row,
        text: row.textContent.toLowerCase(),
        chips: all(".chip", row),
        marks: all("mark, ins", row),
      })));
    }
    return known.get(article);
  };
  const within = (set, value) => set.size === 0 || set.has(value);
  const from = ({ path, site, month }) => within(chosen.site, site) && within(chosen.month, month) &&
    (chosen.source.size === 0 ||
      [...chosen.source].some((source) => path === source || (source.endsWith("/") && path.startsWith(source))));
  const wanted = ({ dataset }) =>
    within(chosen.rule, dataset.rule) && within(chosen.severity, dataset.severity) && within(chosen.fix, dataset.fix);

  const filterRow = ({ row, text, chips, marks }, words, everywhere) => {
    const rules = new Set();
    let shown = 0;
    for (const chip of chips) {
      const stays = wanted(chip) && (everywhere || words.every((word) => text.includes(word)));
      chip.hidden = !stays;
      if (stays) { rules.add(chip.dataset.rule); shown += 1; }
    }
    row.hidden = shown === 0;
    for (const mark of marks) mark.classList.toggle("dim", !mark.dataset.rules.split(" ").some((rule) => rules.has(rule)));
    return shown;
  };

  const apply = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const filtered = words.length > 0 || Object.values(chosen).some((set) => set.size > 0);
    let problems = 0, seen = 0;
    for (const article of articles) {
      const path = article.dataset.path;
      const everywhere = words.every((word) => path.toLowerCase().includes(word));
      let shown = 0;
      if (from(article.dataset)) for (const row of read(article)) shown += filterRow(row, words, everywhere);
      article.hidden = shown === 0;
      for (const quiet of all(".quiet, .gap", article)) quiet.hidden = filtered;
      problems += shown;
      seen += shown > 0;
    }
    count.textContent = `${problems.toLocaleString("en")} problem${problems === 1 ? "" : "s"} in ${seen.toLocaleString("en")} article${seen === 1 ? "" : "s"}`;
    clear.hidden = !filtered;
  };

  let waiting = 0;
  find.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 120); });
  form.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
  form.addEventListener("reset", () => {
    for (const set of Object.values(chosen)) set.clear();
    for (const button of buttons) button.setAttribute("aria-pressed", "false");
    setTimeout(apply);
  });
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const [[key, value]] = Object.entries(button.dataset);
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      if (on) chosen[key].add(value); else chosen[key].delete(value);
      apply();
    });
  }
  const fold = (open) => { for (const article of articles) if (!article.hidden) article.open = open; };
  document.getElementById("unfold").addEventListener("click", () => fold(true));
  document.getElementById("fold").addEventListener("click", () => fold(false));
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== find) { event.preventDefault(); find.focus(); }
    if (event.key === "Escape" && document.activeElement === find) form.reset();
  });
  apply();
})();
