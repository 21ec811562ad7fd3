// Sets the colour scheme before the first paint, and tells the style sheets that scripts run.
const root = document.documentElement;
root.classList.add("js");
if (root.dataset.themeChoice === "auto") {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => { root.dataset.bsTheme = dark.matches ? "dark" : "light"; };
  dark.addEventListener("change", follow);
  follow();
}
