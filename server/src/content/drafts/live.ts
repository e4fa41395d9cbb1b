import type { SendEvent } from '../../platform/http/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { lockOf, losePerson, peopleAt, seePerson } from '../store/locks.ts';
import type { ContentKind, PersonRow } from '../types.ts';
import { presentLock } from './show-draft.ts';

/** What is told on the stream of a draft; see `api.locks.live`. */
export type DraftNews = 'lock' | 'saved' | 'people' | 'state' | 'comments' | 'suggestions';

const topic = 'content';
const beat = 10_000;
/** Who has not been seen for this long is gone, even if the connection never said so. */
const peoplePatience = 3 * beat + 5_000;

interface Shouted {
  readonly kind: ContentKind;
  readonly id: string;
  readonly news: DraftNews;
  readonly data: object;
}

/** Tells all who have the draft open. */
export async function shoutDraft(platform: Platform, kind: ContentKind, id: string, news: DraftNews, data: object): Promise<void> {
  await platform.events.shout(topic, { kind, id, news, data } satisfies Shouted);
}

/**
 * Sends what happens to a draft, and makes its reader present there as long as the connection lasts.
 * @returns how to stop
 */
export async function followDraft(
  platform: Platform,
  actor: Actor,
  { kind, id, editor }: { readonly kind: ContentKind; readonly id: string; readonly editor: string },
  send: SendEvent,
): Promise<() => void> {
  const sendPeople = async () => send('people', { people: await people(platform, kind, id) });
  const see = () => seePerson(platform.db, kind, id, { userId: actor.id, name: actor.name, editor, seenAt: platform.clock() });
  const quietly = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => platform.log.warn({ err: error }, 'presence at a draft was not told'));
  const stopListening = platform.events.listen(topic, (heard) => {
    const it = heard as Shouted;
    if (it.kind !== kind || it.id !== id) return;
    if (it.news === 'people') quietly(sendPeople());
    else send(it.news, it.data);
  });
  await see();
  const lock = await lockOf(platform.db, kind, id, platform.clock());
  send('lock', lock ? { holder: presentLock(lock) } : {});
  await sendPeople();
  await shoutDraft(platform, kind, id, 'people', {});
  const timer = setInterval(() => quietly(see().then(sendPeople)), beat);
  timer.unref();
  return () => {
    clearInterval(timer);
    stopListening();
    quietly(losePerson(platform.db, kind, id, editor, goneBefore(platform)).then(() => shoutDraft(platform, kind, id, 'people', {})));
  };
}

const goneBefore = (platform: Platform): Date => new Date(platform.clock().getTime() - peoplePatience);

async function people(platform: Platform, kind: ContentKind, id: string): Promise<readonly object[]> {
  const rows: readonly PersonRow[] = await peopleAt(platform.db, kind, id, goneBefore(platform));
  return rows.map(({ seenAt, ...person }) => ({ ...person, seenAt: seenAt.toISOString() }));
}
