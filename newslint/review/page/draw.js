// How things look. Text is set as text; the article alone comes as HTML, which the server made with all of it escaped.
const trusted = globalThis.trustedTypes?.createPolicy("newslint", { createHTML: (html) => html })
  ?? { createHTML: (html) => html };

export const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value == null) continue;
    element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
};

export const counted = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

export const queued = (item, current) => make("li", {}, make("button",
  { type: "button", "data-item": item.id, "data-state": item.state, class: item.severity, "aria-current": String(current), tabindex: current ? 0 : -1 },
  make("i", { "aria-hidden": "true" }),
  make("span", { class: "shown" }, item.shown || "(nothing)"),
  make("span", { class: "count", title: `${item.alike} like this` }, item.alike > 1 ? `× ${item.alike}` : ""),
  make("span", { class: "rule" }, `${item.rule} · ${item.site}${item.state === "open" ? "" : ` · ${word(item.state)}`}`),
));

export const word = (state) => ({ accept: "accepted", reject: "rejected", edit: "edited", later: "later" })[state] ?? state;

export const finding = (item) => {
  const text = make("div", { class: "text" },
    make("div", { class: "row heads" }, make("span"), make("div", {}, "As found"), make("div", {}, "As mended")));
  const rows = make("div");
  rows.innerHTML = trusted.createHTML(item.html);
  text.append(...rows.childNodes);
  const sure = `${Math.round(100 * item.confidence)} % sure`;
  return [
    make("h2", {}, item.rule),
    make("p", { class: "message" }, `${item.message[0]?.toUpperCase() ?? ""}${item.message.slice(1)}.`),
    make("p", { class: "where" }, [item.place, item.lang, sure, item.alike > 1 ? `${item.alike} like this` : "",
      item.decided ? `${word(item.decided.verdict)} by ${item.decided.who}` : ""].filter(Boolean).join(" · ")),
    text,
    item.why ? make("p", { class: "said-why" }, item.why) : null,
    evidence(item.evidence),
  ].filter(Boolean);
};

const evidence = (pieces) => {
  if (!pieces.length) return null;
  const most = Math.max(...pieces.map(([, weight]) => Math.abs(weight)), 1);
  return make("section", { class: "evidence", "aria-label": "Why the linter thinks so" },
    make("h3", {}, "Why the linter thinks so"),
    make("ol", {}, ...pieces.map(([name, weight]) => make("li", {}, make("span", {}, name), bar(weight / most),
      make("span", { class: "weight" }, `${weight > 0 ? "+" : "−"}${Math.abs(weight).toFixed(1)}`)))));
};

const bar = (share) => {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "-100 0 200 10");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  const rect = document.createElementNS(space, "rect");
  rect.setAttribute("x", String(Math.min(0, 100 * share)));
  rect.setAttribute("width", String(Math.abs(100 * share)));
  rect.setAttribute("height", "10");
  rect.setAttribute("class", share > 0 ? "for" : "against");
  svg.append(rect);
  return svg;
};

export const table = (heads, rows) => make("table", {},
  make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))),
  make("tbody", {}, ...rows.map((cells) => make("tr", {}, ...cells.map((cell) =>
    make("td", typeof cell === "number" ? { class: "number" } : {}, cell instanceof Node ? cell : String(cell)))))));

export const options = (select, label, counts, chosen) => {
  const known = counts.some(([value]) => value === chosen) || !chosen ? counts : [[chosen, 0], ...counts];
  select.replaceChildren(make("option", { value: "" }, label), ...known.filter(([value]) => value).map(([value, count]) =>
    make("option", { value, selected: value === chosen }, `${value} (${count.toLocaleString("en")})`)));
};
