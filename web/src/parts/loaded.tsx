import { Skeleton, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from './problem-note.tsx';

interface Answer<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

interface LoadedProps<T> {
  readonly answer: Answer<T>;
  /** Height in pixels that the content will have, about, so that nothing jumps when it comes. */
  readonly height?: number;
  readonly children: (data: T) => ReactNode;
}

/** Shows what was asked for, its outline while it is under way, or what went wrong. */
export function Loaded<T>({ answer, height = 160, children }: LoadedProps<T>) {
  if (answer.data !== undefined) return children(answer.data);
  if (answer.error) return <ProblemNote error={answer.error} retry={() => void answer.refetch()} />;
  return <Outline height={height} />;
}

/** Grey lines as tall as what is coming. */
export function Outline({ height }: { readonly height: number }) {
  const { t } = useTranslation();
  const lines = Math.max(1, Math.round(height / 40));
  return (
    <Stack gap={12} mih={height} py={6} role="status" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity
        <Skeleton key={line} height={28} width={`${100 - ((line * 17) % 30)}%`} radius="sm" />
      ))}
    </Stack>
  );
}
