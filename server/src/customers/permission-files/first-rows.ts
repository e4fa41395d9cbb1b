import type { FileSettings, FirstRow } from '@posthorn/contract';
import { openCsv, type Row } from '../../intake/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { consentJudge } from '../consent-import/judge-rows.ts';
import type { ConsentRow } from '../consent-import/read-row.ts';
import { knownKeys } from '../consent-import/store.ts';
import { entryFaults, entryReader } from '../suppression/read-entry.ts';
import { keysOnList } from '../suppression/store.ts';
import { beginningOf } from './file-bytes.ts';
import { checkSettings, consentRequest, listRequest } from './settings.ts';
import { findFile, namesOf } from './store.ts';
import type { FileRow } from './types.ts';

const shown = 8;

/**
 * The first rows of a file as settings would have them understood; nothing is kept.
 * @throws PosthornError `permission-file.not-found`, `permission-file.gone`, `consent-import.wrong-columns`, `suppression.wrong-columns`
 */
export async function firstRows(
  platform: Platform,
  id: string,
  settings: FileSettings,
): Promise<{ readonly header: string[]; readonly rows: FirstRow[] }> {
  const row = await findFile(platform.db, id);
  if (row === undefined) throw new PosthornError('permission-file.not-found');
  if (row.state === 'done' || row.state === 'undone') throw new PosthornError('permission-file.gone');
  const { header, rows } = await openCsv(beginningOf(platform, row), row.file, settings.format);
  await checkSettings(platform.db, row, header, settings, platform.clock());
  const first: Row[] = [];
  for await (const some of rows) {
    first.push(...some.slice(0, shown - first.length));
    if (first.length === shown) break;
  }
  const judged =
    settings.kind === 'consents'
      ? await consentRows(platform, row, settings, header, first)
      : await listRows(platform, settings, header, first);
  return { header: [...header], rows: judged };
}

async function consentRows(
  platform: Platform,
  { file }: FileRow,
  settings: Extract<FileSettings, { kind: 'consents' }>,
  header: readonly string[],
  rows: readonly Row[],
): Promise<FirstRow[]> {
  const judge = await consentJudge(platform.db, consentRequest(settings, file), header, platform.clock());
  const { sound, faulty } = await judge(platform.db, rows, false);
  const [known, names] = await Promise.all([
    knownKeys(
      platform.db,
      sound.map(({ key }) => key),
    ),
    namesOf(
      platform.db,
      sound.map(({ customerId }) => customerId),
    ),
  ]);
  const good = sound.map(({ line, row, customerId, key }): FirstRow => {
    const customer = names.get(customerId);
    const verdict = known.has(key.toString('hex')) ? 'known' : 'new';
    return { line, fields: fieldsOf(row), verdict, ...(customer === undefined ? {} : { customer }) };
  });
  const bad = faulty.map(
    ({ raw, ...problem }): FirstRow => ({ line: problem.line, fields: { raw: raw.slice(0, 200) }, verdict: 'faulty', problem }),
  );
  return [...good, ...bad].toSorted((a, b) => a.line - b.line);
}

/** What was understood of a row, in words of the ledger. */
function fieldsOf({ acts, textName }: ConsentRow): FirstRow['fields'] {
  const [{ purpose, channel, act, at, way, address, until, evidence }, confirmed] = acts as [
    ConsentRow['acts'][number],
    ...ConsentRow['acts'],
  ];
  const fields = { channel, purpose, act, at: at.toISOString(), way };
  const more = {
    ...{ address, until: until?.toISOString(), confirmedAt: confirmed?.at.toISOString(), text: textName },
    ...(typeof evidence.proof === 'string' ? { proof: evidence.proof } : {}),
  };
  return { ...fields, ...Object.fromEntries(Object.entries(more).filter((pair): pair is [string, string] => pair[1] !== undefined)) };
}

async function listRows(
  platform: Platform,
  settings: Extract<FileSettings, { kind: 'suppression' }>,
  header: readonly string[],
  rows: readonly Row[],
): Promise<FirstRow[]> {
  const request = listRequest(settings);
  const entryOf = entryReader(request, header);
  const entries = rows.map((row) => ({ row, entry: entryOf(row) }));
  const keys = entries.flatMap(({ entry: { key } }) => key ?? []);
  const known = await keysOnList(platform.db, settings.name, keys);
  const fault = entryFaults[settings.hashedBy === undefined ? settings.listedBy : 'hash'];
  return entries.map(({ row: { line, fault: broken }, entry: { key, fields } }): FirstRow => {
    if (broken !== undefined || key === undefined) {
      const problem = { line, field: '', ...(broken === undefined ? fault : { code: 'unreadable', reason: broken.reason }) };
      return { line, fields, verdict: 'faulty', problem };
    }
    return { line, fields, verdict: known.has(key.toString('hex')) ? 'known' : 'new' };
  });
}
