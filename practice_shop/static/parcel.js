// Asks the carrier where the parcel is. When the carrier does not answer, the customer is told, with the number to ask by.
(async () => {
  "use strict";
  const state = document.getElementById("parcel-state");
  const silent = document.getElementById("parcel-silent");
  try {
    const answer = await fetch(state.dataset.carrier);
    if (!answer.ok) throw new Error(answer.statusText);
    state.textContent = state.dataset.text.replace("{state}", (await answer.json()).state);
  } catch {
    if (!silent) return;
    state.hidden = true;
    silent.hidden = false;
  }
})();
