import type { Page } from '@playwright/test';
import { focused } from './keyboard.ts';

/** Stops of Tab on one screen, at most. */
const most = 600;

/** In the page: where Tab has been. */
interface Walk {
  /** What was on the screen when Tab set out: what comes later may lie behind it. */
  there: Set<Element>;
  walked: Set<Element>;
  last: Element | null;
  /** How often Tab stayed where it was. */
  stayed: number;
}

/** What is wrong with a screen for who has no mouse: Tab is held, does not show where it is, or leaves out what can be pressed. */
export async function keyboardFaults(page: Page): Promise<string[]> {
  await page.evaluate(beginWalk);
  const faults = new Set<string>();
  for (let stop = 0; stop < most; stop++) {
    await page.keyboard.press('Tab');
    const { what, seen, body } = await focused(page);
    if (body && stop > 0) return [...faults, ...(await page.evaluate(leftOut))];
    if (!seen) faults.add(`${what} does not show that it has the focus`);
    if (await page.evaluate(isHeld)) return [...faults, `${what} holds the focus`];
  }
  return [...faults, `Tab does not lead out of the screen with ${most} stops`];
}

/** Runs in the page, as do those below. Tab begins at the top, wherever the focus was. */
function beginWalk(): void {
  Object.assign(globalThis, {
    walk: { there: new Set(document.querySelectorAll('*')), walked: new Set(), last: null, stayed: 0 } satisfies Walk,
  });
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
}

/** Notes where Tab is, and tells whether it does not get on. */
function isHeld(): boolean {
  const { walk } = globalThis as unknown as { walk: Walk };
  const at = document.activeElement!;
  walk.stayed = at === walk.last ? walk.stayed + 1 : 0;
  walk.last = at;
  walk.walked.add(at);
  // Within a frame Tab goes on from link to link, within a date from day to month, year and calendar.
  return walk.stayed > (at instanceof HTMLIFrameElement ? 80 : at.matches('[type="date"], [type="time"], [type="datetime-local"]') ? 6 : 2);
}

function leftOut(): string[] {
  const { there, walked } = (globalThis as unknown as { walk: Walk }).walk;
  const pressable =
    'a[href], button, input, select, textarea, summary, [role="button"], [role="link"], [role="switch"], [contenteditable="true"]';
  const groups = '[role="tablist"], [role="radiogroup"], [role="toolbar"], [role="listbox"], [role="menubar"], [role="grid"]';
  // Arrow keys step a number up and down, and Backspace empties a choice: their small buttons are for the mouse alone.
  const steppers = '.mantine-NumberInput-control, .mantine-InputClearButton-root, .mantine-Input-section [tabindex="-1"]';
  // Arrows lead to the frames of a text and Alt+Enter to what they are; who points at a page comes to its text, where one is by keyboard already.
  const forMouse = `${steppers}, [contenteditable="true"] [tabindex="-1"], .ed-page, .mantine-Checkbox-labelWrapper:empty`;
  const hidden = (one: Element) =>
    !one.checkVisibility({ visibilityProperty: true }) || one.closest('[aria-hidden="true"], [inert]') !== null;
  const name = (one: Element) =>
    `${one.tagName.toLowerCase()} ${(one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 60)} ${one.className.toString().slice(0, 60)}`;
  // Of a group one is a stop of Tab; arrows lead to the others.
  const byArrows = (one: Element) => {
    const group = one.closest(groups);
    if (group !== null && [...walked].some((stop) => group.contains(stop))) return true;
    return (
      one instanceof HTMLInputElement &&
      one.type === 'radio' &&
      [...walked].some((stop) => stop instanceof HTMLInputElement && stop.name === one.name)
    );
  };
  const reached = (one: Element) => walked.has(one) || byArrows(one) || one.matches(':disabled, [aria-disabled="true"], [type="file"]');
  const skipped = [...document.querySelectorAll(pressable)].filter(
    (one) => there.has(one) && !hidden(one) && !one.matches(forMouse) && !reached(one),
  );
  const points = (one: Element | null) => one !== null && getComputedStyle(one).cursor === 'pointer';
  const mouseOnly = [...document.querySelectorAll('main *, header *, [role="dialog"] *')].filter(
    (one) =>
      points(one) &&
      !points(one.parentElement) &&
      !hidden(one) &&
      !one.matches(forMouse) &&
      one.closest(`${pressable}, label`) === null &&
      one.querySelector(`${pressable}, label`) === null,
  );
  return [...skipped.map((one) => `Tab leaves out ${name(one)}`), ...mouseOnly.map((one) => `only a mouse can press ${name(one)}`)];
}
