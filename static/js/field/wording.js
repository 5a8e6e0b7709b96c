/* A sentence of the library goes to the end of what is written, as if it had been typed. */

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-wording]");
  if (!button) return;
  const place = button.form.elements[button.dataset.wording];
  place.value = [place.value.trim(), button.textContent].filter(Boolean).join("\n");
  place.dispatchEvent(new Event("input", { bubbles: true }));
  place.focus();
});
