// The review: a queue, the finding in hand, and a key for everything.
import * as ask from "./ask.js";
import * as draw from "./draw.js";

const $ = (id) => document.getElementById(id);
const form = $("filter");
const AHEAD = 50;
const PATIENCE = 3000;

let queue = [];          // the findings that are loaded, in their order
let current = null;      // the one in hand
let whole = null;        // the same with its article
let revision = -1;
let undone = [];         // this page's own decisions, the last one last
let editing = null;
let troubles = [];       // what could not be read, and so is not in the queue

const filter = () => Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
const counted = draw.counted;
const say = (text) => { $("said").textContent = text; clearTimeout(say.timer); if (text) say.timer = setTimeout(() => say(""), 6000); };
const attempt = async (work) => { try { return await work(); } catch (error) { say(error.message); return undefined; } };

// ---- what is there ----

const refresh = async () => {
  const now = await ask.state(filter());
  revision = now.revision;
  const waiting = now.facets.state.find(([state]) => state === "open")?.[1] ?? 0;
  $("progress").textContent = `${counted(waiting, "waits", "wait")}, ${counted(now.decided, "decision")}`;
  const chosen = filter();
  for (const name of ["rule", "site", "lang", "state"]) draw.options($(name), "all", now.facets[name], chosen[name]);
  if (now.others) say(`${counted(now.others, "line was", "lines were")} added to ${now.file} by somebody else`);
  troubles = now.troubles;
  $("more").hidden = troubles.length === 0;
  $("more").textContent = `${counted(now.trouble, "thing")} to know`;
};

const load = async () => {
  queue = await ask.items(0, filter());
  await Promise.all([refresh(), take(queue[0] ?? null)]);
};

const take = async (item) => {
  editing = null;
  current = item;
  whole = null;
  render();
  if (!item) return;
  const asked = item.id;
  const found = await attempt(() => ask.item(asked));
  if (found && current?.id === asked) { whole = found; Object.assign(item, { state: found.state }); render(); }
};

const render = () => {
  $("queue").replaceChildren(...queue.map((item) => draw.queued(item, item === current)));
  $("queue").querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
  $("decide").hidden = !current;
  const main = $("current");
  if (!current) {
    main.replaceChildren(draw.make("p", { class: "done" }, "Nothing waits here. Choose others above, or carry out what is decided."));
    return;
  }
  if (whole) main.replaceChildren(...draw.finding(whole), ...(editing ? [editing] : []));
  for (const span of document.querySelectorAll(".alike")) span.textContent = current.alike > 1 ? current.alike.toLocaleString("en") : "";
  document.querySelector("[data-key=a]").disabled = !current.fixable;
  document.querySelector("[data-key=A]").disabled = !current.fixable;
  document.querySelector("[data-key=u]").disabled = undone.length === 0;
};

// ---- moving ----

const next = async () => {
  const at = queue.indexOf(current);
  if (at + 1 >= queue.length && queue.length) {
    const more = await ask.items(queue.at(-1).rank, filter());
    queue = [...queue.slice(-AHEAD), ...more];
  }
  await take(queue[queue.indexOf(current) + 1] ?? (queue.length ? queue.at(-1) : null));
};

const back = async () => {
  const at = queue.indexOf(current);
  if (at > 0) return take(queue[at - 1]);
  const [before] = queue.length ? await ask.items(queue[0].rank, filter(), true) : [];
  if (before) { queue = [before, ...queue]; await take(before); }
};

// after a decision: on to the next that still waits
const onward = async () => {
  const at = queue.indexOf(current);
  const later = queue.slice(at + 1).find((item) => item.state === "open");
  if (later) return take(later);
  const more = await ask.items(queue.at(-1)?.rank ?? 0, { ...filter(), state: "open" });
  queue = more.length ? [...queue.slice(-AHEAD), ...more] : queue;
  return take(more[0] ?? null);
};

// ---- deciding ----

const decide = async (verdict, reach = "place", text = null) => {
  if (!current) return;
  const item = current;
  const made = await ask.decide({ item: item.id, verdict, reach, text, why: $("why").value }).catch(async (error) => {
    if (await fresh(item)) throw error;
    await load();        // it was checked anew by way of another page, and what is shown is gone
    throw new Error("The files were checked anew meanwhile; this is what waits now");
  });
  undone.push({ decisions: [made.decision], item });
  item.state = verdict;
  if (reach !== "place") await seen(item);
  if (reach !== "place" && made.covers > 1) say(`${counted(made.covers, "finding")} decided at once`);
  await onward();
  catchUp(item.rule);
};

// the numbers follow by themselves: no key waits for them
const catchUp = async (rule) => {
  catchUp.rule = rule;
  if (catchUp.busy) return;
  catchUp.busy = true;
  while (catchUp.rule) {
    const told = catchUp.rule;
    catchUp.rule = null;
    await attempt(async () => { await refresh(); await offer(told); });
  }
  catchUp.busy = false;
};

