// The notice editor: one more empty box each time the last one of a field is filled.
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
