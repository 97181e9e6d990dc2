// The widgets: <clientele-customer>, <clientele-subscription> and <clientele-orders>, for a merchant's own page.
// What changes anything runs in a frame of our origin. How to use it: docs/widgets.md.

const house = new URL(import.meta.url).origin;
// Each word in the languages that we have.
const TONGUES = ["en", "de", "ar"];
const WORDS = new Map(`
active|Active|Aktiv|نشط
trialing|Trial|Probezeit|تجربة
past_due|Past due|Überfällig|متأخر الدفع
canceled|Canceled|Gekündigt|ملغى
ended|Ended|Beendet|منتهٍ
open|Open|Offen|مفتوح
paid|Paid|Bezahlt|مدفوع
partially_refunded|Partly refunded|Teils erstattet|مسترد جزئيًا
refunded|Refunded|Erstattet|مسترد
customer|Your details|Ihre Angaben|بياناتك
subscription|Your subscription|Ihr Abonnement|اشتراكك
orders|Your orders|Ihre Bestellungen|طلباتك
edit|Edit|Bearbeiten|تعديل
refund|Refund address|Erstattungsadresse|عنوان الاسترداد
cancel|Cancel|Kündigen|إلغاء
resume|Resume|Fortsetzen|استئناف
renew|Renew|Verlängern|تجديد
ends|Ends on|Endet am|ينتهي في
next|Next on|Weiter am|التالي في
tried|Trial until|Probezeit bis|تجربة حتى
due|Due since|Fällig seit|مستحق منذ
over|Ended on|Endete am|انتهى في
more|and more|und weitere|والمزيد
none|No subscription yet|Noch kein Abonnement|لا اشتراك بعد
noorders|No orders yet|Noch keine Bestellungen|لا طلبات بعد
noname|No name yet|Noch kein Name|لا اسم بعد
loading|Loading|Wird geladen|جارٍ التحميل
close|Close|Schließen|إغلاق
retry|Try again|Erneut versuchen|حاول مرة أخرى
signin|Sign in to see this.|Melden Sie sich an, um das zu sehen.|سجّل الدخول لترى هذا.
failed|This could not be loaded.|Das konnte nicht geladen werden.|تعذّر التحميل.
hidden|This page may not show this.|Diese Seite darf das nicht zeigen.|لا يجوز لهذه الصفحة عرض هذا.
`.trim().split("\n").map((row) => row.split("|")).map(([name, ...words]) => [name, words]));

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { display: block; min-inline-size: 0; text-align: start; --s: var(--clientele-space, 1rem); --rows: 5;
  --surface: var(--clientele-surface, light-dark(#fefefd, #141b1d)); --text: var(--clientele-text, light-dark(#19201f, #f1f0ec));
  --line: var(--clientele-line, light-dark(#e4e3de, #2c3639)); --accent: var(--clientele-accent, light-dark(#075d60, #7fd3cf));
  --radius: var(--clientele-radius, 10px); --muted: color-mix(in oklab, var(--text) 74%, var(--surface)); }
:host([hidden]) { display: none; }
* { box-sizing: border-box; }
section, dialog { border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); color: var(--text);
  font: 0.875rem/1.5rem var(--clientele-font, system-ui, sans-serif); letter-spacing: 0; }
section { position: relative; padding: var(--s); overflow: hidden; min-block-size: calc(2 * var(--s) + var(--h) + 2px); }
:host(clientele-customer) { --h: calc(4.75rem + 0.75 * var(--s)); }
:host(clientele-subscription) { --h: calc(7rem + 0.75 * var(--s)); }
:host(clientele-orders) { --h: calc(2rem + var(--rows) * 3.25rem); }
header, footer, li { display: flex; align-items: center; gap: 0.75rem; }
header > :first-child + div, header > strong, li > :first-child { flex: 1; min-inline-size: 0; }
strong, p, small, .line { display: block; margin: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
strong { font-weight: 600; }
small, .muted { color: var(--muted); font-size: 0.8125rem; line-height: 1.25rem; }
.sign { flex: none; display: grid; place-items: center; inline-size: 2.75rem; block-size: 2.75rem; border-radius: 50%;
  background: color-mix(in oklab, var(--accent) 14%, var(--surface)); font-weight: 600; }
.amount { margin-block-start: 0.5rem; font-size: 1.375rem; line-height: 1.75rem; font-variant-numeric: tabular-nums; }
.amount small { display: inline; }
.badge { flex: none; padding-inline: 0.5rem; border-radius: min(var(--radius), 6px); font-size: 0.75rem; font-weight: 600;
  color: var(--text); background: color-mix(in oklab, var(--tone, var(--muted)) 16%, var(--surface)); }
.badge::before { content: "\\25CF\\2002"; color: var(--tone, var(--muted)); font-size: 0.625rem; }
.good { --tone: light-dark(#14713d, #69d391); } .bad { --tone: light-dark(#b02a1e, #ff9d8f); } .info { --tone: light-dark(#2459a8, #90bcff); }
footer { margin-block-start: calc(0.75 * var(--s)); gap: 0.5rem; }
button { min-inline-size: 0; block-size: 2rem; padding-inline: 0.75rem; border: 1px solid color-mix(in oklab, var(--text) 50%, var(--surface));
  border-radius: min(var(--radius), 6px); background: none; color: inherit; font: inherit; font-size: 0.8125rem; cursor: pointer;
  overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
button:hover { background: color-mix(in oklab, var(--text) 6%, var(--surface)); }
button.main { border-color: transparent; background: var(--accent); color: oklch(from var(--accent) clamp(0, (0.66 - l) * 1000, 0.99) 0 0); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
ul { margin: 0.5rem 0 0; padding: 0; list-style: none; }
li { block-size: 3.25rem; border-block-start: 1px solid var(--line); line-height: 1.25rem; }
li > :last-child { flex: none; text-align: end; font-variant-numeric: tabular-nums; }
li .badge { display: block; padding: 0; background: none; }
i { display: block; block-size: 0.75rem; margin-block: 0.375rem; border-radius: 4px; background: var(--line); }
.said { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.told { white-space: normal; max-block-size: 4.5rem; }
dialog { inline-size: min(34rem, 100vw - 2rem); padding: 0; overflow: hidden; }
dialog::backdrop { background: rgb(0 0 0 / 45%); }
dialog header { padding: 0.5rem; padding-inline-start: var(--s); border-block-end: 1px solid var(--line); }
::slotted(p) { margin: var(--s); }
::slotted(iframe) { display: block; inline-size: 100%; block-size: 24rem; max-block-size: calc(100dvh - 8rem); border: 0; }
@media (prefers-reduced-motion: no-preference) { i { animation: wait 1.5s infinite alternate; } @keyframes wait { to { opacity: 0.4; } } }
`);

// An element; what is said in it is always text.
const h = (tag, of, ...inside) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(of ?? {})) {
    if (name === "onclick") made.onclick = value;
    else if (value != null) made.setAttribute(name, value);
  }
  made.append(...inside.flat().filter((one) => one != null && one !== false));
  return made;
};

// ---- What is known of the customer: one Store for all widgets that have the same session. ----

const SOON = 5e3, LATER = 6e4;
const stores = new Map();
const urls = new Map();
const widgets = new Set();
let usual;

// Where sessions come from for every widget that names none: a secret, or a function that asks your server for one. Say
// it again when somebody else signs in.
export const session = (source) => {
  const known = stores.get((usual = source));
  if (known) {
    known.secret = null;
    known.read(true);
  }
  for (const widget of widgets) widget.join();
};

// Reads again, as after something changed that widgets can't know of.
export const refresh = () => Promise.all([...stores.values()].map((store) => store.read(true)));

const posted = (url) => {
  if (!urls.has(url)) urls.set(url, async () => {
    const answer = await fetch(url, { method: "POST", headers: { accept: "application/json" } });
    if (answer.status === 401 || answer.status === 204) return null;
    if (!answer.ok) throw Error(`${url} answered ${answer.status}`);
    return answer.json();
  });
  return urls.get(url);
};

class Store {
  widgets = new Set();
  state = "loading";
  fails = 0;

  constructor(source) {
    this.source = source;
  }

  // Reads now; with `more`, once more if a reading was on its way that may not know yet.
  read(more) {
    if (this.busy) {
      this.again ||= more;
      return this.busy;
    }
    clearTimeout(this.timer);
    this.wait = 0;
    return (this.busy = this.ask().catch((error) => {
      console.warn("Clientele:", error.message, `(from ${house} for ${location.origin})`);
      this.secret = null;
      this.fails++;
      this.show(this.data ? "ready" : "failed");
    }).finally(() => {
      this.busy = null;
      this.at = Date.now();
      if (this.again) {
        this.again = false;
        return this.read();
      }
      if (this.widgets.size && this.state !== "signin") {
        this.timer = setTimeout(() => document.hidden || this.read(), this.wait || LATER * 2 ** Math.min(this.fails, 4));
      }
    }));
  }

  async ask(renewed) {
    const asks = typeof this.source === "function";
    if (!this.secret) {
      const told = asks ? await this.source() : this.source;
      this.secret = told?.client_secret ?? told;
      if (!this.secret) return this.show("signin");
    }
    const headers = { authorization: `Bearer ${this.secret}` };
    if (this.tag) headers["if-none-match"] = this.tag;
    const answer = await fetch(`${house}/client/v1/customer`, { headers, cache: "no-store", credentials: "omit" });
    if (answer.status === 401) {
      this.secret = null;
      return asks && !renewed ? this.ask(true) : this.show("signin");
    }
    if (answer.status === 429) this.wait = 1e3 * (answer.headers.get("retry-after") || 60);
    else if (answer.status === 304) this.fails = 0;
    else if (!answer.ok) throw Error(`answer ${answer.status}`);
    else {
      this.tag = answer.headers.get("etag");
      this.data = await answer.json();
      this.fails = 0;
      return this.show("ready", true);
    }
    if (this.data) this.show("ready");
    else this.show("failed");
  }

  show(state, fresh) {
    if (state === "signin") this.data = this.tag = null;
    const changed = fresh || state !== this.state;
    this.state = state;
    if (changed) for (const widget of this.widgets) widget.draw();
  }
}

const look = () => {
  if (document.hidden) return;
  for (const store of stores.values()) if (Date.now() - (store.at ?? Infinity) > SOON) store.read();
};
addEventListener("focus", look);
document.addEventListener("visibilitychange", look);

// ---- What is seen. ----

class Widget extends HTMLElement {
  static observedAttributes = ["session", "session-url", "limit", "lang", "sample"];

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    this.size = new CSSStyleSheet();
    root.adoptedStyleSheets.push(this.size);
    root.append((this.card = h("section", { part: "card" })));
  }

  connectedCallback() {
    // It may have been set before this script came.
    if (Object.hasOwn(this, "session")) {
      const { session } = this;
      delete this.session;
      this.given = session;
    }
    widgets.add(this);
    this.join();
  }

  disconnectedCallback() {
    widgets.delete(this);
    this.leave();
    this.dialog?.close();
  }

  attributeChangedCallback(name, before, now) {
    if (this.isConnected && before !== now) this.join();
  }

  // This widget's own session: a secret, or a function that asks for one.
  get session() {
    return this.given;
  }

  set session(source) {
    this.given = source;
    if (this.isConnected) this.join();
  }

  join() {
    const url = this.getAttribute("session-url");
    const source = this.given ?? this.getAttribute("session") ?? (url ? posted(url) : usual);
    if (source !== this.store?.source) {
      this.leave();
      if (source) {
        if (!stores.has(source)) stores.set(source, new Store(source));
        this.store = stores.get(source);
        this.store.widgets.add(this);
        if (!this.store.data && this.store.state !== "signin") this.store.read();
      }
    }
    this.draw();
  }

  leave() {
    const { store } = this;
    if (!store) return;
    this.store = null;
    store.widgets.delete(this);
    // It may only have been moved.
    setTimeout(() => {
      if (store.widgets.size) return;
      clearTimeout(store.timer);
      if (stores.get(store.source) === store) stores.delete(store.source);
    });
  }

  draw() {
    const asked = this.closest("[lang]")?.lang || navigator.language;
    const tongue = Math.max(TONGUES.indexOf(asked.slice(0, 2).toLowerCase()), 0);
    // What is no tag of a language would be refused by Intl.
    this.locale = asked.startsWith(TONGUES[tongue]) && /^[a-z]{2}(-[a-z\d]{2,8})*$/i.test(asked) ? asked : TONGUES[tongue];
    this.t = (name) => WORDS.get(name)?.[tongue];
    const rows = Math.min(Math.max(Math.trunc(this.getAttribute("limit")) || 5, 1), 20);
    this.size.replaceSync(`:host { --rows: ${(this.rows = rows)}; }`);
    const sample = this.getAttribute("sample");
    const state = sample ? "ready" : this.store?.state ?? "loading";
    const data = sample ? JSON.parse(sample) : this.store?.data;
    const key = this.shadowRoot.activeElement?.dataset.k;
    const inside = state === "ready" ? (this.constructor.has in data ? this.ready(data) : [this.told("hidden")])
      : state === "loading" ? [this.skeleton()]
      : [this.told(state), state === "failed" && h("footer", null, this.button("retry", () => this.store.read(), "retry"))];
    const { card, constructor } = this;
    for (const [name, value] of Object.entries({
      "aria-label": this.t(constructor.label), "aria-busy": state === "loading", lang: this.locale, dir: tongue === 2 ? "rtl" : "ltr",
    })) card.setAttribute(name, value);
    card.replaceChildren(...inside.filter(Boolean));
    if (key) this.focusOn(key);
  }

  focusOn(key) {
    (this.shadowRoot.querySelector(`[data-k="${key}"]`) ?? this.shadowRoot.querySelector("button"))?.focus();
  }

  told(name) {
    return h("p", { part: "message", class: "told", role: "status" }, this.t(name));
  }

  skeleton() {
    return h("div", null, h("span", { class: "said", role: "status" }, this.t("loading")), h("i"), h("i"), h("i"));
  }

  button(name, onclick, key, main) {
    return h("button", { type: "button", part: main ? "button primary" : "button", class: main ? "main" : null, "data-k": key, onclick }, this.t(name));
  }

  // A button that opens a frame of ours.
  opens(name, frame, main) {
    return this.button(name, () => this.open(name, frame), frame, main);
  }

  day(text) {
    const day = new Intl.DateTimeFormat(this.locale, { dateStyle: "medium" }).format(new Date(text));
    return h("time", { datetime: text }, day);
  }

  money(minor, currency) {
    if (currency === "btc") return `${new Intl.NumberFormat(this.locale).format(minor)} sats`;
    const form = new Intl.NumberFormat(this.locale, { style: "currency", currency });
    return form.format(minor / 10 ** form.resolvedOptions().maximumFractionDigits);
  }

  badge(status) {
    const tone = { active: "good", paid: "good", past_due: "bad", trialing: "info", open: "info" }[status] ?? "";
    return h("span", { part: `badge ${status}`, class: `badge ${tone}` }, this.t(status) ?? status);
  }

  async open(title, frame) {
    const { store } = this;
    if (!store || this.dialog) return;
    const name = `clientele-${Math.random().toString(36).slice(2)}`;
    const inner = h("iframe", { name, title: this.t(title), slot: "frame" });
    const close = this.button("close", () => dialog.close(), "close");
    const dialog = (this.dialog = h("dialog", { part: "dialog", "aria-label": this.t(title), dir: this.card.dir, lang: this.locale },
      h("header", null, h("strong", null, this.t(title)), close), h("slot", { name: "frame" })));
    const hear = ({ origin, source, data }) => {
      if (origin !== house || source !== inner.contentWindow || data?.source !== "clientele") return;
      if (data.type === "height" && data.height > 0) inner.style.blockSize = `${data.height}px`;
      if (data.type === "changed") refresh();
      if (data.type === "closed") dialog.close();
    };
    addEventListener("message", hear);
    dialog.onclose = () => {
      removeEventListener("message", hear);
      dialog.remove();
      this.querySelector(":scope > [slot=frame]")?.remove();
      this.dialog = null;
      this.focusOn(frame);
    };
    this.append(inner);
    this.shadowRoot.append(dialog);
    dialog.showModal();
    // A secret that has run out is renewed before it is sent.
    await store.read();
    if (!inner.isConnected) return;
    if (!store.secret) return inner.replaceWith(h("p", { slot: "frame" }, this.t(store.state === "signin" ? "signin" : "failed")));
    const scheme = getComputedStyle(this).colorScheme;
    const theme = /light.*dark|dark.*light/.test(scheme) ? "auto" : scheme.includes("dark") ? "dark" : "light";
    const fields = Object.entries({ session: store.secret, lang: this.locale, theme });
    const form = h("form", { method: "post", target: name, action: `${house}/embed/${frame}`, hidden: "" },
      fields.map(([name, value]) => h("input", { type: "hidden", name, value })));
    this.append(form);
    form.submit();
    form.remove();
  }
}

const define = (name, type) => customElements.get(name) ?? customElements.define(name, type);

define("clientele-customer", class extends Widget {
  static label = "customer";
  static has = "email";

  ready({ name, email, portal }) {
    const sign = (name || email || "?").split(/[\s@]+/).slice(0, 2).map((word) => [...word][0]).join("").toLocaleUpperCase();
    return [
      h("header", null, h("span", { part: "avatar", class: "sign", "aria-hidden": true }, sign), h("div", null,
        h("strong", { part: "name" }, h("bdi", null, name || this.t("noname"))), h("small", { part: "email" }, h("bdi", null, email ?? "")))),
      portal && h("footer", { part: "actions" }, this.opens("edit", "profile"), this.opens("refund", "refund_address")),
    ];
  }
});

define("clientele-subscription", class extends Widget {
  static label = "subscription";
  static has = "subscriptions";

  ready({ subscriptions, portal }) {
    const runs = subscriptions.filter((one) => !one.ended_at);
    const one = runs[0] ?? subscriptions[0];
    if (!one) return [h("strong", { part: "title" }, this.t("none")), h("slot", { name: "empty" })];
    const { status, recurring: { interval, count }, cancel_at_period_end: ends } = one;
    const unit = new Intl.NumberFormat(this.locale, { style: "unit", unit: interval, unitDisplay: "long" }).formatToParts(count);
    const each = unit.filter((part) => count > 1 || part.type === "unit").map((part) => part.value).join("").trim();
    const [when, at] = one.ended_at ? ["over", one.ended_at] : ends ? ["ends", one.current_period_end]
      : status === "trialing" ? ["tried", one.trial_end ?? one.current_period_end]
      : [status === "past_due" ? "due" : "next", one.current_period_end];
    const what = one.items.map((item) => (item.quantity > 1 ? `${item.quantity} × ${item.name}` : item.name)).join(", ");
    const act = status === "past_due" ? "renew" : ends ? "resume" : "cancel";
    return [
      h("header", null, h("strong", { part: "title" }, h("bdi", null, what), runs.length > 1 && ` ${this.t("more")}`), this.badge(status)),
      h("p", { part: "amount", class: "amount" }, this.money(one.amount, one.currency), h("small", null, ` / ${each}`)),
      h("p", { part: "note", class: "muted line" }, `${this.t(when)} `, this.day(at)),
      // What is over is bought anew, by the merchant's own page.
      portal && !one.ended_at && h("footer", { part: "actions" }, this.opens(act, "subscriptions", act !== "cancel")),
    ];
  }
});

define("clientele-orders", class extends Widget {
  static label = "orders";
  static has = "orders";

  ready({ orders }) {
    const row = ({ number, description, created_at, status, amount, currency }) => h("li", { part: "row" },
      h("div", null, h("strong", null, h("bdi", null, description || number)), h("small", null, h("bdi", null, number), " · ", this.day(created_at))),
      h("div", null, h("span", { part: "amount" }, this.money(amount, currency)), this.badge(status)));
    return [
      h("strong", { part: "title" }, this.t("orders")),
      orders.length ? h("ul", { role: "list" }, orders.slice(0, this.rows).map(row)) : h("p", { part: "message", class: "told" }, this.t("noorders")),
      !orders.length && h("slot", { name: "empty" }),
    ];
  }
});
