import type { api, Duty, DutyContent, DutyVerdict, ReplyOf } from '@posthorn/contract';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { presentDiagnostic } from '../drafts/draft-bundle.ts';
import { type DutyRow, dutyVersions, type ReleasedRow, releasedTemplates, type VerdictRow, verdicts } from '../store/duties.ts';
import { dayOf } from '../validity.ts';
import { judge } from './check-released.ts';
import { begun, isAbout, sourceOf } from './rules.ts';

type Reading = Pick<Platform, 'db' | 'objects' | 'clock'>;

/** Of a planned change so many versions are composed at once; more would keep people waiting. */
const mostComposed = 25;

/** What the register is made of. */
interface Register {
  readonly today: string;
  /** By duty, newest first. */
  readonly duties: ReadonlyMap<string, readonly DutyRow[]>;
  readonly released: readonly ReleasedRow[];
  /** By `version duty version`. */
  readonly verdicts: ReadonlyMap<string, VerdictRow>;
}

async function readRegister(platform: Reading, id?: string, templateId?: string): Promise<Register> {
  const rows = await verdicts(platform.db, id, templateId);
  return {
    today: dayOf(platform.clock()),
    duties: Map.groupBy(await dutyVersions(platform.db, id), (row) => row.id),
    released: await releasedTemplates(platform.db, templateId),
    verdicts: new Map(rows.map((row) => [`${row.versionId} ${row.dutyId} ${row.dutyVersion}`, row])),
  };
}

export async function listDuties(platform: Reading): Promise<ReplyOf<typeof api.duties.list>> {
  const register = await readRegister(platform);
  return { rows: [...register.duties.keys()].map((id) => present(register, id)) };
}

/** @throws PosthornError `content.unknown-duty` */
export async function showDuty(platform: Reading, id: string): Promise<ReplyOf<typeof api.duties.get>> {
  const register = await readRegister(platform, id);
  const versions = register.duties.get(id);
  if (versions === undefined) throw new PosthornError('content.unknown-duty', { detail: `There is no duty "${id}".` });
  return {
    duty: present(register, id),
    history: versions.map(({ version, content, reason, at, by }) => ({ version, content, reason, by, at: at.toISOString() })),
    verdicts: verdictsOf(register, versions[0]!),
  };
}

/** What a duty that is not kept yet would touch. */
export async function touchedBy(platform: Reading, content: DutyContent): Promise<ReplyOf<typeof api.duties.touches>> {
  const about = (await releasedTemplates(platform.db)).filter((released) => isAbout(content, released));
  const found: DutyVerdict[] = [];
  for (const [index, released] of about.entries()) {
    const duty = { id: 'planned', content };
    const looked = index < mostComposed ? await judge(platform, released, duty) : undefined;
    found.push({
      ...placeOf(released, duty),
      state: looked === undefined ? 'unchecked' : looked.length === 0 ? 'met' : 'unmet',
      findings: (looked ?? []).map(presentDiagnostic),
    });
  }
  return { verdicts: found, total: about.length };
}

/** The duties of a template, and what becomes of them in its released version. */
export async function dutiesOfTemplate(
  platform: Reading,
  templateId: string,
): Promise<Pick<ReplyOf<typeof api.duties.ofTemplate>, 'verdicts'>> {
  const register = await readRegister(platform, undefined, templateId);
  return { verdicts: [...register.duties.values()].flatMap((versions) => verdictsOf(register, versions[0]!)) };
}

/** Duties as the register shows them, by their ids. */
export async function presentDuties(platform: Reading, ids: readonly string[]): Promise<Duty[]> {
  const register = await readRegister(platform);
  return ids.map((id) => present(register, id));
}

function present(register: Register, id: string): Duty {
  const versions = register.duties.get(id)!;
  const newest = versions[0]!;
  const states = verdictsOf(register, newest).map(({ state }) => state);
  const count = (wanted: string): number => states.filter((state) => state === wanted).length;
  return {
    ...{ id, version: newest.version, content: newest.content, changedAt: newest.at.toISOString(), changedBy: newest.by },
    state: stateOf(versions, register.today),
    ...{ met: count('met'), unmet: count('unmet'), unchecked: count('unchecked') },
  };
}

function stateOf(versions: readonly DutyRow[], today: string): Duty['state'] {
  const now = begun(versions, today);
  if (now === undefined) return 'later';
  return now.content.validUntil !== undefined && now.content.validUntil < today ? 'ended' : 'holds';
}

function verdictsOf({ released, verdicts: known }: Register, duty: DutyRow): DutyVerdict[] {
  return released
    .filter((one) => isAbout(duty.content, one))
    .map((one) => {
      const verdict = known.get(`${one.versionId} ${duty.id} ${duty.version}`);
      return {
        ...placeOf(one, duty),
        state: verdict === undefined ? 'unchecked' : verdict.met ? 'met' : 'unmet',
        findings: (verdict?.findings ?? []).map(presentDiagnostic),
        ...(verdict === undefined ? {} : { checkedAt: verdict.checkedAt.toISOString() }),
      };
    });
}

const placeOf = (
  { templateId, versionId, version, name, class: templateClass }: ReleasedRow,
  { id, content }: Pick<DutyRow, 'id' | 'content'>,
) => ({
  ...{ dutyId: id, duty: content.name, source: sourceOf(content), templateId, versionId, version, class: templateClass },
  template: typeof name === 'string' ? { en: name } : name,
});
