/**
 * A card's QR code leads to a form that is already filled in: send it, once.  Without this script the person touches
 * the button.
 */

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("card"));
const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
if (form && visit?.type !== "back_forward") form.requestSubmit();
