/* The board: a card is dragged to another column with a mouse, a pen or a finger, moved with the
   arrow keys, or with its Move button. Nothing changes on the page until the server has said so:
   it draws the board anew and puts what came of the move into #board-outcome. */
(function () {
  "use strict";
  const { announce } = window.IotCrm;
  const dialog = document.getElementById("move-dialog");
  if (!dialog) return;
  const HOLD_MS = 250;
  const START_PX = 6;
  const EDGE_PX = 48;
  const stageField = document.getElementById("move-stage");
  const reasonField = document.getElementById("move-reason");
  const columns = () => [...document.querySelectorAll(".board .column")];
  const columnOf = (el) => el.closest(".column");
  let focusAfter = null;
  let asked = null;

  function send(card, stage, more) {
    focusAfter = card.id;
    window.moveOnBoard(
      [{ name: "row", value: card.id }, { name: "value", value: stage }, { name: "version", value: card.version }].concat(more || []));
  }

  /** What the server needs to know about a card; the card itself is drawn anew meanwhile. */
  const known = (card) => ({ id: card.dataset.id, version: card.dataset.version, name: card.dataset.name });

  function moveTo(card, column) {
    if (!column || column === columnOf(card)) return;
    if (column.dataset.kind === "LOST") ask(known(card), column.dataset.stage);
    else send(known(card), column.dataset.stage);
  }

  /* The dialog: which stage, and for a lost deal why */
  function ask(card, stage, anyway) {
    asked = { card, anyway };
    dialog.querySelector(".deal-name").textContent = card.name || "";
    stageField.value = stage;
    reasonField.value = "";
    document.getElementById("move-competitor").value = "";
    document.getElementById("move-note").value = "";
    showLostFields();
    dialog.returnValue = "";
    dialog.showModal();
    (isLost() ? reasonField : stageField).focus();
  }
  const isLost = () => stageField.selectedOptions[0]?.dataset.kind === "LOST";
  function showLostFields() {
    dialog.querySelector(".lost-fields").hidden = !isLost();
    reasonField.required = isLost();
  }
  stageField.addEventListener("change", showLostFields);
  dialog.addEventListener("close", () => {
    const { card, anyway } = asked || {};
    asked = null;
    if (!card) return;
    if (dialog.returnValue !== "move") {
      announce(dialog.dataset.cancelled);
      document.querySelector(`.card[data-id="${card.id}"] [data-move]`)?.focus();
      return;
    }
    const more = anyway ? [{ name: "anyway", value: "true" }] : [];
    if (isLost()) {
      more.push(
        { name: "reason", value: reasonField.value },
        { name: "competitor", value: document.getElementById("move-competitor").value },
        { name: "note", value: document.getElementById("move-note").value });
    }
    send(card, stageField.value, more);
  });

  document.addEventListener("click", (e) => {
    const button = e.target.closest("button");
    if (!button) return;
    const card = button.closest(".card");
    if (button.matches("[data-move]") && card) {
      ask(known(card), columnOf(card).dataset.stage);
    } else if (button.matches("[data-undo]")) {
      focusAfter = button.dataset.id;
      window.undoOnBoard([{ name: "row", value: button.dataset.id }, { name: "version", value: button.dataset.version }]);
    } else if (button.matches("[data-again]")) {
      const again = { id: button.dataset.id, version: "", name: "" };
      const lost = document.querySelector(`.column[data-stage="${CSS.escape(button.dataset.stage)}"]`)?.dataset.kind === "LOST";
      if (lost) ask(again, button.dataset.stage, true);
      else send(again, button.dataset.stage, [{ name: "anyway", value: "true" }]);
    } else if (button.matches("[data-dismiss]")) {
      button.closest(".board-done").remove();
    }
  });

  /* Keyboard: on a card, left and right move it to the neighbouring stage, up and down go to the
     neighbouring card. */
  document.addEventListener("keydown", (e) => {
    const card = e.target.closest?.(".card");
    if (!card || e.ctrlKey || e.metaKey || e.altKey || !e.key.startsWith("Arrow")) return;
    const all = columns();
    const at = all.indexOf(columnOf(card));
    const cards = [...columnOf(card).querySelectorAll(".card")];
    const place = cards.indexOf(card);
    e.preventDefault();
    if (e.key === "ArrowUp") cards[place - 1]?.querySelector("[data-move]").focus();
    if (e.key === "ArrowDown") cards[place + 1]?.querySelector("[data-move]").focus();
    if (e.key === "ArrowLeft") moveTo(card, all[at - 1]);
    if (e.key === "ArrowRight") moveTo(card, all[at + 1]);
  });

  /* Dragging with any pointer. A finger has to rest for a moment first, so that it can scroll. */
  let drag = null;
  document.addEventListener("pointerdown", (e) => {
    const card = e.target.closest(".card");
    if (!card || e.button !== 0 || e.target.closest("button")) return;
    drag = { card, id: e.pointerId, x: e.clientX, y: e.clientY, on: false };
    if (e.pointerType === "touch") drag.timer = setTimeout(() => grab(e.clientX, e.clientY), HOLD_MS);
  });
  function grab(x, y) {
    if (!drag || drag.on) return;
    drag.on = true;
    const box = drag.card.getBoundingClientRect();
    drag.ghost = drag.card.cloneNode(true);
    drag.ghost.classList.add("ghost");
    drag.ghost.setAttribute("aria-hidden", "true");
    drag.ghost.style.width = box.width + "px";
    drag.dx = x - box.left;
    drag.dy = y - box.top;
    document.body.appendChild(drag.ghost);
    drag.card.classList.add("grabbed");
    document.body.classList.add("dragging");
    announce(dialog.dataset.grabbed + " " + drag.card.dataset.name);
    follow(x, y);
  }
  function follow(x, y) {
    drag.ghost.style.transform = `translate(${x - drag.dx}px, ${y - drag.dy}px)`;
    const over = columns().find((c) => {
      const box = c.getBoundingClientRect();
      return x >= box.left && x <= box.right;
    });
    if (over !== drag.over) {
      drag.over?.classList.remove("target");
      over?.classList.add("target");
      drag.over = over;
    }
    const board = document.querySelector(".board");
    const box = board.getBoundingClientRect();
    if (x < box.left + EDGE_PX) board.scrollLeft -= 12;
    if (x > box.right - EDGE_PX) board.scrollLeft += 12;
  }
  document.addEventListener("pointermove", (e) => {
    if (!drag || e.pointerId !== drag.id) return;
    const far = Math.hypot(e.clientX - drag.x, e.clientY - drag.y) > START_PX;
    if (!drag.on && far && e.pointerType === "touch") {
      drop();
    } else if (!drag.on && far) {
      grab(e.clientX, e.clientY);
    } else if (drag.on) {
      e.preventDefault();
      follow(e.clientX, e.clientY);
    }
  });
  document.addEventListener("touchmove", (e) => { if (drag?.on) e.preventDefault(); }, { passive: false });
  function drop() {
    if (!drag) return null;
    const last = drag;
    clearTimeout(last.timer);
    last.ghost?.remove();
    last.card.classList.remove("grabbed");
    last.over?.classList.remove("target");
    document.body.classList.remove("dragging");
    drag = null;
    return last;
  }
  document.addEventListener("pointerup", (e) => {
    if (!drag || e.pointerId !== drag.id) return;
    const last = drop();
    if (!last.on) return;
    /* The click that follows would open the card's link. */
    const stop = (click) => { click.preventDefault(); click.stopPropagation(); };
    document.addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => document.removeEventListener("click", stop, { capture: true }), 0);
    moveTo(last.card, last.over);
  });
  document.addEventListener("pointercancel", drop);
  document.addEventListener("contextmenu", (e) => { if (drag?.on) e.preventDefault(); });
  document.addEventListener("dragstart", (e) => { if (e.target.closest?.(".card")) e.preventDefault(); });
  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape" && drag?.on) {
      drop();
      announce(dialog.dataset.cancelled);
    }
  });

  /* After the server has drawn the board anew: say what came of it, and stay at the card. */
  window.jQuery?.(document).on("pfAjaxComplete", () => {
    const outcome = document.getElementById("board-outcome");
    if (outcome && !outcome.dataset.told) {
      outcome.dataset.told = "yes";
      announce(outcome.dataset.words);
    }
    if (focusAfter) {
      const card = document.querySelector(`.card[data-id="${focusAfter}"]`);
      const stale = document.querySelector("[data-again]");
      focusAfter = null;
      (stale || card?.querySelector("[data-move]"))?.focus();
    }
  });
})();
