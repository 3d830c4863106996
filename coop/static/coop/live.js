/* A list in place: filters, orders, pages and the search box renew what is shown without a new page.
   htmx asks for the same pages that the links and forms lead to; here stands what a reader then
   needs: the focus where it was, what is open left open, the total said, the addresses right.
   Without this script, and wherever it cannot go on, links and forms do all of it. */
"use strict";

(() => {
  const list = document.getElementById("list");
  const said = document.getElementById("list-said");
  if (!list || !said || !window.htmx) {
    return;
  }

  const OURS = 'id="list"'; /* what every answer has that is a list */

  const here = () => location.pathname + location.search;

  /* What the control at work was, and what stood open, before the list was renewed. */
  let before = null;
  /* Whether the last address was made by typing: a word is one step back, not each letter. */
  let isTyped = false;

  function openedByHand() {
    return new Map([...list.querySelectorAll("details[id]")].map((one) => [one.id, one.open]));
  }

  function remember(control) {
    before = {
      id: control.id,
      top: control.getBoundingClientRect().top,
      isPaging: control.closest(".pagination") !== null,
      isTyping: control.name === "q" && control.tagName === "INPUT",
      facet: control.closest("details[id]")?.id,
      opened: openedByHand(),
    };
  }

  function reopen(opened) {
    for (const [id, isOpen] of opened) {
      const details = document.getElementById(id);
      if (details) {
        details.open = isOpen;
      }
    }
  }

  /* Put the reader back: on the control that was used, or on what came in its place. */
  function putBack({ id, top, isPaging, facet }) {
    const total = document.getElementById("total") ?? list.querySelector("[role=alert] a");
    if (isPaging) {
      total?.focus({ preventScroll: true });
      document.getElementById("found").scrollIntoView();
      return;
    }
    const same = id ? document.getElementById(id) : null;
    const group = facet ? document.getElementById(`${facet}-label`) : null;
    const control = same ?? group ?? total;
    if (control && control !== document.activeElement) {
      control.focus({ preventScroll: true });
    }
    if (same) {
      window.scrollBy(0, same.getBoundingClientRect().top - top);
    }
  }

  /* The same page in other languages, with the filters of now. */
  function followInLanguages() {
    for (const link of document.querySelectorAll("header.site a[hreflang], link[hreflang]")) {
      const address = new URL(link.href);
      address.search = location.search;
      link.href = address.href;
    }
  }

  function followInHead() {
    for (const rel of ["prev", "next"]) {
      document.head.querySelector(`link[rel=${rel}]`)?.remove();
      const shown = list.querySelector(`.pagination a[rel=${rel}]`);
      if (shown) {
        const link = document.createElement("link");
        link.rel = rel;
        link.href = shown.href;
        document.head.append(link);
      }
    }
  }

  function sayTotal() {
    said.textContent = document.getElementById("total")?.textContent ?? "";
  }

  function follow() {
    followInLanguages();
    followInHead();
    sayTotal();
  }

  const on = (name, handle) => document.body.addEventListener(`htmx:${name}`, handle);

  /* Boxes that are empty ask for nothing, and stay out of the address. */
  on("configRequest", ({ detail }) => {
    for (const name of new Set(detail.formData.keys())) {
      const values = detail.formData.getAll(name).filter((value) => value !== "");
      detail.formData.delete(name);
      values.forEach((value) => detail.formData.append(name, value));
    }
  });

  on("beforeRequest", () => list.setAttribute("aria-busy", "true"));
  on("afterRequest", () => list.removeAttribute("aria-busy"));

  on("beforeSwap", ({ detail }) => {
    if (!detail.serverResponse.includes(OURS)) {
      detail.shouldSwap = false;
      location.assign(detail.pathInfo.finalRequestPath);
      return;
    }
    const { elt } = detail.requestConfig;
    remember(elt.tagName === "FORM" ? document.activeElement : elt);
  });

  on("beforeHistoryUpdate", ({ detail }) => {
    const step = detail.history;
    step.path = step.path.replace(/\?$/, "");
    if (step.path === here() || (isTyped && before.isTyping)) {
      step.type = "replace";
    }
    isTyped = before.isTyping;
  });

  on("afterOnLoad", ({ detail }) => {
    if (before === null) {
      return;
    }
    if (before.isTyping) {
      /* What is kept of a page for the way back is its text, not what stands in its boxes. */
      const box = detail.requestConfig.elt;
      box.defaultValue = box.value;
    }
    reopen(before.opened);
    if (!before.isTyping) {
      putBack(before);
    }
    before = null;
    follow();
  });

  on("historyRestore", () => {
    isTyped = false;
    follow();
  });

  list.addEventListener("focusout", () => {
    isTyped = false;
  });

  /* Where the network or the server fails, the browser says so, as it does for any link. */
  on("sendError", ({ detail }) => location.assign(detail.pathInfo.finalRequestPath));
  on("historyCacheMissLoadError", () => location.reload());
})();
