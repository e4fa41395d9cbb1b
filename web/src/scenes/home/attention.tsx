import { Group, Text } from '@mantine/core';
import type { Home } from '@posthorn/contract';
import {
  IconAlertTriangle,
  IconChevronRight,
  IconClockExclamation,
  IconClockPause,
  IconHelpCircle,
  IconMailX,
  IconPlugConnectedX,
  IconTemplate,
  IconZoomExclamation,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';

type Item = Home['attention'][number];

const icons: Record<Item['kind'], typeof IconMailX> = {
  quarantine: IconZoomExclamation,
  run_failures: IconAlertTriangle,
  delivery_failed: IconMailX,
  delivery_unknown: IconHelpCircle,
  channel_down: IconPlugConnectedX,
  contacts_waiting: IconClockPause,
  release_waiting: IconTemplate,
  review_due: IconClockExclamation,
};

/** What needs a person, each with the way there. */
export function Attention({ items }: { readonly items: readonly Item[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className="plain-list">
      {items.map((item) => {
        const Icon = icons[item.kind];
        return (
          <li key={item.kind + item.link}>
            <Link to={item.link} className="list-link">
              <Icon size={20} stroke={1.5} aria-hidden color="var(--posthorn-accent)" style={{ flex: 'none' }} />
              <div style={{ flex: 1 }}>
                <Text size="sm" fw={550}>
                  {t(`attention.${item.kind}.title`, { count: item.count, number: format.number(item.count) })}
                </Text>
                <Text size="xs" c="dimmed">
                  {t(`attention.${item.kind}.text`)}
                </Text>
              </div>
              <Group>
                <IconChevronRight size={16} aria-hidden />
              </Group>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
