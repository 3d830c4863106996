/* The staff forms: choices that are dressed when they come into view, rows, and leaving. */
"use strict";

(() => {
  /* A page can hold a thousand choices: each becomes an autocomplete when it is first seen. */
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) {
        seen.unobserve(entry.target);
        dress(entry.target);
      }
    }
  });

  function dress(select) {
    const wrapped = django.jQuery(select);
    if (!wrapped.hasClass("select2-hidden-accessible")) {
      wrapped.djangoAdminSelect2();
      nameChoice(select);
    }
  }

  /* The library draws a control of its own and gives it the chosen text for a name, but not the
     label of the field. */
  function nameChoice(select) {
    const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    const container = select.nextElementSibling;
    const control = container && container.querySelector(".select2-selection");
    if (!label || !control) {
      return;
    }
    label.id = label.id || `${select.id}-label`;
    const chosen = control.getAttribute("aria-labelledby");
    control.setAttribute("aria-labelledby", chosen ? `${label.id} ${chosen}` : label.id);
    for (const part of container.querySelectorAll("[role=textbox], .select2-search__field")) {
      part.setAttribute("aria-labelledby", label.id);
    }
  }

  function watch(root) {
    for (const select of root.querySelectorAll("select.record-select")) {
      if (!select.name.includes("__prefix__")) {
        seen.observe(select);
      }
    }
  }

  /* Leaving a form with unsaved words asks first. */
  let isChanged = false;

  function noteChange(event) {
    if (event.target.closest && event.target.closest("#content-main form")) {
      isChanged = true;
    }
  }

  window.addEventListener("beforeunload", (event) => {
    if (isChanged) {
      event.preventDefault();
    }
  });

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("body.change-form #content-main form");
    if (!form) {
      return;
    }
    watch(document);
    document.addEventListener("input", noteChange);
    django.jQuery(form).on("change", "select", noteChange);
    form.addEventListener("submit", () => {
      isChanged = false;
    });
    const first = form.querySelector(".errornote, .clash");
    if (first) {
      isChanged = true;
      first.setAttribute("tabindex", "-1");
      first.focus();
    }
  });

  /* Django's script numbers the names and ids of a new row, but not what points to them. */
  function numberReferences(row) {
    const index = row.id.match(/\d+$/);
    for (const attribute of ["aria-describedby", "aria-labelledby"]) {
      for (const element of row.querySelectorAll(`[${attribute}*=__prefix__]`)) {
        const value = element.getAttribute(attribute);
        element.setAttribute(attribute, value.replace("__prefix__", index));
      }
    }
  }

  document.addEventListener("formset:added", (event) => {
    numberReferences(event.target);
    watch(event.target);
    const control = event.target.querySelector("input:not([type=hidden]), select, textarea");
    if (control) {
      control.focus();
    }
  });
})();
