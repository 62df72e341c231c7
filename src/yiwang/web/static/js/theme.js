// Light or dark by choice, remembered in this browser; a page may keep a choice of its own.
for (const button of document.querySelectorAll("[data-theme-switch]")) {
  button.addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme === "dark" || (!root.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
    root.dataset.theme = dark ? "light" : "dark";
    document.cookie = `${root.dataset.themeCookie ?? "theme"}=${root.dataset.theme};path=/;max-age=31536000;samesite=lax`;
  });
}
