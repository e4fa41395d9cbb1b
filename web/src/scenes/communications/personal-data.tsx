import '../personal-data/personal-data.css';
import { Card, Stack, Text, Title } from '@mantine/core';
import { api, type UsedDatum } from '@posthorn/contract';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/use-api.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { SensitivityBadge } from '../personal-data/sensitivity.tsx';
import { Places } from '../personal-data/used-in.tsx';

/** Which personal data a communication used, the most sensitive first, each with its places. */
export function PersonalDataUsed({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const answer = useApi(api.personalData.ofCommunication, { params: { id } });
  return (
    <Card>
      <Title order={2} mb={4}>
        {t('personalData.usedByThis')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('personalData.usedByThisHint')}
      </Text>
      <Loaded answer={answer} height={160}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Text size="sm">{t('personalData.usesNone')}</Text>
          ) : (
            <Stack gap={6} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
              {rows.map((one) => (
                <Datum key={one.path} of={one} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Card>
  );
}

function Datum({ of: { path, name, sensitivity, inRecord, places } }: { readonly of: UsedDatum }) {
  const { t } = useTranslation();
  return (
    <li>
      <details>
        <summary>
          <span className="datum">{path}</span> <SensitivityBadge of={sensitivity} />
          {inRecord === false && (
            <Text size="xs" c="dimmed" component="span">
              {t('personalData.noValue')}
            </Text>
          )}
        </summary>
        <div className="inset">
          {name && (
            <Text size="sm" mb={4}>
              {name}
            </Text>
          )}
          <Places of={places} />
        </div>
      </details>
    </li>
  );
}
