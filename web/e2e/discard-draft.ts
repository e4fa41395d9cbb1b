import type { BrowserContext } from '@playwright/test';

/** Leaves a template as others expect to find it: without a draft that a test began. */
export async function discardDraft(context: BrowserContext, id: string): Promise<void> {
  for (const page of context.pages()) await page.close();
  const page = await context.newPage();
  await page.goto('/');
  await page.evaluate(async (template) => {
    const { csrfToken } = (await (await fetch('/api/session')).json()) as { csrfToken: string };
    await fetch(`/api/drafts/template/${template}`, { method: 'DELETE', headers: { 'x-csrf-token': csrfToken } });
  }, id);
  await page.close();
}