// others in the list may be decided with it
const seen = async (item) => { for (const one of queue) if (one !== item && one.rule === item.rule) await fresh(one); };
const fresh = async (item) => { const found = await ask.item(item.id).catch(() => null); if (found) item.state = found.state; return found; };

const offer = async (rule) => {
  const { scores } = await ask.learned();
  const score = scores.find((one) => one.rule === rule && one.treat);
  const line = $("offer");
  line.hidden = !score;
  if (!score) return;
  line.replaceChildren(`${rule}: of ${score.decided} decided, ${score.accepted} accepted. `,
    draw.make("button", { type: "button", "data-key": "t" }, `${score.treat === "accept" ? "Accept" : "Reject"} the other ${score.open === 1 ? "one" : score.open.toLocaleString("en")} `, draw.make("kbd", {}, "t")));
  line.dataset.rule = rule;
  line.dataset.treat = score.treat;
};

const treat = async () => {
  const line = $("offer");
  if (line.hidden) return;
  const { decisions } = await ask.treat({ rule: line.dataset.rule, verdict: line.dataset.treat, why: $("why").value });
  undone.push({ decisions, item: null });
  line.hidden = true;
  await load();
  say(`${counted(decisions.length, "finding")} of ${line.dataset.rule} decided; u takes that back`);
};

const undo = async () => {
  const last = undone.pop();
  if (!last) return;
  await ask.withdraw(...last.decisions);
  if (!last.item) return load();
  const again = queue.find((item) => item.id === last.item.id) ?? last.item;
  await seen(again);
  again.state = "open";
  if (!queue.includes(again)) queue = [again, ...queue];
  await take(again);
  await refresh();
};

const edit = () => {
  if (!whole) return;
  const area = draw.make("textarea", { id: "by-hand", rows: "3", spellcheck: "true" });
  area.value = whole.hand.new;
  const done = () => { line = line.then(() => attempt(() => decide("edit", "place", area.value))); };
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); done(); }
    if (event.key === "Escape") { editing = null; render(); }
  });
  const button = draw.make("button", { type: "button" }, "This is to stand there ", draw.make("kbd", {}, "Enter"));
  button.addEventListener("click", done);
  editing = draw.make("div", { class: "item-edit" }, draw.make("label", { for: "by-hand" }, `In place of “${whole.hand.old}” (Shift+Enter: a new line)`), area, button);
  render();
  area.focus();
};

// ---- sheets ----

const sheet = (title, ...content) => {
  $("sheet-title").textContent = title;
  $("sheet-body").replaceChildren(...content);
  if (!$("sheet").open) $("sheet").showModal();
};

const history = async () => {
  const made = await ask.decisions();
  const rows = made.map((one) => {
    const button = draw.make("button", { type: "button", "data-withdraw": one.id, disabled: one.written }, one.written ? "carried out" : "Take back");
    return [`${draw.word(one.verdict)}${one.reach === "place" ? "" : ` (${one.reach})`}`, one.rule, one.shown, one.path, `${one.who}, ${one.at.slice(0, 16).replace("T", " ")}`, one.why, button];
  });
  const all = (await ask.state(filter())).decided;
  sheet(all > rows.length ? `The last ${rows.length} of ${counted(all, "decision")}` : "Decisions", rows.length ? draw.table(["decided", "rule", "text", "file", "by", "why", ""], rows) : draw.make("p", {}, "None yet."));
};

const scores = async () => {
  const { scores: told, proposals } = await ask.learned();
  const rows = told.map((one) => [one.rule, one.decided, one.accepted, `${Math.round((100 * one.accepted) / one.decided)} %`, one.open]);
  sheet("How often the rules were right here",
    rows.length ? draw.table(["rule", "decided", "accepted", "right", "waiting"], rows) : draw.make("p", {}, "Nothing is decided yet."),
    ...(proposals.length ? [draw.make("h3", {}, "For the configuration"), draw.table(["line", "because", ""], proposals.map((one) => [draw.make("code", {}, one.line), one.why, draw.make("button", { type: "button", "data-propose": one.line }, "Write it")]))] : []));
};

