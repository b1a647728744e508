/* The field in the header: what is found stands below it while one types. Arrow keys choose, Enter
   opens what is chosen, or the page with everything that was found; Escape closes. */
(function () {
  "use strict";
  const field = document.getElementById("find");
  const list = document.getElementById("found");
  if (!field || !list) return;
  const { announce } = window.IotCrm;
  const WAIT_MS = 180;
  const SHORTEST = 2;
  let timer = null;
  let asked = null;
  let chosen = -1;

  const options = () => [...list.querySelectorAll("[role=option]")];

  function close() {
    clearTimeout(timer);
    asked?.abort();
    asked = null;
    list.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function choose(to) {
    const all = options();
    if (!all.length) return;
    chosen = (to + all.length) % all.length;
    all.forEach((option, n) => option.setAttribute("aria-selected", String(n === chosen)));
    all[chosen].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", all[chosen].id);
  }

  function show(html) {
    const found = new DOMParser().parseFromString(html, "text/html").querySelector(".found");
    /* Anything else is the sign-in page: the session has ended, and Enter leads there. */
    if (!found) return close();
    list.replaceChildren(document.importNode(found, true));
    options().forEach((option, n) => { option.id = "found-" + n; });
    chosen = -1;
    field.removeAttribute("aria-activedescendant");
    list.hidden = !list.textContent.trim();
    field.setAttribute("aria-expanded", String(!list.hidden));
    const words = list.querySelector(".nothing")?.textContent;
    if (words) announce(words);
  }

  function ask() {
    asked?.abort();
    const controller = new AbortController();
    asked = controller;
    fetch("find.xhtml?q=" + encodeURIComponent(field.value.trim()), { signal: controller.signal, credentials: "same-origin" })
      .then((answer) => (answer.ok ? answer.text() : ""))
      .then((html) => { if (asked === controller) show(html); })
      .catch(() => { if (asked === controller) close(); });
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (field.value.trim().length < SHORTEST) close();
    else timer = setTimeout(ask, WAIT_MS);
  });
  field.addEventListener("keydown", (e) => {
    if (e.isComposing) return;
    if (e.key === "Escape") {
      if (!list.hidden) e.preventDefault();
      close();
    } else if (e.key === "ArrowDown" && list.hidden && field.value.trim().length >= SHORTEST) {
      e.preventDefault();
      ask();
    } else if (list.hidden) {
      return;
    } else if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      choose(e.key === "ArrowDown" ? chosen + 1 : chosen < 0 ? -1 : chosen - 1);
    } else if (e.key === "Enter" && chosen >= 0) {
      e.preventDefault();
      options()[chosen].click();
    }
  });
  document.addEventListener("click", (e) => { if (!e.target.closest(".find")) close(); });
  field.form.addEventListener("focusout", (e) => {
    if (e.relatedTarget && !field.form.contains(e.relatedTarget)) close();
  });
})();
