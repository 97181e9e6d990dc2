// Makes the hosted pages quicker. Everything here works without it, by forms, links and refreshes.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const lang = document.documentElement.lang;

  // Countries by their names in the page's language; the server knows the English ones.
  const names = lang === "en" ? null : new Intl.DisplayNames([lang], { type: "region" });
  if (names) {
    for (const select of all("select[data-refreshes]")) {
      const chosen = select.value;
      const options = [...select.options].slice(1);
      for (const option of options) option.textContent = names.of(option.value) ?? option.textContent;
      options.sort((a, b) => a.textContent.localeCompare(b.textContent, lang));
      select.append(...options);
      select.value = chosen;
    }
  }

  // Another country: its parts come from the server. The card stays here.
  const form = document.getElementById("checkout");
  let asked = 0;
  document.addEventListener("change", async ({ target }) => {
    const place = target.dataset?.refreshes;
    if (!place || !form) return;
    const mine = ++asked;
    const sent = new URLSearchParams(new FormData(form));
    for (const name of ["card_number", "card_expiry", "card_cvc"]) sent.delete(name);
    sent.set("act", "country");
    try {
      const answer = await fetch(form.action, { method: "POST", body: sent });
      if (!answer.ok || mine !== asked) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const parts of all("[data-parts]")) {
        const other = fresh.querySelector(`[data-parts="${parts.dataset.parts}"]`);
        if (parts.dataset.parts === place && other) parts.replaceWith(document.adoptNode(other));
      }
      const [hint, said] = [document.getElementById("phone-hint"), fresh.getElementById("phone-hint")];
      if (hint && said) hint.textContent = said.textContent;
    } catch {
      // Without a connection the form stays as it is; the server asks again when it is sent.
    }
  });

  // Digits of a card in groups of four, the caret where it was; the expiry with its stroke.
  const number = document.getElementById("card_number");
  number?.addEventListener("input", () => {
    const before = number.value.slice(0, number.selectionStart).replace(/\D/g, "").length;
    const grouped = number.value.replace(/\D/g, "").slice(0, 19).replace(/(.{4})(?=.)/g, "$1 ");
    number.value = grouped;
    let place = 0;
    for (let digits = 0; digits < before && place < grouped.length; place++) if (grouped[place] !== " ") digits++;
    number.setSelectionRange(place, place);
  });
  const expiry = document.getElementById("card_expiry");
  expiry?.addEventListener("input", (event) => {
    if (event.inputType?.startsWith("delete") || expiry.selectionStart < expiry.value.length) return;
    const digits = expiry.value.replace(/\D/g, "").slice(0, 6);
    if (digits.length >= 2) expiry.value = `${digits.slice(0, 2)} / ${digits.slice(2)}`;
  });

  // One press is enough. When the browser brings the page back, the button works again.
  let sending = false;
  document.addEventListener("submit", (event) => {
    if (sending) return event.preventDefault();
    sending = true;
    setTimeout(() => (sending = false), 15000);
    const button = event.submitter ?? event.target.querySelector("[data-working]");
    if (!button) return;
    button.setAttribute("aria-busy", "true");
    const label = button.querySelector("span");
    if (label && button.dataset.working) label.textContent = button.dataset.working;
  });
  addEventListener("pageshow", (event) => event.persisted && location.reload());

  // Copies a text, and says so.
  for (const button of all("[data-copies]")) {
    const label = button.querySelector("span");
    const said = label.textContent;
    button.addEventListener("click", async () => {
      const field = document.getElementById(button.dataset.copies);
      try {
        await navigator.clipboard.writeText(field.value);
      } catch {
        field.select();
        document.execCommand("copy");
      }
      label.textContent = button.dataset.copied;
      setTimeout(() => (label.textContent = said), 2000);
    });
  }

  for (const button of all("[data-prints]")) button.addEventListener("click", () => print());

  // The time that is left, by this machine's own clock since the page came.
  const countdown = document.querySelector("[data-countdown]");
  if (countdown) {
    const end = performance.now() + countdown.dataset.countdown * 1000;
    const [clock, bar] = [countdown.querySelector("b"), countdown.querySelector("progress")];
    const tick = () => {
      const left = Math.max(0, Math.round((end - performance.now()) / 1000));
      clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
      bar.value = left;
      if (left) setTimeout(tick, 1000);
    };
    tick();
  }

  // Whether something has become of the payment: soon and often at first, less often later.
  const main = document.querySelector("main[data-state]");
  if (main) {
    let wait = 2000;
    const ask = async () => {
      try {
        const answer = await fetch(main.dataset.state, { headers: { accept: "application/json" } });
        if (answer.ok && (await answer.json()).state !== main.dataset.shown) {
          // What a frame shows is the answer to a form, and comes by one.
          const again = document.getElementById("again");
          return again ? again.submit() : location.reload();
        }
      } catch {
        // Offline for a moment; the next time may do.
      }
      wait = Math.min(wait * 1.1, 15000);
      setTimeout(ask, wait);
    };
    setTimeout(ask, wait);
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) wait = 2000;
    });
  }

  // Moments in the reader's own zone.
  for (const time of all("time[datetime]")) {
    const moment = new Date(time.dateTime);
    time.textContent = new Intl.DateTimeFormat(`${lang}-u-nu-latn`, { dateStyle: "medium", timeStyle: "short" }).format(moment);
  }
})();
