// What so many pieces cost together, as soon as it is more than one.
const quantity = document.getElementById("quantity");
const together = document.getElementById("together");
const amount = new Intl.NumberFormat(document.documentElement.lang, {
  style: "currency",
  currency: together.dataset.currency,
});

function add() {
  const pieces = quantity.valueAsNumber;
  together.hidden = !(pieces > 1 && pieces <= quantity.max);
  together.textContent = together.dataset.text
    .replace("{quantity}", pieces)
    .replace("{total}", amount.format(pieces * together.dataset.price));
}

quantity.addEventListener("input", add);
add();
