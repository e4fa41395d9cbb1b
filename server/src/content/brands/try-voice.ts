import type { api, BodyOf, ReplyOf, VoiceFinding, VoiceVerdict } from '@posthorn/contract';
import { examine, guideOf, measure, type StyleLanguage, styleLanguage, targetOf, usualTarget } from '@posthorn/engine/language';
import { after, limitOf, type PageQuery, pageOf } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { parse } from '../drafts/gather-parts.ts';
import { type ReleasedInBrandRow, releasedInBrand } from '../store/released-brands.ts';
import { sourcesOf } from '../store.ts';
import { dayOf, pinsOn } from '../validity.ts';
import { readersTexts } from './readers-texts.ts';
import { findBrand } from './show-brands.ts';

type Voice = BodyOf<typeof api.brands.tryVoice>['voice'];

/** Texts of fewer words have no figure that says something. */
const fewestWords = 8;
const mostFindings = 20;
/** Of a long sentence so much is told. */
const mostTold = 90;
const BETWEEN = '\n\n';

/** Rules by which a brand is heard; what else could be plainer is said while writing. */
const rules: ReadonlySet<string> = new Set(['avoided-word', 'address-form', 'long-sentence'] satisfies VoiceFinding['rule'][]);

/**
 * What a way to speak would find in the released templates of a brand, with the words of the blocks that they are made of today. They are
 * read anew each time, page by page: nothing is kept of a voice that is only tried. @throws PosthornError `content.unknown-brand`
 */
export async function tryVoice(
  platform: Pick<Platform, 'db' | 'clock'>,
  id: string,
  { language, voice }: BodyOf<typeof api.brands.tryVoice>,
  query: PageQuery,
): Promise<ReplyOf<typeof api.brands.tryVoice>> {
  await findBrand(platform, id);
  const judged = styleLanguage(language);
  if (judged === undefined) return { rows: [] };
  const limit = limitOf(query);
  const page = pageOf(await releasedInBrand(platform.db, id, { limit: limit + 1, after: after(query) }), limit, (row) => row.templateId);
  const today = dayOf(platform.clock());
  const pins = new Map(page.rows.map((row) => [row, pinsOn(row.manifest, today)]));
  const sources = await sourcesOf(platform.db, 'block', [...new Set([...pins.values()].flat().map(({ versionId }) => versionId))]);
  const rows: VoiceVerdict[] = [];
  for (const row of page.rows) {
    const blocks = pins.get(row)!.map((pin) => ({ block: pin.id, document: parse<JsonDocument>(sources.get(pin.versionId)!) }));
    rows.push(verdictOf(row, blocks, { language, judged, voice }));
    // Others get their turn between two templates.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { ...page, rows };
}

interface Spoken {
  readonly text: string;
  readonly block?: string;
}

function verdictOf(
  row: ReleasedInBrandRow,
  blocks: readonly { readonly block: string; readonly document: JsonDocument }[],
  { language, judged, voice }: { readonly language: string; readonly judged: StyleLanguage; readonly voice: Voice },
): VoiceVerdict {
  const document = parse<JsonDocument>(row.source);
  const tag = languageIn(document, language);
  const own = tag === undefined ? [] : readersTexts(document, tag).map((text): Spoken => ({ text }));
  const borrowed =
    tag === undefined ? [] : blocks.flatMap(({ block, document: of }) => readersTexts(of, tag).map((text): Spoken => ({ text, block })));
  const brand = { voice: { [language]: voice } };
  const { findings, total, words, difficulty } = judge([...own, ...borrowed], judged, guideOf(brand, language));
  return {
    ...{ templateId: row.templateId, class: row.class, version: row.version, words, total, findings },
    name: typeof row.name === 'string' ? { en: row.name } : row.name,
    ...(difficulty === undefined ? {} : { difficulty }),
    target: targetOf(brand, language, row.class) ?? usualTarget[judged],
  };
}

/** `de` is said of `de-AT` too. */
function languageIn({ languages }: JsonDocument, language: string): string | undefined {
  const tags = Array.isArray(languages) ? languages.map(String) : [];
  return tags.find((tag) => tag === language) ?? tags.find((tag) => tag.split('-')[0] === language);
}

/** All texts of a template together, since how a reader is addressed shows only in the whole. */
function judge(spoken: readonly Spoken[], language: StyleLanguage, guide: ReturnType<typeof guideOf>) {
  const starts: number[] = [];
  let length = 0;
  for (const { text } of spoken) {
    starts.push(length);
    length += text.length + BETWEEN.length;
  }
  const { counts, figures, findings } = examine(spoken.map(({ text }) => text).join(BETWEEN), language, guide);
  const counted = new Map<string, VoiceFinding>();
  let total = 0;
  for (const { rule, start, found, better } of findings) {
    if (!rules.has(rule) || better === found) continue;
    total++;
    const block = spoken[starts.findLastIndex((one) => one <= start)]?.block;
    const told = found.length > mostTold ? `${found.slice(0, mostTold - 1)}…` : found;
    const key = JSON.stringify([rule, told, block]);
    const known = counted.get(key);
    if (known) known.count++;
    else
      counted.set(key, {
        ...{ rule: rule as VoiceFinding['rule'], found: told, count: 1 },
        ...(better === undefined ? {} : { better }),
        ...(block === undefined ? {} : { block }),
      });
  }
  return {
    ...{ total, words: counts.words },
    findings: [...counted.values()].sort((a, b) => b.count - a.count).slice(0, mostFindings),
    difficulty: counts.words < fewestWords ? undefined : figures.find(({ name }) => name === measure[language])?.value,
  };
}
