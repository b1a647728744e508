/* What every page does: navigation, theme, local times, row actions, drafts. */
(function () {
  "use strict";
  const root = document.documentElement;
  const texts = () => document.getElementById("texts")?.dataset ?? {};

  /* Theme */
  const darkNow = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  function labelTheme() {
    document.querySelectorAll("[data-theme-toggle]").forEach((b) => {
      b.setAttribute("aria-pressed", String(darkNow()));
    });
  }
  function toggleTheme() {
    root.dataset.theme = darkNow() ? "light" : "dark";
    try {
      localStorage.setItem("iotcrm.theme", root.dataset.theme);
    } catch (storageRefused) {
      // The choice then lasts for this page.
    }
    labelTheme();
  }

  /* Navigation on narrow screens */
  function openNav(open) {
    const button = document.querySelector(".menu-button");
    if (!button) return;
    document.body.classList.toggle("nav-open", open);
    button.setAttribute("aria-expanded", String(open));
    if (open) document.querySelector(".nav a")?.focus();
    else if (document.activeElement?.closest(".side")) button.focus();
  }

  /* Times in the reader's own zone; the page carries them in UTC */
  const lang = root.lang || "en";
  const exact = new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "medium", hourCycle: "h23" });
  const short = new Intl.DateTimeFormat(lang, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const relative = new Intl.RelativeTimeFormat(lang, { numeric: "auto", style: "short" });
  function sinceText(at) {
    const s = (at - Date.now()) / 1000;
    const past = Math.abs(s);
    if (past < 5) return texts().now || relative.format(0, "second");
    if (past < 60) return relative.format(Math.round(s), "second");
    if (past < 3600) return relative.format(Math.round(s / 60), "minute");
    if (past < 86400) return relative.format(Math.round(s / 3600), "hour");
    if (past < 7 * 86400) return relative.format(Math.round(s / 86400), "day");
    return short.format(at);
  }
  function showTimes(scope) {
    (scope || document).querySelectorAll("time[datetime]").forEach((el) => {
      const at = new Date(el.dateTime);
      if (Number.isNaN(at.getTime())) return;
      const words = el.dataset.as === "exact" ? exact.format(at) : sinceText(at);
      if (el.textContent !== words) el.textContent = words;
      if (!el.title) el.title = exact.format(at);
    });
  }

  /* Typed text survives an expired session or a closed page. A field that the server has drawn anew
     and left empty was sent: its draft is done with. */
  const draftKey = (el) => "iotcrm.draft." + location.pathname + location.search + "#" + el.dataset.draft;
  function restoreDrafts(anew) {
    document.querySelectorAll("textarea[data-draft]:not([data-drafted])").forEach((el) => {
      el.dataset.drafted = "";
      try {
        if (anew && !el.value) sessionStorage.removeItem(draftKey(el));
        const kept = sessionStorage.getItem(draftKey(el));
        if (kept && !el.value) el.value = kept;
      } catch (storageRefused) {
        // No drafts then.
      }
    });
  }
  function keepDraft(el) {
    try {
      if (el.value) sessionStorage.setItem(draftKey(el), el.value);
      else sessionStorage.removeItem(draftKey(el));
    } catch (storageRefused) {
      // No drafts then.
    }
  }

  function announce(words) {
    const region = document.getElementById("announcements");
    if (!region || !words) return;
    region.textContent = "";
    setTimeout(() => { region.textContent = words; }, 50);
  }

  /* Ticked rows stay ticked when their list is drawn anew. */
  const picked = new Set();
  function pick(box) {
    const boxes = box.dataset.pickAll ? document.querySelectorAll("#" + box.dataset.pickAll + " input[data-pick]") : [box];
    boxes.forEach((one) => {
      one.checked = box.checked;
      if (one.checked) picked.add(one.value);
      else picked.delete(one.value);
    });
  }
  function restorePicked() {
    document.querySelectorAll("input[data-pick]").forEach((box) => { box.checked = picked.has(box.value); });
  }

  /* Row actions name the remote command and carry the row's own key, so that a list that has
     moved under the pointer never changes the wrong row. */
  function act(button) {
    if (button.getAttribute("aria-busy") === "true") return;
    if (button.dataset.confirm && !window.confirm(button.dataset.confirm)) return;
    const command = window[button.dataset.act];
    if (typeof command !== "function") return;
    button.setAttribute("aria-busy", "true");
    const params = [{ name: "row", value: button.dataset.id }];
    if (button.dataset.value) params.push({ name: "value", value: button.dataset.value });
    if (button.dataset.picked) {
      const boxes = document.querySelectorAll("#" + button.dataset.picked + " input[data-pick]:checked");
      params.push({ name: "value", value: Array.from(boxes, (box) => box.value).join(",") });
      picked.clear();
    }
    command(params);
    setTimeout(() => button.removeAttribute("aria-busy"), 8000);
  }

  function copy(button) {
    const source = document.getElementById(button.dataset.copy);
    if (!source) return;
    navigator.clipboard?.writeText(source.textContent.trim()).then(() => announce(button.dataset.done));
  }

  /* What is on the page already becomes a file: nothing is asked of the server again. */
  function download(button) {
    const source = document.getElementById(button.dataset.download);
    if (!source) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([source.textContent], { type: "text/csv" }));
    link.download = button.dataset.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  /* A chosen file is read into a field of the form. */
  function readInto(input) {
    const target = document.getElementById(input.dataset.into);
    if (target && input.files[0]) input.files[0].text().then((text) => { target.value = text; });
  }

  document.addEventListener("click", (e) => {
    const t = e.target.closest("button, a, .shade");
    if (!t) return;
    if (t.matches("[data-theme-toggle]")) toggleTheme();
    else if (t.matches(".menu-button")) openNav(!document.body.classList.contains("nav-open"));
    else if (t.matches(".shade")) openNav(false);
    else if (t.matches("[data-act]")) act(t);
    else if (t.matches("[data-copy]")) copy(t);
    else if (t.matches("[data-download]")) download(t);
  });
  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape") openNav(false);
    const typing = e.target.closest("input, textarea, select, [contenteditable]");
    if (e.key === "/" && !typing && !e.ctrlKey && !e.metaKey) {
      const find = document.getElementById("find");
      if (find) {
        e.preventDefault();
        find.focus();
      }
    }
  });
  document.addEventListener("input", (e) => {
    if (e.target.matches?.("textarea[data-draft]")) keepDraft(e.target);
  });
  document.addEventListener("change", (e) => {
    if (e.target.matches?.("input[data-pick], input[data-pick-all]")) pick(e.target);
    if (e.target.matches?.("input[type=file][data-into]")) readInto(e.target);
    if (e.target.matches?.("form[data-auto-submit] select, form[data-auto-submit] input[type=checkbox]")) {
      e.target.form.requestSubmit();
    }
  });

  function decorate(drawnAnew) {
    showTimes();
    restoreDrafts(drawnAnew);
    restorePicked();
    document.querySelectorAll("[data-act][aria-busy]").forEach((b) => b.removeAttribute("aria-busy"));
  }
  labelTheme();
  decorate();
  setInterval(showTimes, 10000);

  /* Who signs out is on the way elsewhere: nothing is asked for any more, and no answer stops them. */
  let leaving = false;
  const isLeaving = () => leaving;
  const goodbyes = [];
  const whenLeaving = (act) => goodbyes.push(act);
  document.getElementById("sign-out")?.form.addEventListener("submit", () => {
    leaving = true;
    goodbyes.forEach((act) => act());
  });

  /* A session that has ended answers an Ajax request with the sign-in page: go there, and come back. */
  function onAjaxError(xhr) {
    if (leaving) return;
    const signInPage = xhr && xhr.status === 200 && !/<partial-response/.test(xhr.responseText || "");
    if (xhr && (xhr.status === 401 || xhr.status === 403 || signInPage)) location.reload();
  }
  if (window.jQuery) {
    window.jQuery(document).on("pfAjaxComplete", () => decorate(true));
    window.jQuery(document).on("pfAjaxError", (e, xhr) => onAjaxError(xhr));
  }

  window.IotCrm = { announce, decorate, texts, onAjaxError, isLeaving, whenLeaving };
})();
