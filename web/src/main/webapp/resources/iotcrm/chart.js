/* A line chart of one series that can grow while one looks. SVG, no library: it takes its colours
   from the theme's tokens and its words from the page.

   <figure class="chart" data-device data-key data-unit data-points="[[ms,value],...]"
           data-minutes="60" data-limit="8" data-event="ms"
           data-ahead="[[ms,value,low80,high80,low95,high95],...]"> */
(function () {
  "use strict";
  const NS = "http://www.w3.org/2000/svg";
  const MAX_POINTS = 2000;
  const lang = document.documentElement.lang || "en";
  const clock = new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const clockSeconds = new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
  const day = new Intl.DateTimeFormat(lang, { day: "numeric", month: "short" });
  const moment = new Intl.DateTimeFormat(lang, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 2 });

  function node(name, attributes, parent) {
    const el = document.createElementNS(NS, name);
    for (const k in attributes) el.setAttribute(k, attributes[k]);
    if (parent) parent.appendChild(el);
    return el;
  }

  /** Three to six round steps that cover the range. */
  function ticks(low, high) {
    const raw = (high - low) / 4 || 1;
    const power = Math.pow(10, Math.floor(Math.log10(raw)));
    const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((s) => s >= raw);
    const from = Math.floor(low / step) * step;
    const list = [];
    for (let v = from; v <= high + step * 0.999; v += step) list.push(Number(v.toFixed(10)));
    return list;
  }

  class Chart {
    constructor(figure) {
      this.figure = figure;
      this.plot = figure.querySelector(".plot");
      this.now = figure.querySelector(".now");
      this.unit = figure.dataset.unit || "";
      this.limit = figure.dataset.limit ? Number(figure.dataset.limit) : null;
      this.event = figure.dataset.event ? Number(figure.dataset.event) : null;
      this.frozen = figure.dataset.frozen === "true";
      this.span = Number(figure.dataset.minutes || 60) * 60000;
      this.points = JSON.parse(figure.dataset.points || "[]");
      this.ahead = JSON.parse(figure.dataset.ahead || "[]");
      this.hover = null;
      this.plot.addEventListener("pointermove", (e) => this.point(e));
      this.plot.addEventListener("pointerleave", () => { this.hover = null; this.draw(); });
      figure.querySelector("details")?.addEventListener("toggle", () => this.table());
      new ResizeObserver(() => this.draw()).observe(this.plot);
      this.draw();
    }

    add(at, value) {
      if (this.frozen || !Number.isFinite(value)) return;
      const last = this.points[this.points.length - 1];
      if (last && at < last[0]) {
        this.points.push([at, value]);
        this.points.sort((a, b) => a[0] - b[0]);
      } else if (last && at === last[0]) {
        last[1] = value;
      } else {
        this.points.push([at, value]);
      }
      if (this.points.length > MAX_POINTS) this.points.splice(0, this.points.length - MAX_POINTS);
      this.draw();
    }

    point(e) {
      if (!this.scale || !this.shown.length) return;
      const x = e.clientX - this.plot.getBoundingClientRect().left;
      this.hover = this.shown.concat(this.ahead).reduce((a, b) => (Math.abs(this.scale.x(b[0]) - x) < Math.abs(this.scale.x(a[0]) - x) ? b : a));
      this.draw();
    }

    text(value) {
      return number.format(value) + (this.unit ? "\u00a0" + this.unit : "");
    }

    draw() {
      const w = this.plot.clientWidth;
      const h = this.plot.clientHeight;
      if (!w || !h) return;
      const lastPoint = this.points[this.points.length - 1];
      /* What stays as it is shows its values and its event, and a minute at least. */
      const fixed = this.frozen && lastPoint ? [this.points[0][0], lastPoint[0], this.event ?? lastPoint[0]] : null;
      const end = this.ahead.length ? this.ahead[this.ahead.length - 1][0] : fixed ? Math.max(...fixed) : Date.now();
      const start = fixed ? Math.min(...fixed, end - 60000) : end - this.span;
      this.shown = this.points.filter((p) => p[0] >= start && p[0] <= end + 60000);
      this.plot.replaceChildren();
      if (this.now) this.now.textContent = lastPoint ? this.text(lastPoint[1]) : "";
      if (!this.shown.length) {
        const none = document.createElement("p");
        none.className = "none";
        none.textContent = this.figure.dataset.none || "";
        this.plot.appendChild(none);
        return;
      }
      let low = Math.min(...this.shown.map((p) => p[1]));
      let high = Math.max(...this.shown.map((p) => p[1]));
      for (const a of this.ahead) { low = Math.min(low, a[4]); high = Math.max(high, a[5]); }
      if (this.limit !== null) { low = Math.min(low, this.limit); high = Math.max(high, this.limit); }
      if (high - low < 1e-9) { low -= 1; high += 1; }
      const steps = ticks(low, high);
      low = steps[0];
      high = steps[steps.length - 1];
      const left = 10 + 7 * Math.max(...steps.map((s) => number.format(s).length));
      const box = { l: left, r: w - 8, t: 10, b: h - 20 };
      const x = (t) => box.l + ((t - start) / Math.max(1, end - start)) * (box.r - box.l);
      const y = (v) => box.b - ((v - low) / (high - low)) * (box.b - box.t);
      this.scale = { x, y };

      const svg = node("svg", { role: "img", "aria-label": this.label(low, high) }, this.plot);
      for (const v of steps) {
        node("line", { class: "grid-line", x1: box.l, x2: box.r, y1: y(v), y2: y(v) }, svg);
        node("text", { class: "axis", x: box.l - 6, y: y(v) + 4, "text-anchor": "end" }, svg).textContent = number.format(v);
      }
      const marks = Math.max(2, Math.min(6, Math.floor((box.r - box.l) / 90)));
      for (let i = 0; i <= marks; i++) {
        const t = start + ((end - start) * i) / marks;
        const format = end - start > 2 * 86400000 ? day : end - start < 5 * 60000 ? clockSeconds : clock;
        node("text", { class: "axis", x: x(t), y: h - 5, "text-anchor": i === 0 ? "start" : i === marks ? "end" : "middle" }, svg).textContent = format.format(t);
      }
      if (this.limit !== null) node("line", { class: "limit", x1: box.l, x2: box.r, y1: y(this.limit), y2: y(this.limit) }, svg);
      if (this.event !== null && this.event >= start && this.event <= end) {
        node("line", { class: "event", x1: x(this.event), x2: x(this.event), y1: box.t, y2: box.b }, svg);
      }
      const path = this.shown.map((p, i) => (i ? "L" : "M") + x(p[0]).toFixed(1) + " " + y(p[1]).toFixed(1)).join("");
      const first = this.shown[0];
      const last = this.shown[this.shown.length - 1];
      node("path", { class: "area", d: path + `L${x(last[0]).toFixed(1)} ${box.b}L${x(first[0]).toFixed(1)} ${box.b}Z` }, svg);
      node("path", { class: "line", d: path }, svg);
      node("circle", { class: "last", cx: x(last[0]), cy: y(last[1]), r: 3 }, svg);
      if (this.ahead.length) this.forecast(svg, last, x, y);
      if (this.hover) this.showHover(svg, box, w);
    }

    /** What is expected, with the bands in which 95 and 80 of 100 values will be. */
    forecast(svg, last, x, y) {
      const at = (t, v) => x(t).toFixed(1) + " " + y(v).toFixed(1);
      for (const [name, low, high] of [["band-95", 4, 5], ["band-80", 2, 3]]) {
        const upper = this.ahead.map((a) => at(a[0], a[high]));
        const lower = this.ahead.map((a) => at(a[0], a[low])).reverse();
        node("path", { class: name, d: "M" + upper.concat(lower).join("L") + "Z" }, svg);
      }
      const line = [at(last[0], last[1])].concat(this.ahead.map((a) => at(a[0], a[1])));
      node("path", { class: "line ahead", d: "M" + line.join("L") }, svg);
    }

    /** A forecast with the interval of 80 of 100. */
    words(point) {
      return this.text(point[1]) + (point.length > 2 ? " (" + number.format(point[2]) + " – " + number.format(point[3]) + ")" : "");
    }

    when(at) {
      return (this.ahead.length ? moment : clockSeconds).format(at);
    }

    showHover(svg, box, w) {
      const hx = this.scale.x(this.hover[0]);
      node("line", { class: "cursor", x1: hx, x2: hx, y1: box.t, y2: box.b }, svg);
      node("circle", { class: "last", cx: hx, cy: this.scale.y(this.hover[1]), r: 4 }, svg);
      const hint = document.createElement("div");
      hint.className = "hint";
      hint.textContent = this.words(this.hover) + " · " + this.when(this.hover[0]);
      this.plot.appendChild(hint);
      const half = hint.offsetWidth / 2;
      hint.style.left = Math.max(0, Math.min(w - 2 * half, hx - half)) + "px";
    }

    label(low, high) {
      const last = this.shown[this.shown.length - 1];
      return `${this.figure.dataset.label || ""}: ${this.text(last[1])} (${this.text(low)} – ${this.text(high)})`;
    }

    /** The same values for those who do not see the line. */
    table() {
      const body = this.figure.querySelector("details tbody");
      if (!body) return;
      body.replaceChildren();
      const rows = this.ahead.length ? this.ahead : this.shown.slice(-30).reverse();
      for (const point of rows) {
        const row = body.insertRow();
        row.insertCell().textContent = this.when(point[0]);
        row.insertCell().textContent = this.words(point);
      }
    }
  }

  const charts = [];
  function adopt(scope) {
    (scope || document).querySelectorAll("figure.chart").forEach((figure) => {
      if (!figure.chart) {
        figure.chart = new Chart(figure);
        charts.push(figure.chart);
      }
    });
  }
  adopt();
  setInterval(() => charts.forEach((c) => { if (!c.frozen && c.figure.isConnected) c.draw(); }), 5000);

  window.IotCrmCharts = {
    adopt,
    /** A reading has arrived: every chart of that device and key takes it. */
    reading(device, key, at, value) {
      for (const c of charts) {
        if (c.figure.isConnected && c.figure.dataset.device === device && c.figure.dataset.key === key) c.add(at, value);
      }
    },
  };
})();
