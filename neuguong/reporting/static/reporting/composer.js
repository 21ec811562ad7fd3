// The composer: the outline and the sources follow the paper; a token goes in where the caret stands.
const wide = matchMedia("(min-width: 1200px)");
const sources = document.querySelector(".composer-sources");
const headings = [...document.querySelectorAll(".composer-paper [id^='p-']")];

function follow() {
  const line = innerHeight / 3;
  const current = headings.findLast((heading) => heading.getBoundingClientRect().top < line) ?? headings[0];
  if (!current) return;
  for (const link of document.querySelectorAll(".composer-outline a")) {
    const here = link.hash === `#${current.id}`;
    if (here) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  const card = document.getElementById(current.id.replace("p-", "s-"));
  if (card && wide.matches) sources.scrollTo({ top: card.offsetTop - 4 });
}

let asked = 0;
if (sources) {
  addEventListener("scroll", () => { cancelAnimationFrame(asked); asked = requestAnimationFrame(follow); }, { passive: true });
  const outline = document.querySelector("[data-outline]");
  if (!wide.matches) outline.open = false;
  outline.addEventListener("click", (event) => { if (event.target.closest("a") && !wide.matches) outline.open = false; });
  follow();
}

document.addEventListener("click", (event) => {
  const token = event.target.closest("[data-token]");
  const words = document.querySelector("[data-words]");
  if (!token || !words) return;
  words.setRangeText(token.dataset.token, words.selectionStart, words.selectionEnd, "end");
  words.focus();
  words.dispatchEvent(new Event("input", { bubbles: true }));
});
