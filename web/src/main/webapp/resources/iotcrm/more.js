/* Older entries of a timeline come when their place comes into view; without this script the link
   leads to them. A panel that shows older entries is not drawn anew by live events any more. */
(function () {
  "use strict";
  const { announce, decorate } = window.IotCrm;
  if (!window.IntersectionObserver) return;

  async function load(link) {
    if (link.getAttribute("aria-busy") === "true") return;
    link.setAttribute("aria-busy", "true");
    const panel = link.closest(".panel");
    const list = panel.querySelector("ol.timeline");
    try {
      const answer = await fetch(link.href, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.querySelector("main ol.timeline");
      if (!answer.ok || !found || !link.isConnected) throw new Error("no timeline");
      const focused = document.activeElement === link;
      const entries = [...found.children].map((entry) => document.importNode(entry, true));
      list.append(...entries);
      panel.removeAttribute("data-live");
      const next = page.querySelector("main a[data-more]");
      if (next) {
        link.href = next.getAttribute("href");
        link.removeAttribute("aria-busy");
        watch(link);
      } else {
        link.parentElement.remove();
      }
      decorate();
      announce(entries.length + " " + link.textContent);
      if (focused && entries[0]) {
        entries[0].tabIndex = -1;
        entries[0].focus();
      }
    } catch (notNow) {
      link.removeAttribute("aria-busy");
    }
  }

  const observer = new IntersectionObserver((seen) => {
    seen.filter((one) => one.isIntersecting).forEach((one) => {
      observer.unobserve(one.target);
      load(one.target);
    });
  });
  /* The end of a page is in view at once on a tall screen: then it is the reader who goes on. */
  function watch(link) {
    const below = link.getBoundingClientRect().top > window.innerHeight;
    if (below) observer.observe(link);
  }
  const watchAll = () => document.querySelectorAll("a[data-more]").forEach(watch);
  watchAll();
  if (window.jQuery) window.jQuery(document).on("pfAjaxComplete", watchAll);
  document.addEventListener("click", (e) => {
    const link = e.target.closest("a[data-more]");
    if (!link || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    load(link);
  });
})();
