const withoutText = new Set(['radio', 'checkbox', 'button', 'submit', 'reset', 'file', 'range', 'color']);

/** Whether letters typed at a place are written there: then they are no shortcuts. Radios and switches are inputs, but write nothing. */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  const place = target.closest('input, textarea, select, [contenteditable]');
  return place !== null && !(place instanceof HTMLInputElement && withoutText.has(place.type));
}
