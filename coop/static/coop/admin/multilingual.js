/* Text in several languages: adds rows, and turns each text to the direction of its language. */
"use strict";

(() => {
  const reader = document.documentElement.lang || "en";

  /** The language of a tag, or null while it is not one. */
  function languageOf(tag) {
    try {
      return tag ? new Intl.Locale(tag) : null;
    } catch {
      return null;
    }
  }

  function directionOf(locale) {
    const info = locale.getTextInfo ? locale.getTextInfo() : locale.textInfo;
    return info && info.direction ? info.direction : "auto";
  }

  function nameOf(locale) {
    const names = new Intl.DisplayNames([reader], { type: "language", fallback: "none" });
    return names.of(locale.baseName) || "";
  }

  function describe(row) {
    const text = row.querySelector("[data-multilingual-text]");
    const locale = languageOf(row.querySelector("[data-multilingual-tag]").value.trim());
    const name = locale ? nameOf(locale) : "";
    row.querySelector("[data-multilingual-name]").textContent = name;
    text.dir = name ? directionOf(locale) : "auto";
    if (name) {
      text.lang = locale.baseName;
    } else {
      text.removeAttribute("lang");
    }
  }

  function addRow(group, button) {
    const rows = group.querySelectorAll("[data-multilingual-row]");
    const row = rows[rows.length - 1].cloneNode(true);
    for (const control of row.querySelectorAll("[id]")) {
      for (const attribute of ["id", "name"]) {
        if (control.hasAttribute(attribute)) {
          const value = control.getAttribute(attribute);
          control.setAttribute(
            attribute,
            value.replace(/-\d+-(language|text|name)$/, `-${rows.length}-$1`),
          );
        }
      }
    }
    row.querySelector("[data-multilingual-tag]").value = "";
    row.querySelector("[data-multilingual-text]").value = "";
    describe(row);
    button.before(row);
    row.querySelector("[data-multilingual-tag]").focus();
  }

  function showButtons(root) {
    for (const button of root.querySelectorAll("[data-multilingual-add]")) {
      button.hidden = false;
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-multilingual-add]");
    if (button) {
      addRow(button.closest("[data-multilingual]"), button);
    }
  });

  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-multilingual-tag]")) {
      describe(event.target.closest("[data-multilingual-row]"));
    }
  });

  document.addEventListener("formset:added", (event) => showButtons(event.target));
  document.addEventListener("DOMContentLoaded", () => showButtons(document));
})();
