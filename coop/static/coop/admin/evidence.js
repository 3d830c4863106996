/* The evidence desk: moving through the text, citing words of it, and bringing the page up to date.
   Every step is a page of its own; here it is opened beside the text. */
"use strict";

(() => {
  const FROM_THE_DESK = { "X-Desk": "1" };
  const WAIT = 250;

  let desk, box, said, floating;
  let isChanged = false;
  let isSending = false;
  let asked = 0;

  const list = () => document.getElementById("desk-text");
  const paragraphs = () => [...list().querySelectorAll("[data-paragraph]")];

  /* ---- The text: one paragraph at a time is in the order of the Tab key ---- */

  function current() {
    return list().querySelector("[data-paragraph].is-current") || paragraphs()[0];
  }

  function settle(paragraph) {
    paragraph.tabIndex = paragraph.classList.contains("is-current") ? 0 : -1;
    for (const link of paragraph.querySelectorAll("a")) {
      link.tabIndex = paragraph.tabIndex;
    }
  }

  function makeCurrent(paragraph) {
    const before = list().querySelector(".is-current");
    if (before !== paragraph) {
      if (before) {
        before.classList.remove("is-current");
        settle(before);
      }
      paragraph.classList.add("is-current");
      settle(paragraph);
    }
  }

  function goTo(paragraph) {
    if (paragraph) {
      makeCurrent(paragraph);
      paragraph.focus();
      paragraph.scrollIntoView({ block: "nearest" });
    }
  }

  function nextUncovered() {
    const all = paragraphs();
    const after = all.indexOf(current());
    const inOrder = [...all.slice(after + 1), ...all.slice(0, after + 1)];
    const next = inOrder.find((one) => one.classList.contains("is-uncovered"));
    if (next) {
      goTo(next);
    } else {
      said.textContent = document.getElementById("desk-count").innerText;
    }
  }

  function nextKnown() {
    const known = [...current().querySelectorAll(".known")];
    const next = known[(known.indexOf(document.activeElement) + 1) % known.length];
    if (next) {
      next.focus();
    }
  }

  function settleAll() {
    const hash = /^#p\d+$/.test(location.hash) && document.querySelector(location.hash);
    for (const paragraph of paragraphs()) {
      settle(paragraph);
    }
    const first = hash || paragraphs()[0];
    if (first) {
      makeCurrent(first);
    }
    if (hash) {
      hash.focus();
    }
  }

  /* ---- Words that are selected ---- */

  /** The words selected in the text, and the paragraphs in which they stand; null for none. */
  function selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) {
      return null;
    }
    const range = selection.getRangeAt(0);
    const words = [];
    const numbers = [];
    for (const text of list().querySelectorAll("[data-words]")) {
      if (range.intersectsNode(text)) {
        const inside = document.createRange();
        inside.selectNodeContents(text);
        if (inside.compareBoundaryPoints(Range.START_TO_START, range) < 0) {
          inside.setStart(range.startContainer, range.startOffset);
        }
        if (inside.compareBoundaryPoints(Range.END_TO_END, range) > 0) {
          inside.setEnd(range.endContainer, range.endOffset);
        }
        const found = inside.toString().replace(/\s+/g, " ").trim();
        if (found) {
          words.push(found);
          numbers.push(Number(text.closest("[data-paragraph]").dataset.paragraph));
        }
      }
    }
    if (!numbers.length) {
      return null;
    }
    const [first, last] = [numbers[0], numbers[numbers.length - 1]];
    return {
      words: words.join(" "),
      paragraphs: first === last ? `${first}` : `${first}-${last}`,
      first,
      range,
    };
  }

  function offerToCite() {
    const found = selected();
    floating.hidden = !found;
    if (found) {
      const place = found.range.getBoundingClientRect();
      const most = document.documentElement.clientWidth - floating.offsetWidth - 8;
      floating.style.left = `${Math.max(8, Math.min(place.left, most)) + scrollX}px`;
      floating.style.top = `${place.bottom + scrollY + 6}px`;
    }
  }

  function cite() {
    const found = selected();
    const paragraph = found ? document.getElementById(`p${found.first}`) : current();
    if (!paragraph) {
      return;
    }
    makeCurrent(paragraph);
    floating.hidden = true;
    const address = new URL(paragraph.querySelector("[data-cite]").href);
    if (found) {
      address.searchParams.set("paragraphs", found.paragraphs);
      address.searchParams.set("words", found.words);
    }
    open(address);
  }

  /* Browsers drag a link as a whole. While the button is down a name is no link, so that words
     can be selected that begin in it. */
  function letSelect(event) {
    const name = event.target.closest(".known");
    if (!name || event.pointerType !== "mouse" || event.button) {
      return;
    }
    const address = name.getAttribute("href");
    const done = new AbortController();
    const restore = () => {
      name.setAttribute("href", address);
      settle(name.closest("[data-paragraph]"));
      done.abort();
    };
    name.removeAttribute("href");
    name.removeAttribute("tabindex");
    addEventListener("pointerup", restore, { signal: done.signal });
    addEventListener("pointercancel", restore, { signal: done.signal });
  }

  /* ---- The box ---- */

  function isOpen() {
    return !box.hidden;
  }

  function fill(html) {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    box.replaceChildren(...parsed.body.childNodes);
    box.hidden = false;
    desk.classList.add("is-citing");
    isChanged = false;
    // Choices of records and texts in several languages dress themselves when a row is added.
    box.dispatchEvent(new CustomEvent("formset:added", { bubbles: true }));
    focusInside();
  }

  function focusInside() {
    const wrong = box.querySelector("[role=alert][tabindex]");
    const text = box.querySelector("[data-text]");
    const words = box.querySelector("[data-cited-words]");
    const filter = box.querySelector("[data-filter]");
    const ask = words && !words.value ? text || words : filter;
    if (wrong || ask) {
      (wrong || ask).focus();
    } else {
      focusFirst(30);
    }
    if (ask && ask === text) {
      text.setSelectionRange(0, 0);
    }
    box.scrollTop = 0;
  }

  /* A choice of records gets a control of its own when it has been seen: that one is waited for. */
  function focusFirst(frames) {
    const first = box.querySelector(
      "form [name]:not([type=hidden], [data-multilingual-tag]), form button",
    );
    const isDressed = first && first.classList.contains("select2-hidden-accessible");
    if (first && first.matches("select.record-select") && !isDressed && frames) {
      requestAnimationFrame(() => focusFirst(frames - 1));
    } else {
      const control = isDressed ? first.nextElementSibling.querySelector(".select2-selection") : first;
      (control || box).focus();
    }
  }

  function note(name) {
    return document.querySelector(`template[data-${name}]`).content.cloneNode(true);
  }

  function failed() {
    const failure = note("failed");
    box.hidden = false;
    box.prepend(failure);
  }

  async function open(address) {
    if (isSending) {
      return;
    }
    const mine = ++asked;
    if (!isOpen()) {
      box.replaceChildren(note("waiting"));
      box.hidden = false;
    }
    try {
      const answer = await fetch(address, { headers: FROM_THE_DESK });
      if (!answer.ok || answer.redirected) {
        throw new Error(answer.status);
      }
      const html = await answer.text();
      if (mine === asked) {
        fill(html);
      }
    } catch {
      failed();
    }
  }

  function mayLeave() {
    const question = document.querySelector("template[data-leaving]").content.textContent;
    return !isChanged || window.confirm(question);
  }

  function close() {
    if (!mayLeave()) {
      return;
    }
    shut();
    goTo(current());
  }

  function shut() {
    isChanged = false;
    box.hidden = true;
    box.replaceChildren();
    desk.classList.remove("is-citing");
  }

  async function send(form) {
    const button = form.querySelector("[type=submit]");
    button.disabled = true;
    isSending = true;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: FROM_THE_DESK,
      });
      if (!answer.ok || answer.redirected) {
        throw new Error(answer.status);
      }
      isSending = false;
      if ((answer.headers.get("Content-Type") || "").startsWith("application/json")) {
        await saved(await answer.json());
      } else {
        fill(await answer.text());
        isChanged = true;
      }
    } catch {
      failed();
    } finally {
      isSending = false;
      button.disabled = false;
    }
  }

  /* ---- After a save ---- */

  async function saved(answer) {
    const before = new URL(location.href).searchParams.get("record");
    const address = new URL(answer.address, location.href);
    if (before && !address.searchParams.has("record")) {
      address.searchParams.set("record", before);
    }
    shut();
    history.replaceState(null, "", address);
    getSelection().removeAllRanges();
    await refresh(answer.paragraphs);
    const first = answer.paragraphs.length && document.getElementById(`p${answer.paragraphs[0]}`);
    goTo(first || current());
    said.textContent = answer.said;
  }

  /** Ask for these paragraphs and the records again, and put them in place of what stands. */
  async function refresh(numbers) {
    const address = new URL(location.href);
    address.searchParams.set("only", numbers.slice(0, 100).join(","));
    const answer = await fetch(address, { headers: FROM_THE_DESK });
    if (!answer.ok) {
      location.reload();
      return;
    }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of fresh.querySelectorAll("[data-paragraph], #desk-records, #desk-count, #desk-boxes")) {
      const old = document.getElementById(part.id);
      if (old) {
        part.classList.toggle("is-current", old.classList.contains("is-current"));
        old.replaceWith(part);
        if (part.matches("[data-paragraph]")) {
          settle(part);
        }
      }
    }
    keepRecord();
  }

  /* The record that is worked on goes with every link of the text, those included that stand. */
  function keepRecord() {
    const record = new URL(location.href).searchParams.get("record");
    if (!record) {
      return;
    }
    for (const link of list().querySelectorAll("[data-open]")) {
      if (!link.getAttribute("href").includes(`record=${encodeURIComponent(record)}`)) {
        const address = new URL(link.href);
        address.searchParams.set("record", record);
        link.href = address;
      }
    }
  }

  /* ---- Choosing what the words are cited for ---- */

  let waiting = 0;

  function choices() {
    return [...box.querySelectorAll("[data-choice]")].filter((one) => !one.parentElement.hidden);
  }

  function narrow() {
    const typed = box.querySelector("[data-filter]").value.trim().toLowerCase().split(/\s+/);
    for (const choice of box.querySelectorAll("[data-choice]")) {
      const words = choice.textContent.toLowerCase();
      choice.parentElement.hidden =
        !choice.closest("[data-found]") && !typed.every((word) => words.includes(word));
    }
    for (const group of box.querySelectorAll(".choices")) {
      group.hidden = !group.querySelector("li:not([hidden])");
    }
  }

  /** What fits in the whole registry, asked for when nothing has been typed for a moment. */
  async function find(form) {
    const address = new URL(form.action);
    address.search = new URLSearchParams(new FormData(form));
    const typed = form.querySelector("[data-filter]").value;
    try {
      const answer = await fetch(address, { headers: FROM_THE_DESK });
      const filter = box.querySelector("[data-filter]");
      if (!answer.ok || !filter || filter.value !== typed) {
        return;
      }
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      box.querySelector("[data-groups]").replaceWith(fresh.querySelector("[data-groups]"));
      narrow();
    } catch {
      failed();
    }
  }

  function addressOf(choice) {
    const address = new URL(choice.href);
    for (const name of ["words", "paragraphs"]) {
      const control = box.querySelector(`[data-cited-${name}]`);
      if (control) {
        address.searchParams.set(name, control.value);
      }
    }
    return address;
  }

  function moveAmongChoices(event) {
    const all = choices();
    const place = all.indexOf(document.activeElement);
    const next = event.key === "ArrowDown" ? place + 1 : place - 1;
    event.preventDefault();
    (next < 0 ? box.querySelector("[data-filter]") : all[Math.min(next, all.length - 1)])?.focus();
  }

  /* ---- What is heard ---- */

  function onKeyInText(event) {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isPlain || event.target.closest("input, textarea, select, [contenteditable]")) {
      return;
    }
    const all = paragraphs();
    const place = all.indexOf(current());
    const isOnParagraph = event.target.matches("[data-paragraph], #desk-text");
    const act = {
      j: () => goTo(all[place + 1]),
      k: () => goTo(all[place - 1]),
      ArrowDown: isOnParagraph && (() => goTo(all[place + 1])),
      ArrowUp: isOnParagraph && (() => goTo(all[place - 1])),
      u: nextUncovered,
      c: cite,
      m: nextKnown,
    }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  }

  function onKeyInBox(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = box.querySelector("[data-step]");
      if (form) {
        event.preventDefault();
        form.requestSubmit();
      }
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (event.target.matches("[data-filter], [data-choice]")) {
        moveAmongChoices(event);
      }
    } else if (event.key === "Enter" && event.target.matches("[data-choose] input")) {
      event.preventDefault();
      const first = choices()[0];
      if (first) {
        open(addressOf(first));
      }
    }
  }

  function onClick(event) {
    const link = event.target.closest("a");
    if (event.target.closest("[data-cite-words]")) {
      cite();
    } else if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      if (link.matches("[data-close]")) {
        event.preventDefault();
        close();
      } else if (link.matches("[data-next-uncovered]")) {
        event.preventDefault();
        nextUncovered();
      } else if (link.matches("[data-open]")) {
        event.preventDefault();
        // Words selected within one name are to be cited: its own meaning is not asked for.
        if (!link.matches(".known") || !selected()) {
          follow(link);
        }
      }
    }
  }

  function follow(link) {
    const paragraph = link.closest("[data-paragraph]");
    if (link.matches("[data-cite]")) {
      makeCurrent(paragraph);
      cite();
    } else if (mayLeave()) {
      if (paragraph) {
        makeCurrent(paragraph);
      }
      open(link.matches("[data-choice]") ? addressOf(link) : link.href);
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    desk = document.querySelector("[data-desk]");
    if (!desk || !list()) {
      return;
    }
    box = desk.querySelector("[data-box]");
    said = desk.querySelector("[data-said]");
    floating = desk.querySelector("[data-cite-words]");
    document.body.append(floating);
    settleAll();
    document.addEventListener("click", onClick);
    document.addEventListener("selectionchange", () => {
      if (getSelection().isCollapsed) {
        floating.hidden = true;
      }
    });
    desk.querySelector(".desk-text").addEventListener("keydown", onKeyInText);
    list().addEventListener("pointerdown", letSelect);
    list().addEventListener("mouseup", () => setTimeout(offerToCite));
    list().addEventListener("focusin", (event) => {
      const paragraph = event.target.closest("[data-paragraph]");
      if (paragraph) {
        makeCurrent(paragraph);
      }
    });
    box.addEventListener("keydown", onKeyInBox);
    box.addEventListener("submit", (event) => {
      event.preventDefault();
      if (event.target.matches("[data-step]")) {
        send(event.target);
      } else {
        find(event.target);
      }
    });
    box.addEventListener("input", (event) => {
      if (event.target.closest("[data-step]")) {
        isChanged = true;
      } else if (event.target.matches("[data-filter]")) {
        narrow();
        clearTimeout(waiting);
        waiting = setTimeout(() => find(event.target.form), WAIT);
      }
    });
    for (const kind of ["select", "keyup", "mouseup"]) {
      box.addEventListener(kind, (event) => {
        if (event.target.matches("[data-text]")) {
          const { value, selectionStart, selectionEnd } = event.target;
          if (selectionEnd > selectionStart) {
            box.querySelector("[data-cited-words]").value = value
              .slice(selectionStart, selectionEnd)
              .trim();
          }
        }
      });
    }
    window.addEventListener("beforeunload", (event) => {
      if (isChanged) {
        event.preventDefault();
      }
    });
  });
})();
