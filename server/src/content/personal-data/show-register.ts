import type { AttributeUser, api, BodyOf, DataRule, DataRuleContent, KnownAttribute, ReplyOf } from '@posthorn/contract';
import { type AttributeUse, ruleFor, rulesFor, SENSITIVITIES } from '@posthorn/engine/attributes';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Platform } from '../../platform/platform.ts';
import '../errors.ts';
import {
  type AttributeRow,
  type DataRuleRow,
  dataRules,
  dataRuleVersions,
  knownAttributes,
  usersOfAttribute,
  versionsWithoutUses,
} from '../store/personal-data.ts';
import type { ProductionFacts } from '../types.ts';
import { dayOf } from '../validity.ts';
import { findUses } from './uses-of-version.ts';

type Reading = Pick<Platform, 'db' | 'objects' | 'clock' | 'log'>;

/** So many versions from before there was a register are looked at while somebody waits; the rest the next time. */
const mostFound = 25;
const aMonth = 30 * 86_400_000;

/** A rule of the register as it is judged by. */
interface Held extends DataRuleContent {
  readonly id: string;
}

export async function showRegister(platform: Reading, production: ProductionFacts): Promise<ReplyOf<typeof api.personalData.register>> {
  const unchecked = await findMissing(platform);
  const rows = await dataRules(platform.db);
  const known = await knownAttributes(platform.db, today(platform));
  const rules = rows.map(held);
  const composed = await composedAMonth(platform, production, known);
  const attributes = known.map((one) => present(one, rules, composed)).sort(byUrgency);
  return { rules: rows.map((row) => presentRule(row, known, rules)), attributes, unchecked };
}

/** @throws PosthornError `content.unknown-data-rule` */
export async function showRule(platform: Pick<Platform, 'db' | 'clock'>, id: string): Promise<ReplyOf<typeof api.personalData.rule>> {
  const rows = await dataRules(platform.db);
  const row = rows.find((one) => one.id === id);
  if (row === undefined) throw new PosthornError('content.unknown-data-rule', { detail: `There is no rule "${id}".` });
  const history = await dataRuleVersions(platform.db, id);
  return {
    rule: presentRule(row, await knownAttributes(platform.db, today(platform)), rows.map(held)),
    history: history.map(({ version, content, reason, at, by }) => ({
      ...{ version, reason, by, at: at.toISOString() },
      ...(content === null ? {} : { content }),
    })),
  };
}

/** What a rule that is not kept yet would touch. */
export async function touchedByRule(
  platform: Reading,
  production: ProductionFacts,
  { content, id = '' }: BodyOf<typeof api.personalData.touches>,
): Promise<ReplyOf<typeof api.personalData.touches>> {
  const planned: Held = { ...content, id };
  const rules = [...(await dataRules(platform.db)).map(held).filter((one) => one.id !== id), planned];
  const known = await knownAttributes(platform.db, today(platform));
  const composed = await composedAMonth(platform, production, known);
  const own = known.filter(({ path }) => ruleFor(path, rules) === planned);
  const refused = known.flatMap(({ path, users }) =>
    users
      .filter(({ purpose, whole }) => rulesFor({ path, whole }, rules).includes(planned) && !allows(planned, purpose))
      .map(({ templateId }) => ({ templateId, attribute: path, communicationsAMonth: composed.get(templateId) ?? 0 })),
  );
  return { attributes: own.map(({ path }) => path), refused };
}

/** Released templates that use an attribute, with the places. */
export async function showUsers(
  platform: Reading,
  production: ProductionFacts,
  path: string,
): Promise<ReplyOf<typeof api.personalData.usedIn>> {
  const rules = (await dataRules(platform.db)).map(held);
  const users = await usersOfAttribute(platform.db, path, today(platform));
  const composed = await composedBy(
    platform,
    production,
    users.map(({ templateId }) => templateId),
  );
  const rows = users.map(
    ({ name, uses, ...user }): AttributeUser => ({
      ...user,
      template: typeof name === 'string' ? { en: name } : name,
      allowed: uses.every((use) => rulesFor(use, rules).every((rule) => allows(rule, user.purpose))),
      communicationsAMonth: composed.get(user.templateId) ?? 0,
      places: uses.map(presentPlace),
    }),
  );
  return { rows };
}

/** A place as people and programs are told of it. */
export function presentPlace({ kind, channels, place: { part, id, pointer, excerpt } }: AttributeUse): AttributeUser['places'][number] {
  return {
    ...{ use: kind, part: part === 'block' || part === 'brand' ? part : 'template', pointer, shownIn: [...channels] },
    ...(part === 'block' && id !== undefined ? { id } : {}),
    ...(excerpt === undefined ? {} : { text: excerpt.text.slice(0, 300) }),
  };
}

/** Finds what versions use that were released before it was looked for. @returns how many are still to be looked at */
async function findMissing(platform: Reading): Promise<number> {
  const missing = await versionsWithoutUses(platform.db);
  let found = 0;
  for (const versionId of missing.slice(0, mostFound))
    await findUses(platform, versionId, today(platform)).then(
      () => found++,
      // One that cannot be read must not take the register away.
      (error: unknown) => platform.log.warn({ versionId, err: error }, 'the attributes of a version could not be found'),
    );
  return missing.length - found;
}

const today = ({ clock }: Pick<Platform, 'clock'>): string => dayOf(clock());

const held = ({ id, content }: DataRuleRow & { readonly content: DataRuleContent }): Held => ({ ...content, id });

const allows = ({ purposes }: { readonly purposes: readonly string[] }, purpose: string): boolean => purposes.includes(purpose);

function presentRule({ id, version, content, at, by }: DataRuleRow, known: readonly AttributeRow[], rules: readonly Held[]): DataRule {
  const attributes = known.filter(({ path }) => ruleFor(path, rules)?.id === id).length;
  return { id, version, content: content!, changedAt: at.toISOString(), changedBy: by, attributes };
}

function present({ path, users, blocks }: AttributeRow, rules: readonly Held[], composed: ReadonlyMap<string, number>): KnownAttribute {
  const rule = ruleFor(path, rules);
  const refused = users.filter(({ purpose, whole }) => rulesFor({ path, whole }, rules).some((one) => !allows(one, purpose)));
  return {
    path,
    ...(rule === undefined ? {} : { rule: { id: rule.id, name: rule.name, sensitivity: rule.sensitivity } }),
    ...{ templates: users.length, refused: refused.length, blocks },
    communicationsAMonth: users.reduce((sum, { templateId }) => sum + (composed.get(templateId) ?? 0), 0),
  };
}

/** What nobody classified first, what is used before what is not; then the most sensitive. */
function byUrgency(a: KnownAttribute, b: KnownAttribute): number {
  const rank = ({ rule }: KnownAttribute): number => (rule === undefined ? SENSITIVITIES.length : SENSITIVITIES.indexOf(rule.sensitivity));
  return rank(b) - rank(a) || b.refused - a.refused || b.templates - a.templates || (a.path < b.path ? -1 : 1);
}

const composedAMonth = (platform: Reading, production: ProductionFacts, known: readonly AttributeRow[]) =>
  composedBy(platform, production, [...new Set(known.flatMap(({ users }) => users.map(({ templateId }) => templateId)))]);

async function composedBy(
  platform: Reading,
  production: ProductionFacts,
  templateIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (templateIds.length === 0) return new Map();
  const since = new Date(platform.clock().getTime() - aMonth);
  const { greatest } = await production.communicationsSince(templateIds, since, templateIds.length);
  return new Map(greatest.map(({ templateId, composed }) => [templateId, composed]));
}
