/* Keeps the page in step with the server: a stream of events, and a slow poll where there is none.

   A panel says what it shows: data-live="ALARM TICKET", and, where it is about one customer or
   device, data-device, data-account or data-contact. An event that fits refreshes the panel, at
   most once a second; rows (data-row) that were not there before are marked for a moment. */
(function () {
  "use strict";
  const { announce, decorate, texts, onAjaxError, isLeaving, whenLeaving } = window.IotCrm;
  const POLL_MS = 10000;
  const AT_ONCE_MS = 100;
  const AT_MOST_EVERY_MS = 1000;
  const panels = () => [...document.querySelectorAll("[data-live]")];
  const waiting = new Set();
  let timer = null;
  let busy = false;
  let lastRefresh = 0;
  let connected = false;

  function fits(panel, event) {
    if (!panel.dataset.live.split(" ").includes(event.type)) return false;
    const d = panel.dataset;
    if (!d.device && !d.account && !d.contact) return true;
    return (!!d.device && d.device.split(" ").includes(event.deviceId)) || (!!d.account && d.account === event.accountId) || (!!d.contact && d.contact === event.contactId);
  }

  function request(ids) {
    if (isLeaving()) return;
    ids.forEach((id) => waiting.add(id));
    if (!waiting.size || timer || busy) return;
    /* The first event shows at once; a storm of them costs one request a second. */
    timer = setTimeout(refresh, Math.max(AT_ONCE_MS, lastRefresh + AT_MOST_EVERY_MS - Date.now()));
  }

  function rows(id) {
    return [...(document.getElementById(id)?.querySelectorAll("[data-row]") ?? [])];
  }

  function refresh() {
    if (isLeaving()) return;
    timer = null;
    /* A panel in which somebody types or reads with the keyboard waits. */
    const ids = [...waiting].filter((id) => {
      const panel = document.getElementById(id);
      const focused = document.activeElement;
      return panel && !(panel.contains(focused) && focused.matches("input, textarea, select"));
    });
    ids.forEach((id) => waiting.delete(id));
    if (!ids.length || !window.PrimeFaces) return;
    const before = new Map(ids.map((id) => [id, new Set(rows(id).map((r) => r.dataset.row))]));
    const focusId = document.activeElement?.id;
    busy = true;
    lastRefresh = Date.now();
    window.PrimeFaces.ab({
      s: "live:refresh",
      f: "live",
      p: "live:refresh",
      u: ids.join(" "),
      g: false,
      ignoreAutoUpdate: true, /* what somebody was just told stays on the page */
      onco: (xhr, status) => {
        busy = false;
        if (status !== "success") onAjaxError(xhr);
        decorate();
        window.IotCrmCharts?.adopt();
        if (focusId && document.activeElement === document.body) document.getElementById(focusId)?.focus();
        const words = [];
        for (const [id, known] of before) {
          for (const row of rows(id)) {
            if (known.has(row.dataset.row)) continue;
            row.classList.add("is-new");
            if (row.dataset.words) words.push(row.dataset.words);
          }
        }
        if (words.length) announce(words.slice(0, 3).join(". "));
        if (waiting.size) request([]);
      },
    });
  }

  function shown(value) {
    if (typeof value === "number") return String(Math.round(value * 100) / 100);
    if (typeof value === "boolean") return value ? texts().yes : texts().no;
    return String(value);
  }

  function onReading(event) {
    let values = event.value;
    if (typeof values === "string") {
      try {
        values = JSON.parse(values);
      } catch (notJson) {
        return;
      }
    }
    const at = typeof event.at === "number" ? event.at : Date.parse(event.at);
    for (const [key, value] of Object.entries(values || {})) {
      if (typeof value === "number") window.IotCrmCharts?.reading(event.deviceId, key, at, value);
      document.querySelectorAll("[data-latest]").forEach((el) => {
        if (el.dataset.latest !== event.deviceId + ":" + key) return;
        el.textContent = shown(value);
        const time = el.closest("[data-latest-row]")?.querySelector("time");
        if (time) { time.dateTime = new Date(at).toISOString(); }
      });
    }
  }

  function onEvent(event) {
    if (event.type === "READING") onReading(event);
    request(panels().filter((panel) => fits(panel, event)).map((panel) => panel.id));
  }

  function showState(on) {
    connected = on;
    const el = document.querySelector(".live-state");
    if (!el) return;
    el.dataset.state = on ? "on" : "off";
    const words = el.querySelector(".words");
    const wanted = on ? texts().liveOn : texts().liveOff;
    if (words && words.textContent !== wanted) words.textContent = wanted;
  }

  let source = null;
  function connect() {
    if (isLeaving() || source || document.hidden) return;
    const devices = new Set([...document.querySelectorAll("figure.chart[data-device], [data-watch]")]
        .flatMap((el) => (el.dataset.watch ?? el.dataset.device).split(" "))
        .filter(Boolean));
    const query = new URLSearchParams();
    devices.forEach((id) => query.append("device", id));
    source = new EventSource("api/v1/live" + (devices.size ? "?" + query : ""));
    source.onopen = () => {
      showState(true);
      request(panels().map((panel) => panel.id));
    };
    const take = (message) => {
      try {
        onEvent(JSON.parse(message.data));
      } catch (notJson) {
        // A comment or something newer than this page: the poll catches up.
      }
    };
    source.onmessage = take;
    ["READING", "ALARM", "TICKET", "TASK", "COMMAND", "OFFER", "PRESENCE"].forEach((type) => {
      source.addEventListener(type, take);
      source.addEventListener(type.toLowerCase(), take);
    });
    source.onerror = () => {
      showState(false);
      if (source && source.readyState === EventSource.CLOSED) {
        source = null;
        setTimeout(connect, 5000);
      }
    };
  }
  function disconnect() {
    source?.close();
    source = null;
    showState(false);
  }

  if (document.querySelector("[data-live], figure.chart[data-device], [data-watch]")) {
    connect();
    document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
    whenLeaving(disconnect);
    window.addEventListener("pagehide", disconnect);
    window.addEventListener("pageshow", connect);
    /* The poll also serves the panels that move without events, such as the counts. */
    setInterval(() => {
      if (document.hidden) return;
      request(panels().filter((p) => !connected || p.dataset.poll !== undefined).map((p) => p.id));
    }, POLL_MS);
    setInterval(() => {
      if (!document.hidden) request(panels().filter((p) => p.dataset.poll === "fast").map((p) => p.id));
    }, 3000);
  } else {
    document.querySelector(".live-state")?.setAttribute("hidden", "");
  }
})();
