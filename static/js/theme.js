/* Light, dark or the system's theme, as the person chose it on this device.

   A classic script in <head>, so that the choice holds before the first paint. Buttons carry
   data-theme-choice="system|light|dark". */
(() => {
  const KEY = "annotator-theme";
  const root = document.documentElement;

  const stored = () => {
    try {
      return localStorage.getItem(KEY) ?? "system";
    } catch {
      return "system"; // Storage may be blocked; the system's theme then stands.
    }
  };

  const apply = (choice) => {
    if (choice === "light" || choice === "dark") root.dataset.theme = choice;
    else delete root.dataset.theme;
    for (const button of document.querySelectorAll("[data-theme-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice));
    }
  };

  apply(stored());
  document.addEventListener("DOMContentLoaded", () => apply(stored()));
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-theme-choice]");
    if (!button) return;
    const choice = button.dataset.themeChoice;
    apply(choice);
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // The choice then lasts for this page only.
    }
  });
})();
