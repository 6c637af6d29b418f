/** A card's QR code leads to a form that is already filled in: send it, once.  Without this script one touches the button. */
const form = document.getElementById("card");
if (form && performance.getEntriesByType("navigation")[0]?.type !== "back_forward") form.requestSubmit();
