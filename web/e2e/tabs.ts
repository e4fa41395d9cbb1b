import type { Page } from '@playwright/test';
import { calm } from './look.ts';
import { expect } from './walk.ts';

interface Tab {
  readonly name: string;
  readonly choose: () => Promise<void>;
}

/** The tabs of a screen that are not chosen, as it stands now. */
export async function tabsOf(page: Page): Promise<readonly Tab[]> {
  const names = await page.getByRole('tab', { selected: false }).allInnerTexts();
  return names.map((said) => {
    const name = said.replace(/\s+/g, ' ').trim();
    const choose = async () => {
      const tab = page.getByRole('tab', { name }).first();
      await tab.click();
      await expect(tab).toHaveAttribute('aria-selected', 'true');
      await calm(page);
    };
    return { name, choose };
  });
}
