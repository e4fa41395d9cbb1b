import type { Page } from '@playwright/test';
import { expect } from './walk.ts';

/** Calls the API as the person at the screen, for what a walk needs and is not about. */
export async function asPerson<T>(
  page: Page,
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<T> {
  const { csrfToken } = (await (await page.request.get('/api/session')).json()) as { csrfToken: string };
  const answer = await page.request.fetch(path, {
    method,
    headers: { 'x-csrf-token': csrfToken, ...headers },
    ...(body === undefined ? {} : { data: body }),
  });
  const said = await answer.text();
  expect(answer.status(), `${method} ${path}: ${said}`).toBeLessThan(300);
  return (said === '' ? undefined : JSON.parse(said)) as T;
}
