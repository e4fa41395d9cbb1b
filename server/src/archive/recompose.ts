import type { Platform } from '../platform/platform.ts';
import { composeAgain, type Recomposition, readCommunication } from '../production/index.ts';

/**
 * Composes a communication again from its archived data and pinned template version, and compares the bytes with those archived.
 * @throws PosthornError `communication.not-found`, `rendition.not-found`, `pack.damaged`
 */
export async function recompose(platform: Platform, communicationId: string): Promise<Recomposition> {
  const [again] = await composeAgain(platform, [await readCommunication(platform, communicationId)]);
  return again!;
}
