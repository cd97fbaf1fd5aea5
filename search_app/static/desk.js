// The notice editor: one more empty box each time the last one of a field is filled, and towns as one types.
"use strict";

document.querySelectorAll(".boxes.several").forEach((boxes) => {
  boxes.addEventListener("input", () => {
    const last = boxes.lastElementChild;
    if (!last.value) return;
    const next = last.cloneNode();
    const number = boxes.children.length + 1;
    next.value = "";
    next.id = last.id.replace(/\d+$/, number);
    next.setAttribute("aria-label", last.getAttribute("aria-label").replace(/\d+$/, number));
    boxes.append(next);
  });
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
