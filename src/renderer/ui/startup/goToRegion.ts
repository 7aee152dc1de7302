const FOCUSABLE =
  ':is(button, input, select, textarea, [tabindex]):not(:disabled, [tabindex="-1"], [type="radio"]:not(:checked))';

/**
 * Moves the focus to the next (1) or previous (-1) part of the window, to what is chosen there if anything is. Tab
 * cannot do that from the canvas, where it is the timeline's key.
 */
export function goToRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll('[data-region]')].filter((region) => region.querySelector(FOCUSABLE));
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const next = at < 0 ? (step === 1 ? 0 : -1) : at + step;
  const region = regions.at(next % regions.length);
  const chosen = region?.querySelector<HTMLElement>(`:is([aria-selected="true"], [aria-pressed="true"])${FOCUSABLE}`);
  (chosen ?? region?.querySelector<HTMLElement>(FOCUSABLE))?.focus();
}
