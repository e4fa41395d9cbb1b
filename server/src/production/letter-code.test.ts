import fc from 'fast-check';
import { expect, test } from 'vitest';
import { letterCode, readLetterCode } from './letter-code.ts';

test('a code says which letter it stands on, whatever its case; anything else is none', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.integer({ min: 1, max: 2 ** 47 }), fc.integer({ min: 0, max: 15 }), (runId, record, copy) => {
      const origin = { runId, recordId: String(record), copy };
      const code = letterCode(origin);
      expect(code).toMatch(/^PH[A-Z2-7]{36}$/);
      expect(readLetterCode(` ${code.toLowerCase()}\n`)).toEqual(origin);
      expect(letterCode({ runId, recordId: String(record) })).toBe(letterCode({ ...origin, copy: 0 }));
    }),
  );
  for (const nonsense of ['', 'PH', '4006381333931', `PH${'A'.repeat(35)}!`, `PH${'A'.repeat(37)}`, `QH${'A'.repeat(36)}`])
    expect(readLetterCode(nonsense)).toBeUndefined();
});
