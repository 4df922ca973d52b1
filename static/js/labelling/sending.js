/* One act's way to the server, and what the answer means. */

const PATIENCE = 15000;
const LATER = new Set([408, 425, 429]);

const parsed = async (answer) => {
  try {
    return await answer.json();
  } catch {
    return null;
  }
};

export class Sender {
  #page;
  #token;

  /** `page` is an address of the person's own that carries a fresh token. */
  constructor(page, token) {
    this.#page = page;
    this.#token = token;
  }

  /** Send an act: {is: "done", body}, {is: "refused", detail}, {is: "signed out"} or {is: "failed"}. */
  async send(act) {
    const first = await this.#post(act);
    if (first.status !== 400) return first;
    // A token that belongs to an earlier sign-in is refused like a wrong form; a fresh one tells.
    const fresh = await this.page();
    if (fresh.is !== "done") return fresh.is === "refused" ? first : fresh;
    const token = fresh.body.querySelector("#palette [name=csrf_token]")?.value;
    if (!token) return first;
    this.#token = token;
    for (const field of document.querySelectorAll("[name=csrf_token]")) field.value = token;
    return this.#post(act);
  }

  /** Read the page again as a document. */
  async page() {
    try {
      const answer = await this.#fetch(this.#page, { headers: { Accept: "text/html" } });
      const known = this.#meaning(answer);
      if (known) return known;
      if (!answer.ok) return { is: "refused", status: answer.status };
      const body = new DOMParser().parseFromString(await answer.text(), "text/html");
      return { is: "done", body };
    } catch {
      return { is: "failed" };
    }
  }

  async #post(act) {
    const named = [["op_id", act.id], ...(act.sequence ? [["sequence", act.sequence]] : [])];
    try {
      const answer = await this.#fetch(act.url, {
        method: "POST",
        body: new URLSearchParams([...act.fields, ...named]),
        headers: { Accept: "application/json", "X-CSRFToken": this.#token },
        keepalive: true,
      });
      const known = this.#meaning(answer);
      if (known) return known;
      const body = await parsed(answer);
      if (answer.ok) return body ? { is: "done", body } : { is: "failed" };
      const detail = body?.detail ?? `The server answered ${answer.status}.`;
      return { is: "refused", status: answer.status, detail };
    } catch {
      return { is: "failed" };
    }
  }

  #fetch(url, options) {
    const signal = AbortSignal.timeout(PATIENCE);
    return fetch(url, { redirect: "manual", cache: "no-store", signal, ...options });
  }

  /** What an answer means whatever it says: a redirect leads to the sign-in page. */
  #meaning(answer) {
    if (answer.type === "opaqueredirect" || answer.status === 401) return { is: "signed out" };
    if (answer.status >= 500 || LATER.has(answer.status)) return { is: "failed" };
    return null;
  }
}
