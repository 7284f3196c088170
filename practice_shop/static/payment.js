// Asks the payment service for a session. Without one nothing can be paid: the customer is told, and her cart stays as it is.
(() => {
  "use strict";
  const form = document.querySelector("form[data-gateway]");
  const notice = document.getElementById("gateway-down")?.content.firstElementChild;
  let down = false;

  const tell = () => {
    if (!notice) return;
    form.before(notice);
    notice.scrollIntoView({ block: "center" });
  };

  const ask = async () => {
    const answer = await fetch(form.dataset.gateway, { method: "POST" });
    if (!answer.ok) throw new Error(answer.statusText);
  };

  ask().catch(() => {
    down = true;
    tell();
  });
  form.addEventListener("submit", (event) => {
    if (!down) return;
    event.preventDefault();
    tell();
  });
})();
