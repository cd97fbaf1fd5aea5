// The notice editor: one more empty box each time the last one of a field is filled, and towns as one types.
"use strict";

// In the list of notices: all of the page at once.
document.querySelectorAll("[data-tick]").forEach((button) => {
  button.parentElement.hidden = false;
  button.addEventListener("click", () => {
    const boxes = [...button.form.querySelectorAll("input[name=id]")];
    const all = boxes.every((box) => box.checked);
    boxes.forEach((box) => { box.checked = !all; });
  });
});

// The last row of a field, which is always empty: a new one is made of it once something is written there.
function another(boxes) {
  const last = boxes.lastElementChild;
  const box = last.querySelector("input, select");
  if (!box.value) return;
  const next = last.cloneNode(true);
  const copy = next.querySelector("input, select");
  const number = boxes.children.length + 1;
  copy.value = "";
  copy.id = box.id.replace(/\d+$/, number);
  copy.setAttribute("aria-label", box.getAttribute("aria-label").replace(/\d+$/, number));
  boxes.append(next);
}

document.querySelectorAll(".boxes.several").forEach((boxes) => {
  boxes.addEventListener("input", () => another(boxes));
});

// Thirty-five thousand towns are too many for a list in the page: those that begin as typed are asked for.
document.querySelectorAll("[data-places]").forEach((list) => {
  const given = [...list.children];
  let [waiting, asked] = [0, ""];
  list.parentElement.addEventListener("input", (event) => {
    asked = event.target.value.trim();
    clearTimeout(waiting);
    if (asked.length < 3) return;
    const typed = asked;
    waiting = setTimeout(async () => {
      const answer = await fetch(`${list.dataset.places}?q=${encodeURIComponent(typed)}`);
      if (!answer.ok || asked !== typed) return;
      const towns = (await answer.json()).map((town) => new Option(town, town));
      list.replaceChildren(...given, ...towns);
    }, 200);
  });
});
