"use strict";
(() => {
  const form = document.getElementById("filter"), shown = document.getElementById("shown");
  const field = (name) => document.getElementById(name);
  const flat = (text) => text.normalize("NFKC").toLowerCase();
  const items = [...document.querySelectorAll("[data-p]")].map((node) => ({
    node, p: node.dataset.p.split(" "), k: node.dataset.k.split(" "), s: node.dataset.s.split(" "),
  }));
  const filter = () => {
    const words = flat(field("words").value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const item of items) {
      let fits = ["p", "k", "s"].every((name) => !field(name).value || item[name].includes(field(name).value));
      if (fits && words.length) {
        item.text ??= flat(item.node.textContent);
        fits = words.every((word) => item.text.includes(word));
      }
      item.node.hidden = !fits;
      count += fits;
    }
    shown.textContent = `${count} / ${items.length}`;
  };
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
})();
