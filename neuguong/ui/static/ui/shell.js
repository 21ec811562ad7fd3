// Keys and menus of the shell: "/" searches, Escape and a click elsewhere close, errors get the focus.
const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !typing(event.target)) {
    const find = document.querySelector("[data-find]");
    if (find && find.offsetParent) {
      event.preventDefault();
      find.focus();
      find.select();
    }
  }
  if (event.key === "Escape") closeMenus(null, true);
});

function closeMenus(except, refocus) {
  for (const menu of document.querySelectorAll("[data-menu][open]")) {
    if (menu === except) continue;
    menu.open = false;
    if (refocus) menu.querySelector("summary").focus();
  }
}

document.addEventListener("click", (event) => closeMenus(event.target.closest("[data-menu]"), false));

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  await navigator.clipboard.writeText(source.value ?? source.textContent);
  button.textContent = button.dataset.copied;
});

document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });

document.querySelector("[data-focus]")?.focus();

// What takes long says so, and is not sent twice; coming back finds the button as it was.
document.addEventListener("submit", (event) => {
  const words = event.target.dataset.busy;
  const button = event.submitter ?? event.target.querySelector("button");
  if (!words || !button) return;
  button.dataset.words = button.textContent;
  button.textContent = words;
  button.disabled = true;
});

addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button[data-words]")) {
    button.textContent = button.dataset.words;
    button.disabled = false;
  }
});
