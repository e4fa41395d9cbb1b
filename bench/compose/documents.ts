import { createRequire } from 'node:module';
import type { TemplateBundle } from '../../engine/src/template/model.ts';
import type { PeerFiles, PlainLetter } from './plain-letter.ts';

/** A kind of document that is measured, with distinct data for each document. */
export interface Kind {
  readonly name: string;
  /** What the issue and the results call it. */
  readonly key: string;
  readonly bundle: TemplateBundle;
  readonly files: PeerFiles;
  record(index: number): { readonly [field: string]: unknown };
  plain(index: number): PlainLetter;
}

export const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
export const pence = (value: number): string =>
  `${value < 0 ? '-' : ''}${Math.floor(Math.abs(value) / 100)}.${String(Math.abs(value) % 100).padStart(2, '0')}`;
/** A decimal with its thousands separated, English or German. */
export function grouped(value: string, language = 'en'): string {
  const english = value.replace(/\B(?=(\d{3})+\.)/g, ',');
  return language === 'en' ? english : english.replace(/[.,]/g, (separator) => (separator === ',' ? '.' : ','));
}

const files = createRequire(new URL('../../server/package.json', import.meta.url));
export const fontFile = (path: string): string => files.resolve(`@expo-google-fonts/${path}`);
