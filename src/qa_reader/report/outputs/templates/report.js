"use strict";
(() => {
  const form = document.getElementById("filter"), shown = document.getElementById("shown");
  const field = (name) => document.getElementById(name);
  const flat = (text) => text.normalize("NFKC").toLowerCase();
  const split = (keys) => (keys ?? "").split(" ");
  const items = [...document.querySelectorAll("[data-p], .transcript > :is(p, ul):not(.about)")].map((node) => ({
    node, p: split(node.dataset.p), k: split(node.dataset.k), s: split(node.dataset.s),
  }));
  const passages = items.filter((item) => "p" in item.node.dataset).length;
  // With a filter on, what has nothing left under it goes too: sections, headings, the figures of it all.
  const clear = (active) => {
    for (const text of document.querySelectorAll(".transcript")) {
      text.hidden = active && !text.querySelector(":scope > :is([data-p], p, ul):not(.about, [hidden])");
    }
    for (const heading of document.querySelectorAll("h3")) {
      let next = heading.nextElementSibling;
      while (next?.hidden && next.tagName !== "H3") next = next.nextElementSibling;
      heading.hidden = active && (!next || next.tagName === "H3");
    }
    for (const figures of document.querySelectorAll(".figures")) figures.hidden = active;
  };
  const filter = () => {
    const words = flat(field("words").value).split(/\s+/).filter(Boolean);
    const active = words.length > 0 || ["p", "k", "s"].some((name) => field(name).value);
    let count = 0;
    for (const item of items) {
      let fits = ["p", "k", "s"].every((name) => !field(name).value || item[name].includes(field(name).value));
      if (fits && words.length) {
        item.text ??= flat(item.node.textContent);
        fits = words.every((word) => item.text.includes(word));
      }
      item.node.hidden = !fits;
      count += fits && "p" in item.node.dataset;
    }
    clear(active);
    shown.textContent = `${count} / ${passages}`;
  };
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
})();