const carryOut = async () => {
  const people = Object.entries((await ask.state(filter())).people).map(([who, count]) => `${count} by ${who || "nobody named"}`);
  const button = draw.make("button", { type: "button", class: "strong", id: "carry" }, "Write the files ", draw.make("kbd", {}, "Enter"));
  button.addEventListener("click", async () => {
    button.disabled = true;
    const report = await attempt(ask.write);
    if (!report) { $("sheet").close(); return; }
    const lines = [`${counted(report.changes, "change")} in ${counted(report.files, "file")}`, `${counted(report.entries, "entry", "entries")} in newslint.ignore.yaml`, `${counted(report.settings, "addition")} to the configuration`];
    if (report.run) lines.push(`newslint undo ${report.run} takes the changes back`);
    undone = [];
    await load();
    sheet("Carried out", draw.make("ul", {}, ...[...lines, ...report.misfits].map((line) => draw.make("li", {}, line))));
  });
  sheet("Carry out what is decided", draw.make("p", {}, people.length ? `Decisions: ${people.join(", ")}.` : "Nothing is decided."), draw.make("p", {}, "Accepted fixes go into the articles, on record for newslint undo. What is right as it is goes into newslint.ignore.yaml or newslint.toml. Then the files are checked anew."), button);
  button.focus();
};

const configure = async (line) => {
  const { files } = await ask.configure(line);
  await load();
  sheet("Written", draw.make("p", {}, `${line} stands in ${files.join(", ")} now, and the files were checked anew.`));
};

const know = () => sheet("What is not in the queue", draw.make("ul", {}, ...troubles.map((one) => draw.make("li", {}, one))));

const help = () => sheet("Keys", draw.table(["key", "does"], [
  ["a", "accept the fix"], ["r", "reject: right as it is"], ["e", "write what is to stand there"], ["l", "decide later"],
  ["A, R", "the same for all like this, on its site"], ["w", "it is a word: right wherever it stands"], ["p", "a phrase of the site: it goes wherever it stands there"],
  ["P", "a rule of your own: lines like it go, whatever their numbers"],
  ["f", "the rule is wrong in this file"], ["t", "treat the others of the rule alike, where that is offered"], ["u", "undo the last decision"],
  ["j, k, ↓, ↑", "next and previous, without deciding"], ["/", "filter; Esc leaves it"], ["h", "the decisions; any one can be taken back"], ["s", "how often the rules were right"], ["c", "carry out what is decided"],
]));

// ---- keys and buttons ----

const KEYS = {
  a: () => decide("accept"), r: () => decide("reject"), l: () => decide("later"), e: edit,
  A: () => decide("accept", "like"), R: () => decide("reject", "like"),
  w: () => decide("reject", "word"), p: () => decide("accept", "phrase"), P: () => decide("accept", "rule"), f: () => decide("reject", "file"),
  t: treat, u: undo, j: next, k: back, ArrowDown: next, ArrowUp: back, h: history, s: scores, c: carryOut, "?": help,
  "/": () => $("rule").focus(),
};
// One after the other: a key that is pressed while the last one is at work waits, and is not lost.
let line = Promise.resolve();
let waiting = 0;
const press = (key) => { waiting += 1; line = line.then(() => attempt(async () => KEYS[key]())).finally(() => { waiting -= 1; }); };

const MOVING = ["j", "k", "ArrowDown", "ArrowUp"];

// Shift says whether all are meant, and never Caps Lock; where letters are not Latin, the key's place counts.
const meant = (event) => {
  const letter = /^[a-z]$/i.test(event.key) ? event.key : /^\p{L}$/u.test(event.key) ? event.code.replace(/^Key/, "") : "";
  if (letter.length !== 1) return event.key;
  const large = event.getModifierState("CapsLock") || letter !== event.key ? event.shiftKey : letter === letter.toUpperCase();
  return large ? letter.toUpperCase() : letter.toLowerCase();
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || $("sheet").open) return;
  if (event.target.matches("input, textarea, select")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const key = meant(event);
  if (!(key in KEYS)) return;
  event.preventDefault();
  if (event.repeat && !MOVING.includes(key)) return;   // a finger that rests decides nothing
  press(key);
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.key) press(button.dataset.key);
  if (button.dataset.item) attempt(() => take(queue.find((item) => item.id === Number(button.dataset.item))));
  if (button.dataset.withdraw) attempt(async () => { await ask.withdraw(button.dataset.withdraw); undone = undone.filter((one) => !one.decisions.includes(button.dataset.withdraw)); await history(); await load(); });
  if (button.id === "filters" || button.id === "ways") {
    const shown = $(button.getAttribute("aria-controls")).classList.toggle("shown");
    button.setAttribute("aria-expanded", String(shown));
  }
  if (button.dataset.propose) { button.disabled = true; attempt(() => configure(button.dataset.propose)); }
  if (button.id === "more") know();
  if (button.id === "close") $("sheet").close();
});
form.addEventListener("change", () => attempt(() => load()));
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(() => attempt(() => load())));

// Another page or process may decide, too: what it did is seen within moments.
setInterval(() => attempt(async () => {
  if (waiting || catchUp.busy || document.hidden || $("sheet").open || editing) return;
  const known = revision;
  await refresh();
  if (revision === known) return;
  const found = await Promise.all(queue.map(fresh));
  if (found.includes(null)) await load();
  else render();
}), PATIENCE);

draw.options($("state"), "all", [["open", 0]], "open");
attempt(load);
