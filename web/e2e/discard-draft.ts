import type { BrowserContext } from '@playwright/test';

/** Leaves a template, block or brand as others expect to find it: without a draft that a test began. */
export async function discardDraft(context: BrowserContext, id: string, kind: 'template' | 'block' | 'brand' = 'template'): Promise<void> {
  for (const page of context.pages()) await page.close();
  const page = await context.newPage();
  await page.goto('/');
  await page.evaluate(async (draft) => {
    const { csrfToken } = (await (await fetch('/api/session')).json()) as { csrfToken: string };
    await fetch(`/api/drafts/${draft}`, { method: 'DELETE', headers: { 'x-csrf-token': csrfToken } });
  }, `${kind}/${id}`);
  await page.close();
}
