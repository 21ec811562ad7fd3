// What the browser or its owner refused about a passkey, told on the page instead of in the console.
document.addEventListener("allauth.error", (event) => {
  const trouble = document.querySelector("[data-passkey-trouble]");
  if (!trouble) return;
  event.preventDefault();
  trouble.hidden = false;
  trouble.scrollIntoView({ block: "nearest" });
});
