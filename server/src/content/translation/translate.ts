import type { api, ReplyOf } from '@posthorn/contract';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { textOf } from '../compare/flatten.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { parse } from '../drafts/gather-parts.ts';
import { withNodeIds } from '../nodes.ts';
import { rewriteDocument, shoutRewritten } from '../passages/rewrite-drafts.ts';
import { openDraft } from '../store/drafts.ts';
import { blockVersion, latestBlocks } from '../store/parts.ts';
import { sourcesAsTheyAre } from '../store/passages.ts';
import type { Reader } from '../store/reader.ts';
import { latestVersion, versionById } from '../store.ts';
import type { TextKind } from '../types.ts';
import { stateOf, type Unit, unitsOf, withTranslations } from './units.ts';
import { readXliff, writeXliff } from './xliff.ts';

type Reading = Pick<Platform, 'db'>;
interface Place {
  readonly kind: TextKind;
  readonly id: string;
}

/** @throws PosthornError `content.unknown-template`, `content.unknown-block` */
async function documentOf(db: Reader, { kind, id }: Place): Promise<JsonDocument> {
  const source = (await sourcesAsTheyAre(db, kind, { ids: [id] }))[0]?.source ?? '';
  if (source === '')
    throw new PosthornError(kind === 'template' ? 'content.unknown-template' : 'content.unknown-block', {
      detail: `There is no ${kind} "${id}".`,
    });
  return withNodeIds(parse<JsonDocument>(source));
}

/** The units of the version that the draft began from, by id: what a translation was made of. */
async function unitsBefore(db: Reader, { kind, id }: Place): Promise<ReadonlyMap<string, Unit>> {
  const draft = await openDraft(db, kind, id);
  if (!draft) return new Map();
  const versionId = draft.basedOn;
  const version =
    kind === 'template'
      ? await (versionId ? versionById(db, versionId) : latestVersion(db, id))
      : versionId
        ? await blockVersion(db, versionId)
        : (await latestBlocks(db, [id]))[0];
  return new Map(version ? unitsOf(withNodeIds(parse<JsonDocument>(version.source))).map((unit) => [unit.id, unit]) : []);
}

/** Languages that the document says, and those that any of its texts has. */
function languagesIn(document: JsonDocument, units: readonly Unit[]): readonly string[] {
  const said = Array.isArray(document.languages) ? document.languages.map(String) : [];
  return [...new Set([...said, ...units.flatMap(({ texts }) => Object.keys(texts))])];
}

/** All texts side by side, with what is missing and what is outdated. */
export async function showTranslations(
  platform: Reading,
  place: Place,
  source: string | undefined,
): Promise<ReplyOf<typeof api.translations.show>> {
  const document = await documentOf(platform.db, place);
  const units = unitsOf(document);
  const before = await unitsBefore(platform.db, place);
  const languages = languagesIn(document, units);
  const from = source && languages.includes(source) ? source : (languages[0] ?? 'en');
  const name = document.name as string | Record<string, string>;
  return {
    name: typeof name === 'string' ? { [from]: name } : { ...name },
    source: from,
    languages: [...languages],
    units: units.map((unit) => ({
      id: unit.id,
      type: unit.type,
      texts: Object.fromEntries(Object.entries(unit.texts).map(([language, text]) => [language, textOf(text)])),
      states: Object.fromEntries(
        languages.filter((one) => one !== from).map((one) => [one, stateOf(unit, from, one, before.get(unit.id))]),
      ),
    })),
  };
}

/** A file for an agency: all texts, or those that are missing or outdated. */
export async function exportXliff(
  platform: Reading,
  place: Place,
  { source, target, all }: { readonly source: string; readonly target: string; readonly all: boolean },
): Promise<string> {
  const units = unitsOf(await documentOf(platform.db, place)).filter(
    ({ texts }) => texts[source] !== undefined && textOf(texts[source]).trim() !== '',
  );
  const before = await unitsBefore(platform.db, place);
  const wanted = all ? units : units.filter((unit) => stateOf(unit, source, target, before.get(unit.id)) !== 'current');
  return writeXliff({ original: `${place.kind}/${place.id}`, source, target }, wanted);
}

/**
 * Puts a translation into the draft, beginning it where there is none. Texts with faults are left as they are, and told.
 * @throws PosthornError `content.xliff-unreadable`, `content.xliff-other`, `content.in-review`, `content.locked`
 */
export async function importXliff(
  platform: Platform,
  actor: Actor,
  place: Place,
  text: string,
): Promise<ReplyOf<typeof api.translations.importing>> {
  const units = unitsOf(await documentOf(platform.db, place));
  const { original, source, target, texts, problems } = readXliff(text, units);
  if (original !== `${place.kind}/${place.id}`)
    throw new PosthornError('content.xliff-other', {
      detail: `The file is the translation of "${original}", not of "${place.kind}/${place.id}".`,
    });
  const changed = [...texts].filter(
    ([pointer, one]) => JSON.stringify(units.find((unit) => unit.pointer === pointer)?.texts[target]) !== JSON.stringify(one),
  );
  const reply = { source, target, taken: texts.size, changed: changed.length, problems: [...problems] };
  if (changed.length === 0) return reply;
  const done = await transaction(platform.db, { log: platform.log }, async (trx) => {
    const document = await rewriteDocument(platform, trx, actor, place, (one) => translated(one, target, texts, units));
    await platform.audit.append(trx, actor, 'content.translate', `${place.kind}/${place.id}`, {
      source,
      target,
      texts: changed.length,
      problems: problems.length,
    });
    return document;
  });
  await shoutRewritten(platform, actor, [done]);
  return reply;
}

/** The draft may have been saved since the file was read: texts go where their units stand now. */
function translated(document: JsonDocument, target: string, texts: ReadonlyMap<string, unknown>, units: readonly Unit[]): JsonDocument {
  const ids = new Map(units.map(({ pointer, id }) => [pointer, id]));
  const now = new Map(unitsOf(document).map(({ id, pointer }) => [id, pointer]));
  const placed = new Map(
    [...texts].flatMap(([pointer, text]) => (now.has(ids.get(pointer)!) ? [[now.get(ids.get(pointer)!)!, text] as const] : [])),
  );
  const languages = Array.isArray(document.languages) ? document.languages.map(String) : undefined;
  const said = languages && !languages.includes(target) ? { ...document, languages: [...languages, target] } : document;
  return withTranslations(said, target, placed);
}
