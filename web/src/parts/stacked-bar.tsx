import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormat } from '../i18n/use-format.ts';
import { shares } from './shares.ts';

export interface Part {
  readonly name: string;
  readonly label: string;
  readonly value: number;
  readonly colour: string;
  /** Draws the legend's text, e.g. as a link. */
  readonly wrap?: (text: ReactNode) => ReactNode;
}

interface StackedBarProps {
  /** Said to those who do not see the picture, before the numbers. */
  readonly label: string;
  readonly parts: readonly Part[];
  /** What the bar is full at; the sum of its parts unless said. */
  readonly whole?: number;
  readonly height?: number;
}

/** A whole and its parts, as a picture with its numbers underneath. */
export function StackedBar({ label, parts, whole, height = 12 }: StackedBarProps) {
  const format = useFormat();
  const sum = parts.reduce((total, part) => total + part.value, 0);
  const full = Math.max(whole ?? sum, sum);
  const told = parts.map((part) => `${part.label} ${format.number(part.value)}`).join(', ');
  return (
    <div>
      <div className="bar" style={{ height, borderRadius: height / 2 }} role="img" aria-label={`${label}: ${told}`}>
        {shares(parts, full).map(({ part, share }) => (
          <i key={part.name} style={{ flexGrow: share, flexBasis: 0, background: part.colour }} />
        ))}
        {full > sum && <i style={{ flexGrow: (full - sum) / full, flexBasis: 0 }} />}
      </div>
      <Group mt={8} style={{ columnGap: 20, rowGap: 4 }}>
        {parts.map((part) => {
          const text = (
            <>
              <Text component="span" size="sm" c="dimmed">
                {part.label}
              </Text>{' '}
              <Text component="span" size="sm" fw={600} className="numbers">
                {format.number(part.value)}
              </Text>
            </>
          );
          return (
            <Group key={part.name} gap={6} wrap="nowrap">
              <span className="swatch" style={{ background: part.colour }} />
              <span>{part.wrap ? part.wrap(text) : text}</span>
            </Group>
          );
        })}
      </Group>
    </div>
  );
}
