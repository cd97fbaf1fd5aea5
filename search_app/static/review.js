// Reviewing from the keyboard. Each key does what a visible button does, and the page says how to switch them off.
"use strict";

const form = document.getElementById("review");
const proofs = [...form.querySelectorAll(".proof")];
let here = -1;

function go(number) {
  if (!proofs.length) return;
  here = Math.min(Math.max(number, 0), proofs.length - 1);
  const input = proofs[here].querySelector("input:checked") || proofs[here].querySelector("input");
  input.focus({ preventScroll: true });
  proofs[here].scrollIntoView({ block: "center" });
}

function answer(value) {
  if (here < 0) go(0);
  const input = proofs[here].querySelector(`input[value=${value}]`);
  input.checked = true;
  input.focus({ preventScroll: true });
  if (here < proofs.length - 1) go(here + 1);
  else document.getElementById("save").focus();
}

const actions = {
  a: () => answer("accepted"),
  r: () => answer("refused"),
  j: () => go(here + 1),
  k: () => go(here - 1),
  e: () => form.requestSubmit(document.getElementById("save")),
  t: () => form.requestSubmit(document.getElementById("accept-all")),
};

form.addEventListener("focusin", (event) => {
  const proof = event.target.closest(".proof");
  if (proof) here = proofs.indexOf(proof);
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=radio]), textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || remembered.get("shortcut") === "off") return;
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});
