import { Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';

export interface Bar {
  readonly id: string;
  readonly label: string;
  readonly part: number;
  readonly of: number;
  /** Drawn paler: what the others are held against. */
  readonly beside?: boolean;
}

/** Shares as bars, the longest of them over the whole width, each with its figures. */
export function Bars({ rows }: { readonly rows: readonly Bar[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const shareOf = ({ part, of }: Bar) => (of === 0 ? 0 : part / of);
  const most = Math.max(...rows.map(shareOf), 0.0001);
  return (
    <Stack gap="xs">
      {rows.map((row) => (
        <div key={row.id} className="cp-bar">
          <Text size="sm">{row.label}</Text>
          <Progress value={(shareOf(row) / most) * 100} size="lg" color={row.beside ? 'gray.5' : 'petrol.6'} aria-label={row.label} />
          <Text size="sm" className="numbers">
            {t('campaigns.ofAll', { number: format.number(row.part), all: format.number(row.of), share: format.percent(shareOf(row)) })}
          </Text>
        </div>
      ))}
    </Stack>
  );
}
