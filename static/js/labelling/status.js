/* What the page says: about saving, about refusals, and aloud for those who do not see it. */

const count = (number) => `${number} not saved yet`;

/** The line that tells the truth about saving. */
export const saveWords = ({ unsent, refused, failing, signedOut, isLasting }) => {
  if (unsent && signedOut) return `Signed out: ${count(unsent)}`;
  if (unsent && failing) {
    return `${count(unsent)}, trying again${isLasting ? "" : ". Keep this page open"}`;
  }
  if (unsent) return "Saving…";
  return refused.length ? `${refused.length} refused` : "All saved";
};

const button = (text, run) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button-small";
  made.textContent = text;
  made.addEventListener("click", run);
  return made;
};

export class Status {
  #signInAt;
  #line;
  #region;
  #said;
  #shown = "";
  #inTrouble = false;

  constructor(root) {
    this.#signInAt = root.dataset.signIn;
    this.#line = root.querySelector(".save-state");
    this.#region = root.querySelector("#refusals");
    this.#said = document.querySelector("#said");
  }

  /** Say something to a screen reader, even if it was just said. */
  say(words) {
    this.#said.textContent = this.#said.textContent === words ? `${words}\u00a0` : words;
  }

  /** Show where saving stands; `again` and `discard` are offered for each refused act. */
  show(state, { again, discard }) {
    const words = saveWords(state);
    const isWaiting = state.unsent > 0 && (state.failing || state.signedOut);
    if (this.#line.textContent !== words) this.#line.textContent = words;
    this.#line.classList.toggle("is-waiting", isWaiting);
    this.#line.classList.toggle("is-saving", state.unsent > 0 && !isWaiting);
    this.#line.classList.toggle("is-refused", !state.unsent && state.refused.length > 0);
    if (isWaiting !== this.#inTrouble) this.say(words);
    this.#inTrouble = isWaiting;
    const shown = JSON.stringify([state.signedOut, state.refused.map(({ id }) => id)]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#region.replaceChildren(
      ...(state.signedOut ? [this.#signIn()] : []),
      ...state.refused.map((act) => this.#refusal(act, again, discard)),
    );
  }

  #signIn() {
    const link = document.createElement("a");
    link.href = this.#signInAt;
    link.textContent = "Sign in again";
    return this.#notice("warning", "You are signed out. Your labels are kept here and sent after you ", link, ".");
  }

  #refusal(act, again, discard) {
    const actions = document.createElement("span");
    actions.className = "row";
    actions.append(button("Try again", () => again(act)), button("Discard", () => discard(act)));
    return this.#notice("error", `${act.said} was refused. ${act.why}`, actions);
  }

  #notice(kind, ...content) {
    const notice = document.createElement("div");
    notice.className = `notice notice-${kind}`;
    const words = document.createElement("span");
    words.append(...content.filter((one) => typeof one === "string" || one.localName === "a"));
    notice.append(words, ...content.filter((one) => one.localName === "span"));
    return notice;
  }
}
