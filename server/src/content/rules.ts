import { createHash } from 'node:crypto';
import type { Block, Brand, Template } from '@posthorn/engine';
import { canonicalJson } from '../platform/audit/canonical-json.ts';
import type { Manifest } from './types.ts';

/** Ids of all blocks that a template and its brand refer to, directly or through other blocks, sorted. */
export function blocksReferredTo(template: Template, brand: Brand, blockOf: (id: string) => Block | undefined): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    else if (typeof value === 'object' && value !== null) {
      const node = value as { readonly type?: unknown; readonly ref?: unknown };
      if (node.type === 'block' && typeof node.ref === 'string' && !found.has(node.ref)) {
        found.add(node.ref);
        visit(blockOf(node.ref));
      }
      for (const item of Object.values(value)) visit(item);
    }
  };
  visit(template);
  visit(brand.masters);
  return new Set([...found].sort());
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Equal for equal JSON, however it is laid out. */
export function hashOfJson(text: string): string {
  return sha256(canonicalJson(JSON.parse(text.replace(/^\uFEFF/, ''))));
}

/** What decides whether there is something new: hashes, not the numbers of versions. */
export function hashOfManifest(manifest: Manifest): string {
  const { template, brand, blocks, assets, samples } = manifest;
  const pins = {
    template: template.hash,
    brand: [brand.id, brand.hash],
    blocks: blocks.map(({ id, hash, validFrom, validUntil }) => [
      id,
      hash,
      ...(validFrom || validUntil ? [validFrom ?? '', validUntil ?? ''] : []),
    ]),
    assets,
    samples,
  };
  return sha256(canonicalJson(pins));
}

/** Records of JSON Lines; empty lines are left out. @throws SyntaxError with the line */
export function parseJsonLines(text: string): { readonly [field: string]: unknown }[] {
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    try {
      return [JSON.parse(line) as { readonly [field: string]: unknown }];
    } catch (cause) {
      throw new SyntaxError(`line ${i + 1}: ${(cause as Error).message}`);
    }
  });
}

/** What tells samples apart: their first two short texts, wherever they stand. */
export function labelOf(sample: unknown, index: number): string {
  const texts: string[] = [];
  const visit = (value: unknown): void => {
    if (texts.length >= 2) return;
    if (typeof value === 'string' && value !== '' && value.length <= 60) texts.push(value);
    else if (typeof value === 'object' && value !== null && !Array.isArray(value)) for (const part of Object.values(value)) visit(part);
  };
  visit(sample);
  return texts.join(', ') || String(index + 1);
}
