/**
 * The CMaps that every reader knows (ISO 32000-1, 9.7.5.2, tables 118 and 119): their character collections and how their codes are cut.
 * Which CID each code stands for is not kept here: those tables are megabytes, and no rule needs them for fonts that are embedded.
 */
import type { CodespaceRange } from './cmap-file.ts';

/** What is known of a predefined CMap. */
export interface PredefinedCMap {
  readonly registry: 'Adobe';
  readonly ordering: string;
  readonly supplement: number;
  readonly wMode: 0 | 1;
  readonly codespaces: readonly CodespaceRange[];
  /** Code and CID are the same number. */
  readonly identity: boolean;
}

const spaces = {
  two: [[2, 0x0000, 0xffff]],
  utf16: [
    [2, 0x0000, 0xd7ff],
    [4, 0xd800dc00, 0xdbffdfff],
    [2, 0xe000, 0xffff],
  ],
  jis: [[2, 0x2121, 0x7e7e]],
  euc: [
    [1, 0x00, 0x80],
    [2, 0xa1a1, 0xfefe],
  ],
  pcEuc: [
    [1, 0x00, 0x80],
    [2, 0xa1a1, 0xfcfe],
    [1, 0xfd, 0xff],
  ],
  gbk: [
    [1, 0x00, 0x80],
    [2, 0x8140, 0xfefe],
  ],
  gb18030: [
    [1, 0x00, 0x7f],
    [4, 0x81308130, 0xfe39fe39],
    [2, 0x8140, 0xfefe],
  ],
  big5: [
    [1, 0x00, 0x80],
    [2, 0xa140, 0xfefe],
  ],
  macBig5: [
    [1, 0x00, 0x80],
    [2, 0xa140, 0xfcfe],
    [1, 0xfd, 0xff],
  ],
  hkscs: [
    [1, 0x00, 0x80],
    [2, 0x8740, 0xfefe],
  ],
  cnsEuc: [
    [1, 0x00, 0x80],
    [2, 0xa1a1, 0xfefe],
    [4, 0x8ea1a1a1, 0x8ea7fefe],
  ],
  japanEuc: [
    [1, 0x00, 0x80],
    [2, 0x8ea0, 0x8edf],
    [2, 0xa1a1, 0xfefe],
  ],
  shiftJis: [
    [1, 0x00, 0x80],
    [2, 0x8140, 0x9ffc],
    [1, 0xa0, 0xdf],
    [2, 0xe040, 0xfcfc],
    [1, 0xfd, 0xff],
  ],
  uhc: [
    [1, 0x00, 0x80],
    [2, 0x8141, 0xfefe],
  ],
} as const satisfies Record<string, readonly (readonly [number, number, number])[]>;

/** Stem of the names (with `-H` and `-V`), supplement, codespace; by ordering. */
const known: Readonly<Record<string, readonly (readonly [stem: string, supplement: number, space: keyof typeof spaces])[]>> = {
  GB1: [
    ['GB-EUC', 0, 'euc'],
    ['GBpc-EUC', 0, 'pcEuc'],
    ['GBK-EUC', 2, 'gbk'],
    ['GBKp-EUC', 2, 'gbk'],
    ['GBK2K', 4, 'gb18030'],
    ['UniGB-UCS2', 4, 'two'],
    ['UniGB-UTF16', 4, 'utf16'],
  ],
  CNS1: [
    ['B5pc', 0, 'macBig5'],
    ['HKscs-B5', 3, 'hkscs'],
    ['ETen-B5', 0, 'big5'],
    ['ETenms-B5', 0, 'big5'],
    ['CNS-EUC', 0, 'cnsEuc'],
    ['UniCNS-UCS2', 3, 'two'],
    ['UniCNS-UTF16', 4, 'utf16'],
  ],
  Japan1: [
    ['83pv-RKSJ', 1, 'shiftJis'],
    ['90ms-RKSJ', 2, 'shiftJis'],
    ['90msp-RKSJ', 2, 'shiftJis'],
    ['90pv-RKSJ', 1, 'shiftJis'],
    ['Add-RKSJ', 1, 'shiftJis'],
    ['EUC', 1, 'japanEuc'],
    ['Ext-RKSJ', 2, 'shiftJis'],
    ['', 1, 'jis'],
    ['UniJIS-UCS2', 4, 'two'],
    ['UniJIS-UCS2-HW', 4, 'two'],
    ['UniJIS-UTF16', 5, 'utf16'],
  ],
  Korea1: [
    ['KSC-EUC', 0, 'euc'],
    ['KSCms-UHC', 1, 'uhc'],
    ['KSCms-UHC-HW', 1, 'uhc'],
    ['KSCpc-EUC', 0, 'pcEuc'],
    ['UniKS-UCS2', 1, 'two'],
    ['UniKS-UTF16', 2, 'utf16'],
  ],
};

/** CMaps for which only horizontal writing is listed. */
const horizontalOnly = new Set(['83pv-RKSJ', '90pv-RKSJ', 'KSCpc-EUC']);

const byName = new Map<string, PredefinedCMap>();
for (const wMode of [0, 1] as const) {
  const letter = wMode === 0 ? 'H' : 'V';
  add(`Identity-${letter}`, 'Identity', 0, wMode, 'two');
  for (const [ordering, maps] of Object.entries(known))
    for (const [stem, supplement, space] of maps)
      if (wMode === 0 || !horizontalOnly.has(stem)) add(stem === '' ? letter : `${stem}-${letter}`, ordering, supplement, wMode, space);
}

function add(name: string, ordering: string, supplement: number, wMode: 0 | 1, space: keyof typeof spaces): void {
  const codespaces = spaces[space].map(([length, low, high]) => ({ length, low, high }));
  byName.set(name, { registry: 'Adobe', ordering, supplement, wMode, codespaces, identity: ordering === 'Identity' });
}

/** @returns undefined where the name is none of tables 118. */
export function predefinedCMap(name: string): PredefinedCMap | undefined {
  return byName.get(name);
}

/** Whether the character collection is one of those that map to Unicode by a published CMap (ISO 32000-1, 9.10.2). */
export function hasPublishedUnicodeMap(registry: string | undefined, ordering: string | undefined): boolean {
  return registry === 'Adobe' && ordering !== undefined && ordering in known;
}
