// The sheet: the page follows the value one is at, words chosen on it go into a field, and each key does what
// a visible button does; the page says how to switch the keys off. Without this script buttons do all of it.
"use strict";

const form = document.getElementById("sheet");
const pane = document.getElementById("pane");
const values = () => [...form.querySelectorAll(".value.proposed")];
const say = (text) => { document.getElementById("said").textContent = text; };
let here = -1;
let changed = false;

// ---- The page beside the form

const shown = () => Number(pane.querySelector(".pane-bar")?.dataset.number || 0);

function point(key) {
  pane.querySelectorAll(".overlay g").forEach((group) => group.classList.toggle("current", group.dataset.key === key));
  const frame = pane.querySelector(".pane-window");
  const mark = pane.querySelector(".overlay g.current rect");
  if (!mark || !frame) return;
  const [inner, outer] = [mark.getBoundingClientRect(), frame.getBoundingClientRect()];
  if (inner.top < outer.top + 20 || inner.bottom > outer.bottom - 20) frame.scrollTop += inner.top - outer.top - outer.height / 3;
}

async function turn(number, key = "") {
  if (number !== shown()) {
    const answer = await fetch(pane.dataset.url.replace(/\d+$/, number));
    if (!answer.ok) return;
    pane.innerHTML = await answer.text();
    document.getElementById("seen").value = shown();
    await ready();
  }
  point(key);
}

// The words of the image, each a box that shows nothing until it is chosen.
async function ready() {
  const zoom = pane.querySelector("[data-zoom]");
  if (zoom) zoom.hidden = false;
  const sheet = pane.querySelector(".pane-sheet");
  if (!sheet) return;
  const answer = await fetch(sheet.dataset.words);
  if (!answer.ok) return;
  const found = await answer.json();
  const svg = sheet.querySelector(".overlay");
  const drawn = (tag, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    return element;
  };
  for (const [key, boxes] of Object.entries(found.quotes)) {
    if (svg.querySelector(`g[data-key="${key}"]`)) continue;
    const group = drawn("g", { "data-key": key });
    boxes.forEach(([x, y, width, height]) => group.append(drawn("rect", { x, y, width, height })));
    svg.append(group);
  }
  found.words.forEach(([text, x, y, width, height], number) => {
    const word = drawn("rect", { x, y, width, height, class: "word", "data-number": number });
    word.text = text;
    svg.append(word);
  });
  if (found.words.length) sheet.dataset.ready = "1";
  point(values()[here]?.dataset.key);
}

pane.addEventListener("click", (event) => {
  const zoom = event.target.closest("[data-zoom]");
  if (zoom) {
    const large = pane.querySelector(".pane-sheet").classList.toggle("large");
    zoom.setAttribute("aria-pressed", String(large));
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=look]");
  if (!button) return;
  event.preventDefault();
  const value = button.closest(".value.proposed");
  turn(Number(button.value), value?.dataset.key);
});

// ---- Words chosen on the page

const put = document.getElementById("put");
const target = document.getElementById("put-field");
let first = null;
let taken = null;

function offer(text) {
  const words = text.replace(/\s+/g, " ").trim();
  put.hidden = !words;
  document.getElementById("put-text").textContent = words;
}

function choose(last) {
  const words = [...pane.querySelectorAll(".word")];
  const [from, to] = [Math.min(first, last), Math.max(first, last)];
  words.forEach((word, number) => word.classList.toggle("chosen", number >= from && number <= to));
  return words.slice(from, to + 1).map((word) => word.text).join(" ");
}

