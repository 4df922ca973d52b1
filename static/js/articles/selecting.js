// One box above the table ticks all boxes of the page; without scripts it stays hidden.
const listing = document.getElementById("listing");

function show() {
  const all = listing.querySelector(".pick-all");
  if (all) all.hidden = false;
}

listing.addEventListener("change", (event) => {
  const boxes = [...listing.querySelectorAll('input[name="article"]')];
  const all = listing.querySelector("[data-select-all]");
  if (event.target === all) {
    for (const box of boxes) box.checked = all.checked;
  } else if (boxes.includes(event.target)) {
    all.checked = boxes.every((box) => box.checked);
    all.indeterminate = !all.checked && boxes.some((box) => box.checked);
  }
});

listing.addEventListener("htmx:afterSwap", show);
show();
