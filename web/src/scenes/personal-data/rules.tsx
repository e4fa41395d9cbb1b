import { Button, Text } from '@mantine/core';
import type { DataRule } from '@posthorn/contract';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Moment } from '../../parts/moment.tsx';
import { Rows } from '../../parts/rows.tsx';
import { SensitivityBadge } from './sensitivity.tsx';

/** The rules of the register. */
export function Rules({ rules, change }: { readonly rules: readonly DataRule[]; readonly change?: (rule: DataRule) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Rows
      label={t('personalData.rules')}
      rows={rules}
      keyOf={({ id }) => id}
      columns={[
        {
          name: 'name',
          label: t('personalData.name'),
          cell: ({ content }) => (
            <>
              <Text size="sm">{content.name}</Text>
              <span className="datum">{content.pattern}</span>
            </>
          ),
        },
        { name: 'class', label: t('personalData.sensitivity'), cell: ({ content }) => <SensitivityBadge of={content.sensitivity} /> },
        {
          name: 'purposes',
          label: t('personalData.purposes'),
          cell: ({ content: { purposes } }) =>
            purposes.length === 0 ? t('personalData.noPurpose') : purposes.map((one) => t(`personalData.purpose.${one}`)).join(', '),
        },
        { name: 'basis', label: t('personalData.basis'), wide: true, cell: ({ content }) => <Text size="sm">{content.basis ?? '–'}</Text> },
        {
          name: 'attributes',
          label: t('personalData.attributes'),
          align: 'right',
          wide: true,
          cell: (rule) => format.number(rule.attributes),
        },
        {
          name: 'changed',
          label: t('personalData.changed'),
          wide: true,
          cell: ({ changedBy, changedAt }) => (
            <Text size="xs" c="dimmed">
              {changedBy} · <Moment at={changedAt} />
            </Text>
          ),
        },
        ...(change === undefined
          ? []
          : [
              {
                name: 'change',
                label: t('personalData.actions'),
                cell: (rule: DataRule) => (
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => change(rule)}
                    aria-label={t('personalData.changeOne', { name: rule.content.name })}
                  >
                    {t('personalData.change')}
                  </Button>
                ),
              },
            ]),
      ]}
    />
  );
}
