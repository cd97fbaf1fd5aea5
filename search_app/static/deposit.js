// Depositing with progress: files dropped and sent one by one; then the stages of each, until all have ended.
"use strict";

function sending(form) {
  const input = form.querySelector("#files");
  const zone = form.querySelector("#drop");
  const list = form.querySelector("#sending");
  const status = form.querySelector("#sending-status");
  zone.querySelectorAll("[data-script]").forEach((each) => { each.hidden = false; });

  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("over"); });
  }
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    input.files = event.dataTransfer.files;
    if (input.files.length) form.requestSubmit();
  });

  function line(file) {
    const item = document.createElement("li");
    const bar = document.createElement("progress");
    const said = document.createElement("span");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    item.append(file.name, " ", bar, " ", said);
    list.append(item);
    return { bar, said };
  }

  function send(file, deposit, { bar, said }) {
    const body = new FormData();
    for (const [name, value] of new FormData(form)) if (name !== "files") body.append(name, value);
    if (deposit) body.append("deposit", deposit);
    body.append("files", file, file.name);
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/json");
      request.responseType = "json";
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) bar.value = event.loaded / event.total;
      });
      request.addEventListener("loadend", () => {
        const answer = request.status === 200 ? request.response : null;
        bar.value = answer ? 1 : 0;
        said.textContent = answer ? list.dataset.sent : list.dataset.failed;
        resolve(answer);
      });
      request.send(body);
    });
  }

  form.addEventListener("submit", async (event) => {
    const files = [...input.files];
    if (!files.length) return;
    event.preventDefault();
    form.querySelector("button[type=submit]").disabled = true;
    list.replaceChildren();
    list.hidden = false;
    const lines = files.map(line);
    let [last, failed] = [null, 0];
    for (const [number, file] of files.entries()) {
      status.textContent = `${number + 1} / ${files.length}`;
      const answer = await send(file, last && last.deposit, lines[number]);
      if (answer) last = answer; else failed += 1;
    }
    form.querySelector("button[type=submit]").disabled = false;
    if (last && !failed) location.assign(last.url);
  });
}

// The list is made by the server, in the words of the page's language: only its content is asked for again.
function watching(list) {
  const status = document.getElementById("stages-status");
  let waited = 800;
  async function look() {
    try {
      const answer = await fetch(list.dataset.progress, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const { ended } = await answer.json();
      const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
      const made = page.getElementById("stages");
      if (made.innerHTML !== list.innerHTML) list.replaceChildren(...made.children);
      const summed = document.getElementById("stages-summary");
      if (summed) summed.textContent = page.getElementById("stages-summary").textContent;
      if (ended) {
        status.textContent = page.getElementById("stages-status").textContent;
        document.getElementById("again").remove();
        return;
      }
    } catch { /* the next look may succeed */ }
    waited = Math.min(waited * 1.2, 5000);
    setTimeout(look, waited);
  }
  setTimeout(look, waited);
}

const form = document.getElementById("deposit");
if (form) sending(form);
const list = document.querySelector("[data-progress]");
if (list) watching(list);
