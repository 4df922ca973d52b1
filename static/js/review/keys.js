// Settling by keys: a label's own key, B and X settle, J and K go on and back, R goes to the reason.
//
// Keys are places on the keyboard (event.code), so that they are the same with every layout.

const form = document.getElementById("settle");
const reason = form.elements.namedItem("reason");
const said = form.querySelector("[role=status]");
const choices = new Map();
const ways = new Map();

let chosen = null;
let sent = false;

for (const button of form.querySelectorAll("button[data-key]")) {
  for (const code of codes(button.dataset.key)) {
    choices.set(code, button);
  }
}
for (const link of document.querySelectorAll("a[data-key]")) {
  ways.set(link.dataset.key, link);
}
form.querySelector("[data-keys]").hidden = !matchMedia("(any-hover: hover)").matches;

form.addEventListener("submit", (event) => {
  if (sent) {
    event.preventDefault();
  }
  sent = true;
});
addEventListener("pageshow", () => {
  sent = false;
});

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.altKey) {
    return;
  }
  const writes = event.target.matches("input, textarea, select");
  if (event.code === "Enter" && (event.ctrlKey || event.metaKey)) {
    settleAsChosen(event);
  } else if (event.ctrlKey || event.metaKey) {
    return;
  } else if (writes) {
    leave(event);
  } else if (!event.shiftKey && !event.repeat) {
    act(event);
  }
});

function settleAsChosen(event) {
  event.preventDefault();
  if (chosen) {
    form.requestSubmit(chosen);
  } else {
    say("Choose how to settle it first: leave the field with Esc, then press a label’s key.");
  }
}

function leave(event) {
  if (event.code === "Escape") {
    event.preventDefault();
    event.target.blur();
  }
}

function act(event) {
  const button = choices.get(event.code);
  const link = ways.get(event.code);
  if (button) {
    event.preventDefault();
    press(button);
  } else if (link) {
    event.preventDefault();
    link.click();
  } else if (event.code === "KeyR") {
    event.preventDefault();
    reason.focus();
  }
}

function press(button) {
  choose(button);
  if (reason.value.trim()) {
    form.requestSubmit(button);
  } else {
    reason.focus();
    say(`${nameOf(button)}. Write the reason, then Ctrl Enter; without one, Ctrl Enter at once.`);
  }
}

function choose(button) {
  chosen?.removeAttribute("aria-pressed");
  chosen = button;
  chosen.setAttribute("aria-pressed", "true");
}

function nameOf(button) {
  return button.querySelector(".name").textContent;
}

function say(sentence) {
  said.textContent = sentence;
}

function codes(key) {
  return /^\d$/.test(key) ? [`Digit${key}`, `Numpad${key}`] : [`Key${key.toUpperCase()}`];
}
