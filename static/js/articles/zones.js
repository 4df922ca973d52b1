// One key says what a paragraph is: the keys stand on the page, in #zone-keys, and are taken from there.
//
// Keys are places on the keyboard (event.code), so that they are the same with every layout. The arrow keys and J, K go
// from one paragraph's field to the next; a field that is open keeps its own keys.

const legend = document.getElementById("zone-keys");
const paragraphs = document.getElementById("paragraphs");
const zones = new Map();

for (const item of legend.querySelectorAll("[data-key]")) {
  zones.set(`Digit${item.dataset.key}`, item.dataset.zone);
  zones.set(`Numpad${item.dataset.key}`, item.dataset.zone);
}
legend.hidden = !matchMedia("(any-hover: hover)").matches;

paragraphs.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing) {
    return;
  }
  const field = event.target.closest("select");
  const zone = zones.get(event.code);
  const step = { ArrowDown: 1, KeyJ: 1, ArrowUp: -1, KeyK: -1 }[event.code];
  if (field && zone) {
    event.preventDefault();
    choose(field, zone);
  } else if (field && step) {
    event.preventDefault();
    go(field, step);
  }
});

paragraphs.addEventListener("click", (event) => {
  const paragraph = event.target.closest(".preview-para");
  if (paragraph && !event.target.closest("select") && getSelection().isCollapsed) {
    paragraph.querySelector("select").focus({ preventScroll: true });
  }
});

function choose(field, zone) {
  if (field.value !== zone) {
    field.value = zone;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function go(field, step) {
  const fields = [...paragraphs.querySelectorAll("select")];
  fields[fields.indexOf(field) + step]?.focus();
}
