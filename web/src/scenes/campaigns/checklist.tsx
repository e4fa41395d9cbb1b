import { Card, Group, Stack, Text } from '@mantine/core';
import { api, type Campaign, type CampaignPoint } from '@posthorn/contract';
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/use-api.ts';
import { pointInWords } from '../../i18n/in-words.ts';
import { Loaded } from '../../parts/loaded.tsx';

const icons = { good: IconCircleCheck, warning: IconAlertTriangle, blocking: IconCircleX } as const;
const order = ['blocking', 'warning', 'good'] as const;

/** What is to be seen to before it goes out, the gravest first. */
export function Checklist({ campaign }: { readonly campaign: Campaign }) {
  const answer = useApi(api.campaigns.check, { params: { id: campaign.id } });
  return (
    <Card>
      <Loaded answer={answer} height={240}>
        {({ points }) => (
          <Stack gap="sm" component="ul" className="cp-points">
            {[...points]
              .sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))
              .map((point) => (
                <Point key={`${point.code} ${point.variant ?? ''} ${point.text}`} point={point} />
              ))}
          </Stack>
        )}
      </Loaded>
    </Card>
  );
}

function Point({ point }: { readonly point: CampaignPoint }) {
  const { t } = useTranslation();
  const { verdict, variant } = point;
  const { message, hint, asSaid } = pointInWords(point);
  const Icon = icons[verdict];
  return (
    <Group component="li" gap="sm" wrap="nowrap" align="flex-start">
      <Icon size={20} className="cp-verdict" data-verdict={verdict} aria-label={t(`campaigns.verdicts.${verdict}`)} />
      <div>
        <Text size="sm">
          {variant !== undefined && <strong>{t('campaigns.variant', { variant: variant.toUpperCase() })}: </strong>}
          {message}
        </Text>
        {[hint, asSaid].map(
          (more) =>
            more !== undefined && (
              <Text key={more} size="xs" c="dimmed">
                {more}
              </Text>
            ),
        )}
      </div>
    </Group>
  );
}
