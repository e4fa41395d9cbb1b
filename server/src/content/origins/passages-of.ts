import type { OriginPassage } from '@posthorn/contract';
import type { Platform } from '../../platform/platform.ts';
import { flatten } from '../compare/flatten.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { parse } from '../drafts/gather-parts.ts';
import { findVersion } from '../load-bundle.ts';
import { blockReferences, withNodeIds } from '../nodes.ts';
import { sourcesOf } from '../store.ts';
import { pinsOn } from '../validity.ts';

type Part = Pick<OriginPassage, 'kind' | 'id' | 'version' | 'versionId'>;

/** Texts of documents that no customer reads. */
const unread = new Set(['name', 'description']);

/**
 * What a communication of a version says in a language on a day, in the order in which it is written: the template's own passages, then
 * those of its blocks.
 * @throws PosthornError `content.unknown-version`
 */
export async function passagesOf(
  platform: Pick<Platform, 'db'>,
  versionId: string,
  day: string,
  language: string,
): Promise<readonly OriginPassage[]> {
  const row = await findVersion(platform, versionId);
  const template = parse<JsonDocument>(row.source);
  const pins = pinsOn(row.manifest, day);
  const sources = await sourcesOf(
    platform.db,
    'block',
    pins.map((pin) => pin.versionId),
  );
  const first = { kind: 'template' as const, id: row.templateId, version: row.version, versionId: row.id };
  const blocks = new Map(pins.map((pin) => [pin.id, { pin, document: parse<JsonDocument>(sources.get(pin.versionId)!) }]));
  const languages = template.languages as readonly string[];
  const found = passagesIn(template, first, language, languages);
  const seen = new Set<string>();
  const walk = (document: JsonDocument): void => {
    for (const ref of blockReferences(document)) {
      const block = blocks.get(ref);
      if (seen.has(ref) || !block) continue;
      seen.add(ref);
      const { id, version, versionId: pinned } = block.pin;
      found.push(...passagesIn(block.document, { kind: 'block', id, version, versionId: pinned }, language, languages));
      walk(block.document);
    }
  };
  walk(template);
  // What only the brand's pages refer to: footers and the like.
  for (const { pin, document } of blocks.values())
    if (!seen.has(pin.id)) {
      const part = { kind: 'block' as const, id: pin.id, version: pin.version, versionId: pin.versionId };
      found.push(...passagesIn(document, part, language, languages));
    }
  return found;
}

/** The texts of a document in a language, else in the one that the engine falls back to. */
export function passagesIn(document: JsonDocument, part: Part, language: string, languages: readonly string[]): OriginPassage[] {
  return flatten(withNodeIds(document)).flatMap(({ id: nodeId, texts }) => {
    const fields = Map.groupBy([...texts], ([name]) => name.split(' ')[0]!);
    return [...fields].flatMap(([field, variants]) => {
      if (nodeId === '' && unread.has(field)) return [];
      const of = (wanted: string) => variants.find(([name]) => name === `${field} ${wanted}`)?.[1];
      const text = variants.find(([name]) => name === field)?.[1] ?? [language, ...languages].map(of).find((one) => one !== undefined);
      return text === undefined || text.trim() === '' ? [] : [{ ...part, nodeId, field, text }];
    });
  });
}
