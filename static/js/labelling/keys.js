/* The table of keys: what is pressed, what it does, and how the help shows it.

   Keys are matched by position (event.code) and shown as the person's keyboard prints them. */

const NAMES = {
  ArrowDown: "↓",
  ArrowUp: "↑",
  ArrowRight: "→",
  ArrowLeft: "←",
  Backspace: "⌫",
  Delete: "Del",
  Enter: "↵",
  Escape: "Esc",
};
const MEMORY = "annotator-single-keys";
const isMac = navigator.platform.startsWith("Mac");

const key = (code, held = "") => ({
  code,
  shift: held.includes("shift"),
  alt: held.includes("alt"),
  mod: held.includes("mod"),
});

const labelCode = (shortcut) => (/^\d$/.test(shortcut) ? `Digit${shortcut}` : `Key${shortcut.toUpperCase()}`);

const labelRows = (labels, desk) => {
  const rows = [...labels.values()].filter((label) => label.shortcut);
  return [
    ...rows.map((label) => ({
      keys: [key(labelCode(label.shortcut)), key(`Numpad${label.shortcut}`)],
      label,
      says: label.name,
      run: () => desk.choose(label.number),
      single: true,
    })),
    {
      act: "also",
      keys: rows.filter((label) => !label.isNone).map((label) => key(labelCode(label.shortcut), "shift")),
      shown: rows.length ? [key(labelCode(rows[0].shortcut), "shift")] : [],
      says: "Add it as a further label, or take it away",
      run: (pressed) => {
        const wanted = rows.find((label) => labelCode(label.shortcut) === pressed.code);
        desk.also(wanted.number);
      },
      single: true,
    },
  ];
};

/** All keys of the page. */
export const table = (labels, desk) => {
  const [on, back] = desk.isRightToLeft ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
  return [
    ...labelRows(labels, desk),
    {
      keys: [key("KeyJ")],
      shown: [key("KeyJ"), key("ArrowDown"), key(on)],
      says: "Next sentence",
      run: () => desk.move(1),
      single: true,
      repeats: true,
    },
    {
      keys: [key("KeyK")],
      shown: [key("KeyK"), key("ArrowUp"), key(back)],
      says: "Previous sentence",
      run: () => desk.move(-1),
      single: true,
      repeats: true,
    },
    { keys: [key("ArrowDown"), key(on)], shown: [], run: ({ code }) => desk.arrow(1, code === on), repeats: true },
    { keys: [key("ArrowUp"), key(back)], shown: [], run: ({ code }) => desk.arrow(-1, code === back), repeats: true },
    { act: "unsure", keys: [key("KeyU")], says: "Unsure, or sure again", run: () => desk.unsure(), single: true },
    { act: "note", keys: [key("KeyN")], says: "Write a note", run: () => desk.note(), single: true },
    { act: "clear", keys: [key("Backspace"), key("Delete")], says: "Clear the label", run: () => desk.clear() },
    { act: "undo", keys: [key("KeyZ")], says: "Undo", run: () => desk.undo(), single: true },
    { act: "redo", keys: [key("KeyZ", "shift")], says: "Redo", run: () => desk.redo(), single: true },
    {
      keys: [key(on, "shift")],
      shown: [key(on, "shift"), key(back, "shift")],
      says: "Select more or fewer words for a phrase, from the sentence’s beginning",
      run: () => desk.extend(1, "word"),
      repeats: true,
    },
    { keys: [key(back, "shift")], shown: [], run: () => desk.extend(-1, "word"), repeats: true },
    {
      keys: [key(on, "shift alt")],
      shown: [key(on, "shift alt"), key(back, "shift alt")],
      says: "The same by characters",
      run: () => desk.extend(1, "grapheme"),
      repeats: true,
    },
    { keys: [key(back, "shift alt")], shown: [], run: () => desk.extend(-1, "grapheme"), repeats: true },
    { shown: [key(on), key(back)], keys: [], says: "While words are selected: move their beginning" },
    { keys: [key("Escape")], says: "Let go of the selected words", run: () => desk.letGo() },
    { act: "submit", keys: [key("Enter", "mod")], says: "Submit the article", run: () => desk.submit() },
    { act: "help", keys: [{ char: "?" }], says: "Show the keys", run: () => desk.help(), single: true },
  ];
};

/** What the person's keyboard prints, by position; empty where the browser does not tell. */
const printed = async () => {
  try {
    return await navigator.keyboard.getLayoutMap();
  } catch {
    return new Map();
  }
};

const parts = ({ code, char, shift, alt, mod }, layout) => {
  const name = char ?? NAMES[code] ?? (code.startsWith("Key") && layout.get(code)?.toUpperCase());
  return [
    ...(mod ? [isMac ? "⌘" : "Ctrl"] : []),
    ...(alt ? ["Alt"] : []),
    ...(shift ? ["⇧"] : []),
    name || code.replace(/^(Key|Digit|Numpad)/, ""),
  ];
};

const isTyping = (target) => target.closest?.("input, textarea, select, dialog, [contenteditable]");

export class Keys {
  #table;
  #byKey = new Map();

  constructor(rows) {
    this.#table = rows;
    for (const row of rows) {
      for (const one of row.keys) this.#byKey.set(this.#signature(one), row);
    }
    document.addEventListener("keydown", (event) => this.#press(event));
  }

  get areSingleKeysOn() {
    try {
      return localStorage.getItem(MEMORY) !== "off";
    } catch {
      return true;
    }
  }

  set areSingleKeysOn(on) {
    try {
      localStorage.setItem(MEMORY, on ? "on" : "off");
    } catch {
      // Where nothing is stored, the keys stay on.
    }
  }

  /** Print each key on its button, and all of them in the help's list. */
  async show(palette, list) {
    const layout = await printed();
    for (const { act, keys } of this.#table) {
      const spot = act && palette.querySelector(`[data-act="${act}"] kbd`);
      if (spot && keys.length) spot.textContent = parts(keys[0], layout).join(keys[0].mod ? " " : "");
    }
    const rows = this.#table.filter(({ keys, shown = keys }) => shown.length);
    list.replaceChildren(...rows.map((row) => this.#line(row, layout)));
  }

  #line({ keys, shown = keys, says, label }, layout) {
    const line = document.createElement("div");
    const term = document.createElement("dt");
    for (const one of shown.filter(({ code }) => !code?.startsWith("Numpad"))) {
      const cap = document.createElement("kbd");
      cap.textContent = parts(one, layout).join(" ");
      term.append(cap);
    }
    const meaning = document.createElement("dd");
    if (label) {
      const chip = document.createElement("span");
      chip.className = `label-chip-letter hue-${label.hue}`;
      chip.ariaHidden = "true";
      chip.textContent = label.letter;
      meaning.append(chip, " ");
    }
    meaning.append(says);
    line.append(term, meaning);
    return line;
  }

  #signature({ code, char, shift, alt, mod }) {
    return char ?? [code, shift, alt, mod].join();
  }

  #press(event) {
    const { code, shiftKey, altKey, ctrlKey, metaKey, target } = event;
    if (event.defaultPrevented || event.isComposing || isTyping(target)) return;
    if (document.querySelector("dialog[open]")) return;
    const mod = ctrlKey || metaKey;
    const row =
      this.#byKey.get([code, shiftKey, altKey, mod].join()) ??
      (mod || altKey ? undefined : this.#byKey.get(event.key));
    if (!row || (row.single && !this.areSingleKeysOn)) return;
    event.preventDefault();
    if (!event.repeat || row.repeats) row.run(event);
  }
}
