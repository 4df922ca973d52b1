// A button that copies a text of the page; it appears only where the browser can do that.

for (const button of document.querySelectorAll("[data-copies-text]")) {
  const text = document.getElementById(button.dataset.copiesText);
  const said = document.getElementById(button.dataset.says);

  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.innerText.trim());
      said.textContent = "Copied.";
    } catch {
      getSelection().selectAllChildren(text);
      said.textContent = "The browser does not allow it. The text is selected: copy it yourself.";
    }
  });
}
