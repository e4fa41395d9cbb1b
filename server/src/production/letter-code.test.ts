import fc from 'fast-check';
import { expect, test } from 'vitest';
import { letterCode, readLetterCode } from './letter-code.ts';

test('a code says which letter it stands on, whatever its case; anything else is none', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.integer({ min: 1, max: 2 ** 47 }), (runId, record) => {
      const code = letterCode({ runId, recordId: String(record) });
      expect(code).toMatch(/^PH[A-Z2-7]{36}$/);
      expect(readLetterCode(` ${code.toLowerCase()}\n`)).toEqual({ runId, recordId: String(record) });
    }),
  );
  for (const nonsense of ['', 'PH', '4006381333931', `PH${'A'.repeat(35)}B`, `PH${'A'.repeat(37)}`, `QH${'A'.repeat(36)}`])
    expect(readLetterCode(nonsense)).toBeUndefined();
});
