/* Menus are <details class="menu">: they open without script. This closes them on Escape and on a click elsewhere. */
const openMenus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    const held = menu.contains(document.activeElement);
    menu.open = false;
    if (held) menu.querySelector("summary").focus();
  }
});

/* A project's links scroll sideways on narrow screens: bring the current one into view. */
const current = document.querySelector(".nav [aria-current]");
if (current) {
  const strip = current.parentElement;
  strip.scrollLeft = current.offsetLeft - (strip.clientWidth - current.clientWidth) / 2;
}
