/* The search box suggests names while one types: a combobox with a list, after ARIA 1.2.
   Without this script the box is a form like any other. */
"use strict";

(() => {
  const PAUSE = 150; /* milliseconds without a key before the server is asked */
  const FEWEST = 2; /* characters worth asking for */

  class SearchBox {
    constructor(form) {
      this.form = form;
      this.input = form.querySelector("input[name=q]");
      this.list = form.querySelector(".suggestions");
      this.status = form.querySelector("[role=status]");
      this.active = null;
      this.timer = 0;
      this.request = null;
      const attributes = {
        role: "combobox",
        "aria-autocomplete": "list",
        "aria-haspopup": "listbox",
        "aria-expanded": "false",
        "aria-controls": this.list.id,
      };
      for (const [name, value] of Object.entries(attributes)) {
        this.input.setAttribute(name, value);
      }
      this.input.addEventListener("input", () => this.wait());
      this.input.addEventListener("keydown", (event) => this.press(event));
      this.input.addEventListener("blur", () => this.close());
      /* A press must not take the focus from the box before it becomes a click. */
      this.list.addEventListener("pointerdown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) {
          this.go(option);
        }
      });
      form.addEventListener("submit", () => this.close());
    }

    get options() {
      return [...this.list.querySelectorAll("[role=option]")];
    }

    get isOpen() {
      return !this.list.hidden;
    }

    wait() {
      this.forget();
      const typed = this.input.value;
      if (typed) {
        this.input.dir = "auto";
      } else {
        this.input.removeAttribute("dir");
      }
      if (typed.trim().length < FEWEST) {
        this.close();
        return;
      }
      this.timer = window.setTimeout(() => this.ask(typed), PAUSE);
    }

    /* Leave what was asked for an earlier text, answered or not. */
    forget() {
      window.clearTimeout(this.timer);
      if (this.request) {
        this.request.abort();
        this.request = null;
      }
    }

    async ask(typed) {
      const request = new AbortController();
      this.request = request;
      const query = new URLSearchParams({ q: typed });
      try {
        const response = await fetch(`${this.form.dataset.suggestions}?${query}`, {
          signal: request.signal,
          credentials: "omit",
        });
        const answer = response.ok ? await response.text() : "";
        if (!request.signal.aborted) {
          this.show(answer);
        }
      } catch (error) {
        if (error.name !== "AbortError") {
          this.close();
        }
      }
    }

    show(answer) {
      const page = new DOMParser().parseFromString(answer, "text/html");
      this.choose(null);
      this.list.replaceChildren(...page.body.children);
      const options = this.options;
      options.forEach((option, number) => {
        option.id = `${this.list.id}-${number + 1}`;
      });
      const told = this.list.querySelector("[data-announcement]");
      this.status.textContent = told ? told.dataset.announcement : "";
      this.open(options.length > 0);
    }

    open(isOpen) {
      this.list.hidden = !isOpen;
      this.input.setAttribute("aria-expanded", String(isOpen));
    }

    close() {
      this.forget();
      this.choose(null);
      this.open(false);
      this.status.textContent = "";
    }

    choose(option) {
      if (this.active) {
        this.active.setAttribute("aria-selected", "false");
      }
      this.active = option;
      if (option) {
        option.setAttribute("aria-selected", "true");
        this.input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else {
        this.input.removeAttribute("aria-activedescendant");
      }
    }

    go(option) {
      this.close();
      window.location.assign(option.dataset.address);
    }

    press(event) {
      if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) {
        return;
      }
      if (event.key === "Escape" && this.isOpen) {
        this.close();
        event.preventDefault();
        return;
      }
      const options = this.options;
      if (!this.isOpen) {
        if (event.key === "ArrowDown" && options.length > 0 && this.input.value.trim()) {
          this.open(true);
          this.choose(options[0]);
          event.preventDefault();
        }
        return;
      }
      const place = options.indexOf(this.active);
      const last = options.length - 1;
      /* From the last option and from the first the way leads back to the text. */
      const moves = {
        ArrowDown: () => (place === last ? null : options[place + 1]),
        ArrowUp: () => (place === 0 ? null : options[place < 0 ? last : place - 1]),
      };
      if (this.active) {
        moves.Home = () => options[0];
        moves.End = () => options[last];
      }
      if (event.key in moves) {
        this.choose(moves[event.key]());
        event.preventDefault();
      } else if (event.key === "Enter" && this.active) {
        this.go(this.active);
        event.preventDefault();
      }
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const form of document.querySelectorAll("form[data-suggestions]")) {
      new SearchBox(form);
    }
  });
})();
