// A button that copies a link; it appears only where the browser can do that.

for (const button of document.querySelectorAll("[data-copies]")) {
  const link = document.getElementById(button.dataset.copies);
  const said = document.getElementById(button.dataset.says);

  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(link.value);
      said.textContent = "Copied.";
    } catch {
      link.select();
      said.textContent = "The browser does not allow it. The link is selected: copy it yourself.";
    }
  });
}
