import type { RowProblem } from '@posthorn/contract';
import { useTranslation } from 'react-i18next';
import { consentColumns } from './columns.ts';

const fields = [...consentColumns, 'name', 'street', 'houseNumber', 'postcode', 'hash'] as const;
const codes = [
  ...(['unreadable', 'missing', 'not-in-list', 'no-purpose', 'no-moment', 'in-future', 'ends-too-early', 'confirmed-too-early'] as const),
  ...(['no-proof', 'nobody', 'unknown-customer', 'no-one-customer', 'no-address', 'unknown-text', 'purchase'] as const),
  ...(['no-email', 'no-phone', 'no-postal-address', 'no-number', 'no-hash'] as const),
] as const;

/** What fields and faults of rows are called; what nobody has a word for is said as the server says it. */
export function useFileWords(): { field(name: string): string; problem(of: Pick<RowProblem, 'code' | 'reason'>): string } {
  const { t } = useTranslation();
  return {
    field: (name) => {
      const known = fields.find((one) => one === name);
      return known === undefined ? name || '–' : t(`permissionFiles.fields.${known}`);
    },
    problem: ({ code, reason }) => {
      const known = codes.find((one) => one === code);
      return known === undefined ? reason : t(`permissionFiles.problems.${known}`);
    },
  };
}