pane.addEventListener("pointerdown", (event) => {
  const word = event.target.closest(".word");
  if (!word) return;
  event.preventDefault();
  first = Number(word.dataset.number);
  choose(first);
});
pane.addEventListener("pointermove", (event) => {
  const word = first === null ? null : event.target.closest(".word");
  if (word) choose(Number(word.dataset.number));
});
document.addEventListener("pointerup", (event) => {
  if (first === null) return;
  const word = event.target.closest(".word");
  const chosen = [...pane.querySelectorAll(".word.chosen")];
  offer(word ? choose(Number(word.dataset.number)) : chosen.map((each) => each.text).join(" "));
  first = null;
});
// In the text itself words are chosen as anywhere, by pointer or by keyboard.
document.addEventListener("selectionchange", () => {
  const area = document.activeElement?.closest?.(".pane-raw textarea");
  if (area) return offer(area.value.slice(area.selectionStart, area.selectionEnd));
  const selection = document.getSelection();
  if (selection.anchorNode && pane.querySelector(".pane-text")?.contains(selection.anchorNode)) offer(String(selection));
});

form.addEventListener("focusin", (event) => {
  const field = event.target.closest(".field");
  if (field && !field.dataset.closed) target.value = field.dataset.field;
});

document.getElementById("put-it").addEventListener("click", () => {
  const text = document.getElementById("put-text").textContent;
  const field = form.querySelector(`.field[data-field="${target.value}"]`);
  const boxes = [...field.querySelectorAll(".boxes input[type=text], .boxes textarea")];
  const several = field.querySelector(".several");
  const box = several ? boxes.find((each) => !each.value) : boxes[0];
  const rare = field.closest("details");
  if (rare) rare.open = true;
  taken = { box, before: box.value };
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  document.getElementById("put-undo").hidden = false;
  say(`${field.dataset.label} : ${text}`);
  box.scrollIntoView({ block: "nearest" });
});
document.getElementById("put-undo").addEventListener("click", (event) => {
  taken.box.value = taken.before;
  event.target.hidden = true;
  say(taken.before);
});

// ---- From value to value

function go(number) {
  const all = values();
  if (!all.length) return;
  here = Math.min(Math.max(number, 0), all.length - 1);
  const input = all[here].querySelector("input:checked") || all[here].querySelector("input[type=radio]");
  input.focus({ preventScroll: true });
  all[here].scrollIntoView({ block: "center" });
}

function answer(decision) {
  if (here < 0) go(0);
  const input = values()[here]?.querySelector(`input[value=${decision}]`);
  if (!input) return;
  input.checked = true;
  changed = true;
  if (here < values().length - 1) go(here + 1);
  else document.getElementById("save").focus();
}

function correct() {
  if (here < 0) go(0);
  values()[here]?.querySelector("input[type=text], textarea, select").focus();
}

function add() {
  const field = (document.activeElement.closest(".field") || values()[Math.max(here, 0)]?.closest(".field"));
  const empty = [...field?.querySelectorAll(".several input[type=text]") || []].find((each) => !each.value);
  if (empty) empty.focus();
}

const actions = {
  a: () => answer("accepted"),
  r: () => answer("refused"),
  c: correct,
  n: add,
  j: () => go(here + 1),
  k: () => go(here - 1),
  p: () => pane.querySelector(".pane-window")?.focus(),
  e: () => form.requestSubmit(document.getElementById("save")),
  t: () => document.getElementById("accept-all")?.click(),
  u: () => document.querySelector(".done .undo")?.click(),
};

form.addEventListener("focusin", (event) => {
  const value = event.target.closest(".value.proposed");
  if (!value) return;
  here = values().indexOf(value);
  if (value.dataset.page && !event.target.closest("button")) turn(Number(value.dataset.page), value.dataset.key);
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
  if (typing && event.key === "Enter" && (event.ctrlKey || event.metaKey)) return actions.e();
  if (typing && event.key === "Escape" && form.contains(typing)) {
    const radio = typing.closest(".value.proposed")?.querySelector("input[type=radio]");
    return radio ? radio.focus() : typing.blur();
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || remembered.get("shortcut") === "off") return;
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

// ---- Nothing typed is lost by a slip

form.addEventListener("input", () => { changed = true; });
form.addEventListener("submit", () => { changed = false; });
window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });

ready();
