// In a frame on a merchant's page: tells that page, and no other, how high this is and what happened here.
(() => {
  const { origin, component, changed } = document.querySelector("[data-frame]").dataset;
  const tell = (message) => parent.postMessage({ source: "clientele", component, ...message }, origin);
  let told = 0;
  const measure = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height !== told) tell({ type: "height", height: (told = height) });
  };
  new ResizeObserver(measure).observe(document.body);
  measure();
  if (changed !== undefined) tell({ type: "changed" });
  // Browsers heed no autofocus in a frame of another origin; and whoever is elsewhere on the page stays there.
  if (document.hasFocus()) document.querySelector("#said, #problems")?.focus();
  const close = () => tell({ type: "closed" });
  for (const button of document.querySelectorAll("[data-closes]")) button.addEventListener("click", close);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) close();
  });
})();
