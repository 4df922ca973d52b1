// The keyboard and the screen reader follow to the sentences that a cell of the matrix opened.
document.getElementById("sentences")?.addEventListener("htmx:afterSwap", (event) => {
  const heading = event.currentTarget.querySelector("h2");
  heading.focus({ preventScroll: true });
  heading.closest("section").scrollIntoView();
});
