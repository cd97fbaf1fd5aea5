// A selection kept in this browser, without account: the same documents that an address would carry.
"use strict";

(() => {
  const KEY = "selection";
  const CODE = /^[0-9a-hjkmnp-tv-z]{10}$/;
  const MOST = 100;

  // A browser that keeps nothing is left with the forms, which do without.
  try { localStorage.setItem("tried", ""); localStorage.removeItem("tried"); } catch { return; }

  function kept() {
    try {
      const found = JSON.parse(localStorage.getItem(KEY) || "[]");
      return Array.isArray(found) ? found.filter((each) => CODE.test(each)) : [];
    } catch {
      return [];
    }
  }

  function keep(codes) {
    localStorage.setItem(KEY, JSON.stringify([...new Set(codes)].slice(0, MOST)));
    show();
  }

  const add = (code) => keep([...kept(), code]);
  const drop = (code) => keep(kept().filter((each) => each !== code));

  // One in the menu of a phone, one in that of a wide window.
  const links = document.querySelectorAll("a[data-selection]");
  const home = links[0].dataset.selection;
  const name = links[0].textContent;
  const buttons = document.querySelectorAll("button[data-keep]");
  const boxes = document.querySelectorAll("input[form=choix][name=d]");
  const form = document.getElementById("choix");

  function address(codes) {
    if (!codes.length) return home;
    return `${home}${home.includes("?") ? "&" : "?"}d=${codes.join(",")}`;
  }

  function show() {
    const codes = kept();
    for (const link of links) {
      link.href = address(codes);
      link.parentElement.hidden = !codes.length;
      link.textContent = codes.length ? `${name} (${codes.length})` : name;
    }
    for (const button of buttons) {
      button.dataset.on ??= button.textContent;
      const held = codes.includes(button.dataset.keep);
      button.textContent = held ? button.dataset.off : button.dataset.on;
    }
    for (const box of boxes) box.checked = codes.includes(box.value);
  }

  for (const button of buttons) {
    button.form.addEventListener("submit", (event) => {
      event.preventDefault();
      const code = button.dataset.keep;
      if (kept().includes(code)) drop(code); else add(code);
    });
  }
  for (const box of boxes) box.addEventListener("change", () => (box.checked ? add : drop)(box.value));
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    location.assign(address(kept()));
  });

  for (const each of document.querySelectorAll("[data-drop]")) {
    each.addEventListener("click", () => drop(each.dataset.drop));
  }
  document.querySelector("[data-empty]")?.addEventListener("click", () => keep([]));

  const all = document.querySelector("[data-keep-all]");
  if (all) {
    const codes = all.dataset.keepAll.split(",");
    all.parentElement.hidden = codes.every((each) => kept().includes(each));
    all.addEventListener("click", () => {
      keep([...kept(), ...codes]);
      all.parentElement.querySelector("[role=status]").textContent = all.dataset.done;
    });
  }

  // The page of a selection without one in its address shows the one kept here.
  if (location.pathname === new URL(home, location).pathname && !new URLSearchParams(location.search).has("d") && kept().length) {
    location.replace(address(kept()));
  }
  addEventListener("pageshow", show);
  show();
})();
