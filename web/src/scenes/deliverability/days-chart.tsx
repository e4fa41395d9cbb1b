import { Text } from '@mantine/core';
import type { BoardRow } from '@posthorn/contract';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { toneColours } from '../../parts/colours.ts';

const height = 120;
const [width, gap] = [10, 2];

/** Mails by day, what came back on top. The figures are in the table by day; the picture names its extremes. */
export function DaysChart({ rows }: { readonly rows: readonly BoardRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const most = Math.max(1, ...rows.map(({ sent, soft, hard }) => Math.max(sent, soft + hard)));
  const busiest = rows.reduce((best, row) => (row.sent > best.sent ? row : best), rows[0]!);
  const told = t('deliverability.board.chart', { count: busiest.sent, most: format.number(busiest.sent), day: format.day(busiest.key) });
  return (
    <figure style={{ margin: 'var(--mantine-spacing-md) 0 0' }}>
      <svg
        role="img"
        aria-label={told}
        viewBox={`0 0 ${rows.length * (width + gap)} ${height}`}
        preserveAspectRatio="none"
        style={{ width: '100%', height, display: 'block' }}
      >
        {rows.map((row, at) => {
          const back = row.soft + row.hard;
          const x = at * (width + gap);
          const tall = (value: number) => (height * value) / most;
          return (
            <g key={row.key}>
              <title>{`${format.day(row.key)}: ${format.number(row.sent)} / ${format.number(back)}`}</title>
              <rect x={x} y={height - 1} width={width} height={1} fill="var(--posthorn-line)" />
              <rect x={x} y={height - tall(row.sent)} width={width} height={tall(row.sent)} fill={toneColours.done} />
              <rect x={x} y={height - tall(back)} width={width} height={tall(back)} fill={toneColours.bad} />
            </g>
          );
        })}
      </svg>
      <Text component="figcaption" size="xs" c="dimmed" mt={4}>
        {`${format.day(rows[0]!.key)} – ${format.day(rows.at(-1)!.key)} · ${told}`}
      </Text>
    </figure>
  );
}
