// Three comforts on top of pages that work without them: completion, the / key, copying a reference.
"use strict";

const remembered = {
  get(key) { try { return localStorage.getItem(key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, value); } catch { /* private window: forgotten, no harm */ } },
};

// Completion: a combobox with a list of its own, after the ARIA practices; the form is sent by Enter as ever.
function complete(input) {
  const list = document.createElement("ul");
  list.className = "options";
  list.id = "options";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.label);
  input.after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let [chosen, waiting, asked] = [-1, 0, ""];

  function close() {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(number) {
    const options = list.children;
    chosen = (number + options.length) % options.length;
    for (const [each, option] of [...options].entries()) {
      option.setAttribute("aria-selected", String(each === chosen));
    }
    input.setAttribute("aria-activedescendant", options[chosen].id);
  }

  function take(option) {
    if (option.dataset.url) {
      location.assign(option.dataset.url);
    } else {
      input.value = option.dataset.text;
      input.form.requestSubmit();
    }
    close();
  }

  function show(texts, kinds, urls) {
    list.replaceChildren(...texts.map((text, number) => {
      const option = document.createElement("li");
      const kind = document.createElement("small");
      option.id = `option-${number}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.text = text;
      option.dataset.url = urls[number];
      kind.textContent = kinds[number];
      option.append(text, " ", kind);
      return option;
    }));
    list.hidden = !texts.length;
    chosen = -1;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  async function ask() {
    const typed = input.value.trim();
    asked = typed;
    if (typed.length < 2) return close();
    try {
      const url = new URL(input.dataset.suggestions, location.href);
      url.searchParams.set("q", typed);
      const answer = await fetch(url);
      if (!answer.ok || asked !== typed) return;
      const [, texts, kinds, urls] = await answer.json();
      if (asked === typed && document.activeElement === input) show(texts, kinds, urls);
    } catch {
      close();
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen < 0 && event.key === "ArrowUp" ? -1 : chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      take(list.children[chosen]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
  // Before the box loses focus, which would close the list under the pointer.
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    event.preventDefault();
    if (option) take(option);
  });
  input.addEventListener("blur", () => {
    asked = "";
    close();
  });
}

// A single key that acts must be easy to switch off (RGAA 12.10): the help page has the switch.
function shortcut(input) {
  const active = () => remembered.get("shortcut") !== "off";
  document.addEventListener("keydown", (event) => {
    const busy = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || busy || event.ctrlKey || event.metaKey || event.altKey || !active()) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  const button = document.getElementById("shortcut");
  if (!button) return;
  const say = () => { button.textContent = active() ? button.dataset.on : button.dataset.off; };
  button.hidden = false;
  say();
  button.addEventListener("click", () => {
    remembered.set("shortcut", active() ? "off" : "on");
    say();
  });
}

function copying(button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.parentElement.hidden = false;
  button.addEventListener("click", async () => {
    const text = button.dataset.text || document.getElementById(button.dataset.copy).innerText;
    await navigator.clipboard.writeText(text);
    button.parentElement.querySelector("[role=status]").textContent = button.dataset.done;
  });
}

const box = document.getElementById("q");
if (box) {
  complete(box);
  shortcut(box);
}
document.querySelectorAll("[data-copy], button[data-text]").forEach(copying);
