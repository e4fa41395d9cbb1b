import { Button, Group, Text, UnstyledButton } from '@mantine/core';
import type { KnownAttribute } from '@posthorn/contract';
import { IconAlertCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Rows } from '../../parts/rows.tsx';
import { SensitivityBadge } from './sensitivity.tsx';
import { UsedIn } from './used-in.tsx';

const step = 50;

interface AttributesProps {
  readonly rows: readonly KnownAttribute[];
  /** Asks for a rule for one that has none. */
  readonly classify?: (pattern: string) => void;
}

/** Attributes with how sensitive they are and how much they are used; each opens where. */
export function Attributes({ rows, classify }: AttributesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [limit, setLimit] = useState(step);
  const [looked, setLooked] = useState<KnownAttribute>();
  return (
    <>
      <Rows
        label={t('personalData.attributes')}
        rows={rows.slice(0, limit)}
        keyOf={({ path }) => path}
        columns={[
          {
            name: 'path',
            label: t('personalData.attribute'),
            cell: (one) =>
              one.templates === 0 ? (
                <span className="datum">{one.path}</span>
              ) : (
                <UnstyledButton className="datum fact-link" onClick={() => setLooked(one)}>
                  {one.path}
                </UnstyledButton>
              ),
          },
          {
            name: 'class',
            label: t('personalData.sensitivity'),
            cell: (one) => <Classified of={one} {...(classify ? { classify } : {})} />,
          },
          { name: 'templates', label: t('doors.templates'), align: 'right', cell: (one) => <Templates of={one} /> },
          { name: 'blocks', label: t('doors.blocks'), align: 'right', wide: true, cell: ({ blocks }) => format.number(blocks) },
          {
            name: 'month',
            label: t('personalData.aMonth'),
            align: 'right',
            wide: true,
            cell: ({ communicationsAMonth }) => format.number(communicationsAMonth),
          },
        ]}
      />
      {rows.length > limit && (
        <Group justify="center" py="sm">
          <Button variant="default" onClick={() => setLimit(limit + step)}>
            {t('actions.more')}
          </Button>
        </Group>
      )}
      <Dialog opened={looked !== undefined} onClose={() => setLooked(undefined)} title={t('personalData.usedIn')} size="lg">
        {looked && <UsedIn attribute={looked} />}
      </Dialog>
    </>
  );
}

function Classified({ of: { path, rule }, classify }: { readonly of: KnownAttribute; readonly classify?: (pattern: string) => void }) {
  const { t } = useTranslation();
  if (rule === undefined && classify !== undefined)
    return (
      <Button size="compact-sm" variant="default" onClick={() => classify(path)} aria-label={t('personalData.classifyOne', { path })}>
        {t('personalData.classify')}
      </Button>
    );
  return (
    <>
      <SensitivityBadge of={rule?.sensitivity} />
      {rule && (
        <Text size="xs" c="dimmed">
          {rule.name}
        </Text>
      )}
    </>
  );
}

function Templates({ of: { templates, refused } }: { readonly of: KnownAttribute }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      {format.number(templates)}
      {refused > 0 && (
        <Group gap={4} wrap="nowrap" justify="flex-end">
          <IconAlertCircle size={14} aria-hidden color="var(--mantine-color-error)" style={{ flex: 'none' }} />
          <Text size="xs">{t('personalData.refused', { count: refused })}</Text>
        </Group>
      )}
    </>
  );
}
