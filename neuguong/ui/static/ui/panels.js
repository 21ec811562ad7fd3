// A row opens beside its list on a wide screen, a figure in the drawer; j and k step, Escape closes.
const wide = matchMedia("(min-width: 1100px)");
const KEPT = "rows";
const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
const rows = () => [...document.querySelectorAll("[data-row]")];

function beside() { return document.getElementById("beside"); }

function link(row) { return row.querySelector("[data-beside]"); }

async function open(row, remember = true) {
  const split = beside().closest("[data-split]");
  for (const other of rows()) other.classList.toggle("is-open", other === row);
  split.classList.add("has-open");
  const address = new URL(location.href);
  address.searchParams.set("open", row.dataset.row);
  if (remember) history.replaceState(history.state, "", address);
  await htmx.ajax("GET", link(row).getAttribute("href"), { target: "#beside", swap: "innerHTML" });
  row.scrollIntoView({ block: "nearest" });
}

function close(panel) {
  const holder = panel.parentElement;
  holder.replaceChildren();
  if (holder.id !== "beside") return;
  holder.closest("[data-split]").classList.remove("has-open");
  const row = document.querySelector(".is-open");
  row?.classList.remove("is-open");
  if (row) link(row).focus();
  const address = new URL(location.href);
  address.searchParams.delete("open");
  history.replaceState(history.state, "", address);
}

function step(count) {
  const all = rows();
  const current = all.findIndex((row) => row.classList.contains("is-open"));
  const next = all[current < 0 ? 0 : current + count];
  if (next) wide.matches ? open(next) : link(next).focus();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close-panel]")) return close(event.target.closest("[data-panel]"));
  const anchor = event.target.closest("[data-beside]");
  if (!anchor) return;
  sessionStorage.setItem(KEPT, JSON.stringify(rows().map((row) => link(row).pathname)));
  if (!wide.matches || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  open(anchor.closest("[data-row]"));
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    const panel = document.querySelector("#drawer [data-panel]") ?? document.querySelector("#beside [data-panel]");
    if (panel) close(panel);
  }
  if (typing(event.target)) return;
  const count = { j: 1, k: -1 }[event.key];
  if (!count) return;
  if (rows().length) step(count);
  else document.querySelector(count > 0 ? "[data-next]" : "[data-previous]")?.click();
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "beside" || event.target.id === "drawer") {
    neighbours(event.target);
    event.target.querySelector("[data-panel]")?.focus({ preventScroll: true });
  }
  if (event.target.id === "register" && beside()?.childElementCount) close(beside().firstElementChild);
});

// What failed says so (a refusal brings its own words), and a tap goes back to what was.
function failed(event) {
  const { elt, xhr } = event.detail;
  const { was } = elt.dataset;
  if (was !== undefined) elt.querySelector(`[type=radio][value="${was}"]`).checked = true;
  if (xhr.status && xhr.status < 500) return;
  const words = document.documentElement.dataset.lostWords;
  const message = Object.assign(document.createElement("p"), { className: "message message-error", textContent: words });
  document.getElementById("toasts").replaceChildren(message);
}

document.addEventListener("htmx:sendError", failed);
document.addEventListener("htmx:responseError", failed);

function neighbours(within) {
  const place = within.querySelector("[data-neighbours]");
  if (!place) return;
  const all = rows();
  const here = all.length ? all.findIndex((row) => row.classList.contains("is-open")) : -1;
  const paths = all.length ? all.map((row) => link(row).pathname) : JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
  const index = all.length ? here : paths.indexOf(location.pathname);
  if (index < 0 || paths.length < 2) return;
  place.hidden = false;
  place.replaceChildren(
    Object.assign(document.createElement("span"), { textContent: `${index + 1} / ${paths.length}` }),
    ...[["previous", "‹", "k", -1], ["next", "›", "j", 1]].map(([name, sign, key, count]) => arrow(paths[index + count], name, sign, key, all[index + count])),
  );
}

function arrow(path, name, sign, key, row) {
  const made = document.createElement(path ? "a" : "span");
  made.className = "btn btn-quiet";
  const words = document.documentElement.dataset[`${name}Words`];
  made.title = words;
  made.append(
    Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: words }),
    Object.assign(document.createElement("span"), { ariaHidden: "true", textContent: sign }),
    Object.assign(document.createElement("kbd"), { ariaHidden: "true", textContent: key }),
  );
  if (!path) {
    made.setAttribute("aria-disabled", "true");
    return made;
  }
  made.href = path;
  made.dataset[name] = "";
  if (row) made.addEventListener("click", (event) => { event.preventDefault(); open(row); });
  return made;
}

neighbours(document);
const asked = new URL(location.href).searchParams.get("open");
const row = asked && document.querySelector(`[data-row="${CSS.escape(asked)}"]`);
if (row && wide.matches) open(row, false);
