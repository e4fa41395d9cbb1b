import type { Locator, Page } from '@playwright/test';
import { expect } from './walk.ts';

/** Deeds of the test runner that no keyboard does. */
const forbidden = {
  page: ['click', 'dblclick', 'tap', 'hover', 'check', 'uncheck', 'setChecked', 'fill', 'focus', 'selectOption', 'dragAndDrop'],
  locator: [
    ...['click', 'dblclick', 'tap', 'hover', 'check', 'uncheck', 'setChecked', 'fill', 'focus', 'press', 'pressSequentially', 'clear'],
    ...['selectOption', 'selectText', 'dispatchEvent', 'dragTo', 'setInputFiles'],
  ],
  mouse: ['click', 'dblclick', 'down', 'up', 'wheel'],
} as const;

type Deeds = Record<string, unknown>;

/**
 * From here on nobody touches a mouse: whatever is more than pressing keys fails, in the test itself, and each press of a pointer that a page
 * receives all the same is told at the end. Gives back what ends it.
 */
export async function withoutMouse(...pages: readonly Page[]): Promise<() => Promise<void>> {
  const [first] = pages;
  if (first === undefined) throw new Error('Which page?');
  const kinds: readonly (readonly [Deeds, readonly string[]])[] = [
    [Object.getPrototypeOf(first), forbidden.page],
    [Object.getPrototypeOf(first.locator('body')), forbidden.locator],
    [Object.getPrototypeOf(first.mouse), forbidden.mouse],
  ];
  const before = kinds.flatMap(([kind, names]) => names.map((name) => [kind, name, kind[name]] as const));
  for (const [kind, name] of before) {
    kind[name] = () => {
      throw new Error(`${name} is no key`);
    };
  }
  for (const page of pages) await page.evaluate(watchPointer);
  return async () => {
    for (const [kind, name, deed] of before) kind[name] = deed;
    for (const page of pages) expect(await page.evaluate(() => (globalThis as { pointerPresses?: number }).pointerPresses ?? 0)).toBe(0);
  };
}

/** Runs in the page. Presses that a script made up are none: Enter on a button is a click too, but no press. */
function watchPointer(): void {
  const page = globalThis as { pointerPresses?: number };
  page.pointerPresses = 0;
  for (const kind of ['pointerdown', 'mousedown', 'touchstart', 'wheel'])
    addEventListener(kind, (event) => event.isTrusted && page.pointerPresses!++, true);
}

/** What has the focus: what it is called, and whether one sees that it has it. */
export async function focused(page: Page): Promise<{ readonly what: string; readonly seen: boolean; readonly body: boolean }> {
  return await page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    if (element === null || element === document.body) return { what: 'page', seen: true, body: true };
    const mark = `${element.tagName.toLowerCase()}.${element.className.toString().split(' ')[0]} ${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 40) ?? ''}`;
    // A control may show it on what stands for it: the label of a radio that is hidden, the frame around an input.
    const around = [
      element,
      element.nextElementSibling,
      element.parentElement,
      element.parentElement?.parentElement,
      element.closest('label'),
    ];
    const shows = (one: Element | null | undefined): boolean => {
      if (one === null || one === undefined) return false;
      const style = getComputedStyle(one);
      return style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1;
    };
    // What is drawn is drawn otherwise than those beside it.
    const line = (one: Element) => getComputedStyle(one.querySelector('rect') ?? one).stroke;
    const beside = element instanceof SVGElement ? [...document.querySelectorAll(`.${element.classList[0]}`)] : [];
    const drawn = beside.length > 1 && beside.every((one) => (one as Element) === element || line(one) !== line(element));
    const seen = element.matches(':focus-visible') && (drawn || around.some(shows));
    // Writing shows where it goes on by its caret, and frames of mails show their own focus.
    const writes = element.isContentEditable || ['INPUT', 'TEXTAREA', 'IFRAME'].includes(element.tagName);
    return { what: mark, seen: seen || writes, body: false };
  });
}

const holdsFocus = (wanted: Locator): Promise<boolean> =>
  wanted
    .evaluate(
      (element) => {
        const holder = document.activeElement;
        // Within a text there are buttons too, and they are not the text.
        return element === holder || (!(element as HTMLElement).isContentEditable && element.contains(holder));
      },
      undefined,
      { timeout: 5_000 },
    )
    .catch(() => false);

/** Goes on with Tab until something has the focus; on the way every stop must show it. */
export async function tabTo(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(wanted).toBeAttached();
  const way: string[] = [];
  for (let i = 0; i < 120; i++) {
    if (await holdsFocus(wanted)) return;
    await page.keyboard.press(key);
    const { what, seen } = await focused(page);
    expect(seen, `${what} shows that it has the focus`).toBe(true);
    way.push(what);
  }
  throw new Error(`${key} does not lead to ${String(wanted)}: ${way.join(' → ')}`);
}

/** Goes to a button or link and presses it. */
export async function enterAt(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await tabTo(page, wanted, key);
  await page.keyboard.press('Enter');
}

/** Goes to a list of choices and takes one of them with the arrows. */
export async function pick(page: Page, box: Locator, option: string | RegExp): Promise<void> {
  await tabTo(page, box);
  const current = page.locator('[role="option"][data-combobox-selected]');
  const isIt = async () => {
    const text = (await current.count()) === 0 ? '' : ((await current.first().textContent()) ?? '').trim();
    return typeof option === 'string' ? text === option : option.test(text);
  };
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('ArrowDown');
    if (await isIt()) {
      await page.keyboard.press('Enter');
      await expect(current).toHaveCount(0);
      return;
    }
  }
  throw new Error(`No choice ${String(option)}`);
}

/** Goes to a group of radios and walks with the arrow until one of them is chosen. */
export async function turnTo(page: Page, group: Locator, name: string): Promise<void> {
  const wanted = group.getByRole('radio', { name, exact: true });
  await tabTo(page, group.getByRole('radio', { checked: true }));
  for (let i = 0; i < 8 && !(await wanted.isChecked()); i++) await page.keyboard.press('ArrowRight');
  await expect(wanted).toBeChecked();
}
