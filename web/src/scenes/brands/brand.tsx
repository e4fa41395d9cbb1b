import './brands.css';
import { Card, Grid, Group, Stack, Text, Title } from '@mantine/core';
import { api, type ReplyOf } from '@posthorn/contract';
import type { Brand } from '@posthorn/engine';
import { IconPencil } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi, useApiPages } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Facts, Figure } from '../../parts/facts.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Page } from '../../parts/page.tsx';
import { More } from '../../parts/rows.tsx';
import { VersionState } from '../../parts/state-badge.tsx';
import { Palette } from './brands.tsx';

const route = getRouteApi('/inside/brands/$brandId');
type Reply = ReplyOf<typeof api.brands.get>;

/** One brand as it is now: logo, colours, fonts, who writes, its versions, and which templates are in it. */
export function BrandScene() {
  const { t } = useTranslation();
  const { brandId } = route.useParams();
  const may = useMay('content:write');
  const answer = useApi(api.brands.get, { params: { id: brandId } });
  const brand = answer.data?.brand;
  return (
    <Page
      title={brand?.name ?? brandId}
      up={{ to: '/brands', label: t('doors.brands') }}
      lead={brandId}
      actions={
        may && (
          <Link to="/brands/$brandId/draft" params={{ brandId }} className="button-link">
            <IconPencil size={16} aria-hidden />
            {t(brand?.draft ? 'editor.editDraft' : 'editor.edit')}
          </Link>
        )
      }
    >
      <Loaded answer={answer} height={500}>
        {(reply) => (
          <Grid gap="md">
            <Grid.Col span={{ base: 12, md: 7 }}>
              <Stack gap="md">
                <Looks reply={reply} />
                <Touched id={brandId} />
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 5 }}>
              <Versions versions={reply.versions} />
            </Grid.Col>
          </Grid>
        )}
      </Loaded>
    </Page>
  );
}

function Looks({ reply: { brand, document } }: { readonly reply: Reply }) {
  const { t } = useTranslation();
  const { fonts, masters, sender, styles } = document as unknown as Brand;
  return (
    <Card padding={0} className="bd-card">
      <div className="bd-card-logo">{brand.logo ? <img src={brand.logo.url} alt="" /> : <span>{brand.name}</span>}</div>
      <Palette colors={brand.colors} />
      <div className="bd-card-text">
        <Facts
          rows={[
            [t('brands.sender.organisation'), sender.organisation],
            [t('brands.sender.address'), sender.address.join(', ')],
            [t('brands.tab.fonts'), Object.keys(fonts).join(', ')],
            [t('brands.tab.styles'), Object.keys(styles).join(', ')],
            [t('brands.tab.pages'), Object.keys(masters).join(', ')],
          ]}
        />
      </div>
    </Card>
  );
}

function Touched({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const impact = useApi(api.brands.impact, { params: { id } });
  const users = useApiPages(api.brands.usedIn, { params: { id } });
  return (
    <Card>
      <Title order={2} mb="sm">
        {t('blocks.impact')}
      </Title>
      <Loaded answer={impact} height={60}>
        {(figures) => (
          <Group gap="xl" mb="sm">
            <Figure label={t('blocks.impactTemplates')} value={format.number(figures.templates)} />
            <Figure label={t('blocks.impactReleased')} value={format.number(figures.releasedVersions)} />
            <Figure label={t('blocks.impactMonth')} value={format.number(figures.communicationsAMonth)} />
          </Group>
        )}
      </Loaded>
      {users.isSuccess && users.rows.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('brands.touched.none')}
        </Text>
      )}
      <Stack gap={4}>
        {users.rows.map((user) => (
          <Link key={user.id} to="/templates/$templateId" params={{ templateId: user.id }} className="fact-link">
            {user.id}
          </Link>
        ))}
      </Stack>
      <More answer={users} />
    </Card>
  );
}

function Versions({ versions }: { readonly versions: Reply['versions'] }) {
  const { t } = useTranslation();
  return (
    <Card>
      <Title order={2} mb="sm">
        {t('brands.versions')}
      </Title>
      <Stack gap={10}>
        {versions.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('brands.create.noVersion')}
          </Text>
        )}
        {versions.map(({ id, version, state, current, createdAt, createdBy }) => (
          <Group key={id} justify="space-between" wrap="nowrap" align="flex-start">
            <div>
              <Text size="sm" fw={600}>
                {t('templates.version', { version })}
                {current && ` · ${t('brands.current')}`}
              </Text>
              <Text size="xs" c="dimmed">
                {createdBy}, <Moment at={createdAt} />
              </Text>
              {(state === 'in_review' || state === 'scheduled') && (
                <Link to="/reviews/$versionId" params={{ versionId: id }} className="fact-link">
                  {t('brands.toReview')}
                </Link>
              )}
            </div>
            {state === 'pushed' ? (
              <Text size="xs" c="dimmed">
                {t('brands.pushed')}
              </Text>
            ) : (
              <VersionState state={state} />
            )}
          </Group>
        ))}
      </Stack>
    </Card>
  );
}
