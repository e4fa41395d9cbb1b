import type { CommunicationSummary } from '@posthorn/contract';
import { type CustomerForComposition, customersById } from '../customers/index.ts';
import type { DeliveryState } from '../delivery/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import { pageOf } from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { type CommunicationRow, communicationsById, findRun, type RunRow } from '../production/index.ts';
import { dayAfter, firstIdAt, queryOf } from './rules.ts';
import { deliveryStatesOf, type SearchFilter, searchIds } from './store.ts';

/** What is asked for; all that is given must hold. */
export interface Question {
  /** Beginnings of words of subject, reference, customer number and name. */
  readonly q?: string | undefined;
  readonly customerId?: string | undefined;
  readonly runId?: string | undefined;
  readonly channel?: string | undefined;
  readonly language?: string | undefined;
  readonly state?: string | undefined;
  /** Dates (`YYYY-MM-DD`, UTC) on which communications were made, both inclusive. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** The id of the last communication of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Finds communications, newest first. @throws PosthornError `archive.bad-date` */
export async function findCommunications(platform: Platform, question: Question): Promise<{ rows: CommunicationSummary[]; next?: string }> {
  const filter = filterOf(question);
  const { rows: ids, ...next } = pageOf(filter === null ? [] : await searchIds(platform.db, filter), question.limit, (id) => id);
  return { ...next, rows: await summaries(platform, ids) };
}

/** One communication as lists show it. @throws PosthornError `communication.not-found` */
export async function summaryOf(platform: Platform, id: string): Promise<CommunicationSummary> {
  const [summary] = await summaries(platform, [id]);
  if (summary === undefined) throw new PosthornError('communication.not-found');
  return summary;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Null when nothing can be found. */
function filterOf(question: Question): SearchFilter | null {
  const { customerId, runId, channel, language, state, after, limit } = question;
  if ([customerId, runId].some((id) => id !== undefined && !uuid.test(id))) return null;
  const query = question.q === undefined || question.q.trim() === '' ? undefined : queryOf(question.q);
  if (query === null) return null;
  const from = question.from === undefined ? undefined : firstIdAt(startOf(question.from));
  const until = question.until === undefined ? undefined : firstIdAt(endOf(question.until));
  const before = [until, after?.toLowerCase()].filter((id) => id !== undefined && uuid.test(id)).sort()[0];
  const given = { query, customerId, runId, channel, language, state, from, before };
  return { ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== '')), limit: limit + 1 };
}

const startOf = (date: string) => new Date(`${checked(date)}T00:00:00Z`);
const endOf = (date: string) => dayAfter(checked(date));

function checked(date: string): string {
  const text = date.slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new PosthornError('archive.bad-date', { detail: `"${date}" is no date.` });
  return text;
}

/** In the order of the ids; ids that are none are left out. */
async function summaries(platform: Platform, ids: readonly string[]): Promise<CommunicationSummary[]> {
  const communications = new Map((await communicationsById(platform.db, ids)).map((one) => [one.id, one]));
  const found = ids.flatMap((id) => communications.get(id) ?? []);
  const [customers, states] = await Promise.all([
    customersById(platform, [...new Set(found.map((one) => one.customerId))]),
    deliveryStatesOf(
      platform.db,
      found.map((one) => one.id),
    ),
  ]);
  const runs = new Map<string, RunRow | undefined>();
  for (const runId of new Set(found.map((one) => one.runId))) runs.set(runId, await findRun(platform.db, runId));
  return found.map((one) => summary(one, customers.get(one.customerId), runs.get(one.runId), states.get(one.id)));
}

function summary(
  one: CommunicationRow,
  customer: CustomerForComposition | undefined,
  run: RunRow | undefined,
  state: string | undefined,
): CommunicationSummary {
  const { id, reference, subject, customerId, channel, language, runId, pages } = one;
  return {
    id,
    createdAt: one.createdAt.toISOString(),
    templateId: run?.templateId ?? '',
    reference,
    subject,
    customerId,
    customerNumber: customer?.number ?? '',
    customerName: customer?.name ?? '',
    channel,
    language,
    runId,
    ...(state === undefined ? {} : { deliveryState: state as DeliveryState }),
    pages,
  };
}
