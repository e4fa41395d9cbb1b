import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { check, compile, type Program } from '../engine/src/index.ts';
import { claimedProfiles, preflight } from '../engine/src/preflight/index.ts';
import { exampleBundle, exampleRecords } from '../engine/test/bundles.ts';

const examples = readdirSync(new URL('.', import.meta.url), { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe.each(examples.map(({ name }) => name))('the example %s', (name) => {
  const bundle = exampleBundle(name);
  const records = exampleRecords(name);
  let program: Program;
  beforeAll(async () => {
    program = await compile(bundle, { formats: ['pdf', 'email', 'html', 'text', 'sms', 'chat'] });
  });

  it('has nothing to find fault with, and samples in German and English', () => {
    expect(check(bundle)).toEqual([]);
    const languages = records.map((record) => program.compose(record, 'text').language);
    expect(new Set(languages)).toEqual(new Set(bundle.template.languages));
  });

  it('makes letters that are PDF/UA-1 and the PDF/A they claim, and find no fault', () => {
    for (const record of records) {
      const letter = program.compose(record, 'pdf');
      if (letter.format !== 'pdf') throw new Error(letter.format);
      expect(letter.diagnostics).toEqual([]);
      const profiles = claimedProfiles(letter.bytes);
      expect(profiles).toContain('ua1');
      expect(profiles.some((profile) => /^[23][ab]$/.test(profile))).toBe(true);
      expect(preflight(letter.bytes, { profiles }).flatMap(({ findings }) => findings)).toEqual([]);
    }
  });

  it('makes messages of all kinds, the SMS in one segment, the chat message within what every messenger takes', () => {
    for (const record of records) {
      for (const format of ['email', 'html', 'text', 'sms', 'chat'] as const) {
        const message = program.compose(record, format);
        expect(message.diagnostics).toEqual([]);
        if (message.format === 'sms') expect(message.segments).toBe(1);
      }
    }
  });
});
