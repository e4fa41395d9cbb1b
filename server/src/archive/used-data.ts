import type { UsedData } from '../customers/index.ts';
import type { Platform } from '../platform/platform.ts';
import { findCommunications } from './find-communications.ts';
import { showPersonalData } from './show-personal-data.ts';

/** So many are listed where a customer asks which data of theirs was used; the screen of each shows more. */
const newest = 50;

/** The newest communications to a customer, each with the data that its record had for it. */
export async function usedDataOf(platform: Platform, customerId: string): Promise<readonly UsedData[]> {
  const { rows } = await findCommunications(platform, { customerId, limit: newest });
  const used: UsedData[] = [];
  for (const { id, createdAt: at, subject, reference, channel } of rows) {
    const data = (await showPersonalData(platform, id)).rows.filter(({ inRecord }) => inRecord !== false);
    const named = data.map(({ path, name = path, sensitivity }) => [name, { name, sensitivity }] as const);
    used.push({ at, subject, reference, channel, data: [...new Map(named).values()] });
  }
  return used;
}
