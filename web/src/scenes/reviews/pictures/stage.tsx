import { Button, Group, SegmentedControl, Slider, Text } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

export const ways = ['beside', 'over', 'blink'] as const;
/** How two versions are looked at: side by side, one over the other with a slider, or one after the other at the same place. */
export type Way = (typeof ways)[number];

interface StageProps {
  readonly before: ReactNode;
  readonly after: ReactNode;
  readonly names: readonly [before: string, after: string];
  readonly way: Way;
}

const BLINK_MILLISECONDS = 900;

/** Two versions of the same thing, looked at together. */
export function Stage({ before, after, names, way }: StageProps) {
  const { t } = useTranslation();
  const calm = useReducedMotion(true);
  const [share, setShare] = useState(50);
  const [newer, setNewer] = useState(true);
  const [blinking, setBlinking] = useState(true);
  const runs = way === 'blink' && blinking && !calm;
  useEffect(() => {
    if (!runs) return;
    const timer = setInterval(() => setNewer((is) => !is), BLINK_MILLISECONDS);
    return () => clearInterval(timer);
  }, [runs]);
  if (way === 'beside')
    return (
      <div className="rv-beside">
        <Side name={names[0]}>{before}</Side>
        <Side name={names[1]}>{after}</Side>
      </div>
    );
  const clip = way === 'over' ? `inset(0 0 0 ${share}%)` : newer ? 'none' : 'inset(100% 0 0 0)';
  return (
    <div>
      {way === 'over' ? (
        <Group gap="sm" mb="xs" wrap="nowrap">
          <Text size="xs" c="dimmed">
            {names[0]}
          </Text>
          <Slider
            flex={1}
            label={null}
            thumbLabel={t('reviews.pictures.slider')}
            value={share}
            onChange={setShare}
            min={0}
            max={100}
            step={1}
          />
          <Text size="xs" c="dimmed">
            {names[1]}
          </Text>
        </Group>
      ) : (
        <Group gap="xs" mb="xs">
          <SegmentedControl
            size="xs"
            aria-label={t('reviews.pictures.shown')}
            value={newer ? 'after' : 'before'}
            onChange={(value) => {
              setBlinking(false);
              setNewer(value === 'after');
            }}
            data={[
              { value: 'before', label: names[0] },
              { value: 'after', label: names[1] },
            ]}
          />
          {!calm && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={blinking ? <IconPlayerPause size={14} aria-hidden /> : <IconPlayerPlay size={14} aria-hidden />}
              onClick={() => setBlinking(!blinking)}
            >
              {t(blinking ? 'reviews.pictures.hold' : 'reviews.pictures.alternate')}
            </Button>
          )}
        </Group>
      )}
      <div className="rv-over">
        <div>{before}</div>
        <div style={{ clipPath: clip }}>{after}</div>
        {way === 'over' && <i className="rv-edge" style={{ left: `${share}%` }} aria-hidden />}
      </div>
    </div>
  );
}

function Side({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <figure className="rv-side">
      <figcaption>{name}</figcaption>
      {children}
    </figure>
  );
}
