/* Light or dark before anything is painted: the only script that blocks. "auto" follows the device. */
(function () {
  const root = document.documentElement;
  const device = matchMedia("(prefers-color-scheme: dark)");
  function follow() {
    const theme = root.dataset.theme;
    const dark = theme === "dark" || (theme === "auto" && device.matches);
    root.dataset.bsTheme = dark ? "dark" : "light";
  }
  follow();
  device.addEventListener("change", follow);
})();
