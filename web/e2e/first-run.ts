import type { Page } from '@playwright/test';
import { asPerson } from './as-person.ts';

/** The run that the product began with, of the shop's invoice over all records: it stays as it is, whatever other walks send. */
export async function firstRun(page: Page): Promise<string> {
  const { rows } = await asPerson<{ rows: { id: string }[] }>(page, 'GET', '/api/runs?limit=200');
  return rows.at(-1)!.id;
}
