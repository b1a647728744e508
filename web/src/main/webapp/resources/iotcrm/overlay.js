/* All the lines of a page in one picture, on one axis of time, which moves by a stream of its own.
   It takes the series and their points from the charts that are there:

   <figure class="overlay" data-of="ID of what holds the charts" data-every="PT0.5S">

   Series of one unit share an axis. Of several units each line fills the height with its own range,
   which the legend names. A line differs from the others by its dashes too, not by colour alone. */
(function () {
  "use strict";
  const { whenLeaving, isLeaving } = window.IotCrm;
  const NS = "http://www.w3.org/2000/svg";
  const MAX_POINTS = 2000;
  const DRAW_MS = 200;
  const AGAIN_MS = 30000;
  const DASHES = ["", "7 3", "2 3", "10 3 2 3", "4 4", "12 4"];
  const lang = document.documentElement.lang || "en";
  const clock = new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const day = new Intl.DateTimeFormat(lang, { day: "numeric", month: "short" });
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 2 });

  function node(name, attributes, parent) {
    const el = document.createElementNS(NS, name);
    for (const k in attributes) el.setAttribute(k, attributes[k]);
    parent?.appendChild(el);
    return el;
  }

  class Line {
    constructor(figure, index) {
      const d = figure.dataset;
      this.name = d.device + ":" + d.key;
      this.label = d.label;
      this.unit = d.unit || "";
      this.index = index;
      this.points = JSON.parse(d.points || "[]");
      this.shown = true;
    }

    add(at, value) {
      const last = this.points[this.points.length - 1];
      if (last && at === last[0]) {
        last[1] = value;
        return;
      }
      this.points.push([at, value]);
      if (last && at < last[0]) this.points.sort((a, b) => a[0] - b[0]);
      if (this.points.length > MAX_POINTS) this.points.shift();
    }

    text(value) {
      return number.format(value) + (this.unit ? "\u00a0" + this.unit : "");
    }
  }

  class Overlay {
    constructor(figure) {
      this.figure = figure;
      this.plot = figure.querySelector(".plot");
      this.legend = figure.querySelector(".legend");
      const charts = [...document.querySelectorAll(`#${CSS.escape(figure.dataset.of)} figure.chart`)];
      this.span = Number(charts[0]?.dataset.minutes || 60) * 60000;
      this.lines = charts.map((chart, i) => new Line(chart, i));
      if (this.lines.length < 2) return;
      figure.hidden = false;
      this.byName = new Map(this.lines.map((line) => [line.name, line]));
      this.lines.forEach((line) => this.name(line));
      new ResizeObserver(() => this.draw()).observe(this.plot);
      this.draw();
      this.connect();
      document.addEventListener("visibilitychange", () => (document.hidden ? this.disconnect() : this.connect()));
      whenLeaving(() => this.disconnect());
      window.addEventListener("pagehide", () => this.disconnect());
      window.addEventListener("pageshow", () => this.connect());
      setInterval(() => { if (!document.hidden) this.draw(); }, 5000);
    }

    /** A button that shows and hides the line. */
    name(line) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "series s" + line.index;
      button.setAttribute("aria-pressed", "true");
      const sample = node("svg", { class: "sample", viewBox: "0 0 24 8", "aria-hidden": "true" }, button);
      node("line", { class: "line", x1: 0, x2: 24, y1: 4, y2: 4, "stroke-dasharray": DASHES[line.index % DASHES.length] }, sample);
      button.append(line.label + " ");
      line.now = button.appendChild(document.createElement("span"));
      line.now.className = "now";
      button.addEventListener("click", () => {
        line.shown = !line.shown;
        button.setAttribute("aria-pressed", String(line.shown));
        this.draw();
      });
      this.legend.appendChild(button);
    }

    connect() {
      if (this.source || isLeaving() || document.hidden) return;
      const query = new URLSearchParams();
      this.lines.forEach((line) => query.append("series", line.name));
      query.append("every", this.figure.dataset.every || "PT1S");
      const source = new EventSource("api/v1/telemetry/live?" + query);
      this.source = source;
      source.addEventListener("snapshot", (e) => JSON.parse(e.data).items.forEach((point) => this.take(point)));
      source.addEventListener("reading", (e) => this.take(JSON.parse(e.data)));
      source.onerror = () => {
        /* It connects again by itself, unless it was refused. */
        if (source.readyState !== EventSource.CLOSED || this.source !== source) return;
        this.source = null;
        setTimeout(() => this.connect(), AGAIN_MS);
      };
    }

    disconnect() {
      this.source?.close();
      this.source = null;
    }

    take(point) {
      const line = this.byName.get(point.device + ":" + point.key);
      const at = Date.parse(point.at);
      if (!line || typeof point.value !== "number" || at < Date.now() - this.span) return;
      line.add(at, point.value);
      this.timer ??= setTimeout(() => {
        this.timer = null;
        this.draw();
      }, DRAW_MS);
    }

    draw() {
      const w = this.plot.clientWidth;
      const h = this.plot.clientHeight;
      if (!w || !h) return;
      const end = Date.now();
      const start = end - this.span;
      const seen = this.lines.filter((line) => line.shown);
      const units = new Set(seen.map((line) => line.unit));
      for (const line of this.lines) {
        line.seen = line.points.filter((p) => p[0] >= start);
        const values = line.seen.map((p) => p[1]);
        line.low = Math.min(...values);
        line.high = Math.max(...values);
        const last = line.seen[line.seen.length - 1];
        line.now.textContent = last ? line.text(last[1]) + (units.size > 1 ? ` (${line.text(line.low)} – ${line.text(line.high)})` : "") : "";
      }
      const drawn = seen.filter((line) => line.seen.length);
      const shared = units.size <= 1 && drawn.length > 0;
      const low = shared ? Math.min(...drawn.map((line) => line.low)) : 0;
      const high = shared ? Math.max(...drawn.map((line) => line.high)) : 0;
      const box = { l: shared ? 48 : 8, r: w - 8, t: 10, b: h - 20 };
      const x = (t) => box.l + ((t - start) / (end - start)) * (box.r - box.l);
      this.plot.replaceChildren();
      const words = drawn.map((line) => `${line.label} ${line.now.textContent}`).join(", ");
      const svg = node("svg", { role: "img", "aria-label": `${this.figure.dataset.label}: ${words}` }, this.plot);
      for (let i = 0; i <= 4; i++) {
        const y = box.b - ((box.b - box.t) * i) / 4;
        node("line", { class: "grid-line", x1: box.l, x2: box.r, y1: y, y2: y }, svg);
        if (shared) node("text", { class: "axis", x: box.l - 6, y: y + 4, "text-anchor": "end" }, svg).textContent = number.format(low + ((high - low) * i) / 4);
      }
      const marks = Math.max(2, Math.min(6, Math.floor((box.r - box.l) / 90)));
      for (let i = 0; i <= marks; i++) {
        const t = start + ((end - start) * i) / marks;
        node("text", { class: "axis", x: x(t), y: h - 5, "text-anchor": i === 0 ? "start" : i === marks ? "end" : "middle" }, svg).textContent =
          (this.span > 2 * 86400000 ? day : clock).format(t);
      }
      for (const line of drawn) {
        const from = shared ? low : line.low;
        const height = (shared ? high : line.high) - from;
        const y = (v) => (height < 1e-9 ? (box.b + box.t) / 2 : box.b - ((v - from) / height) * (box.b - box.t));
        const path = line.seen.map((p, i) => (i ? "L" : "M") + x(p[0]).toFixed(1) + " " + y(p[1]).toFixed(1)).join("");
        node("path", { class: "line s" + line.index, d: path, "stroke-dasharray": DASHES[line.index % DASHES.length] }, svg);
      }
    }
  }

  document.querySelectorAll("figure.overlay").forEach((figure) => new Overlay(figure));
})();
