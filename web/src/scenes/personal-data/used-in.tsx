import { Group, Stack, Text } from '@mantine/core';
import { type AttributePlace, api, type KnownAttribute } from '@posthorn/contract';
import { IconAlertCircle, IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/use-api.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { SensitivityBadge } from './sensitivity.tsx';

/** The released templates that use an attribute, with every place. */
export function UsedIn({ attribute: { path, rule } }: { readonly attribute: KnownAttribute }) {
  const { t } = useTranslation();
  const format = useFormat();
  const answer = useApi(api.personalData.usedIn, { params: { path } });
  return (
    <Stack gap="md">
      <Group gap="sm">
        <span className="datum">{path}</span>
        <SensitivityBadge of={rule?.sensitivity} />
      </Group>
      <Loaded answer={answer} height={200}>
        {({ rows }) => (
          <Stack gap="sm">
            {rows.map((user) => (
              <div key={user.versionId} className="inset">
                <Group justify="space-between" align="start" mb={6}>
                  <div>
                    <Link to="/templates/$templateId" params={{ templateId: user.templateId }} className="fact-link">
                      {nameIn(user.template, format.of) || user.templateId}
                    </Link>
                    <Text size="xs" c="dimmed">
                      {t('personalData.user', {
                        version: user.version,
                        purpose: t(`personalData.purpose.${user.purpose}`),
                        count: user.communicationsAMonth,
                      })}
                    </Text>
                  </div>
                  <Allowed allowed={user.allowed} />
                </Group>
                <Places of={user.places} />
              </div>
            ))}
          </Stack>
        )}
      </Loaded>
    </Stack>
  );
}

function Allowed({ allowed }: { readonly allowed: boolean }) {
  const { t } = useTranslation();
  const Icon = allowed ? IconCircleCheck : IconAlertCircle;
  return (
    <Group gap={5} wrap="nowrap">
      <Icon size={16} aria-hidden color={allowed ? 'var(--mantine-color-petrol-6)' : 'var(--mantine-color-error)'} />
      <Text size="sm">{t(allowed ? 'personalData.allowed' : 'personalData.notAllowed')}</Text>
    </Group>
  );
}

/** Places of an attribute: what each makes of it, where, and the text around it. */
export function Places({ of }: { readonly of: readonly AttributePlace[] }) {
  const { t } = useTranslation();
  return (
    <ul className="datum-places">
      {of.map(({ use, part, id, pointer, text, shownIn }) => (
        <li key={`${use} ${part} ${id} ${pointer} ${text}`}>
          <Text size="sm" component="span">
            {t(`personalData.use.${use}`)}
            {part !== 'template' && ` · ${t(`personalData.part.${part}`, { id })}`}
          </Text>{' '}
          <Text size="xs" c="dimmed" component="span">
            {shownIn.map((one) => t(`duties.medium.${one}`, { defaultValue: one })).join(', ')}
          </Text>
          {text && (
            <div>
              <q>{text}</q>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
