import { Group } from '@mantine/core';
import { type ChannelName, channels } from '@posthorn/contract';
import { IconBell, IconDeviceMobileMessage, IconMail, IconMailbox, IconWorld } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { channelColours } from './colours.ts';
import type { Part } from './stacked-bar.tsx';

const icons: Record<ChannelName, typeof IconMail> = {
  email: IconMail,
  post: IconMailbox,
  portal: IconWorld,
  sms: IconDeviceMobileMessage,
  push: IconBell,
};

/** A channel by picture and name. */
export function Channel({ name }: { readonly name: ChannelName }) {
  const { t } = useTranslation();
  const Icon = icons[name];
  return (
    <Group gap={6} wrap="nowrap" component="span" display="inline-flex">
      <Icon size={16} stroke={1.6} aria-hidden style={{ flex: 'none' }} />
      {t(`channels.${name}`)}
    </Group>
  );
}

/** Counts per channel as parts of a stacked bar, always in the same order. */
export function useChannelParts(counts: Readonly<Record<string, number>>): readonly Part[] {
  const { t } = useTranslation();
  return channels
    .filter((name) => (counts[name] ?? 0) > 0)
    .map((name) => ({ name, label: t(`channels.${name}`), value: counts[name] ?? 0, colour: channelColours[name] }));
}
