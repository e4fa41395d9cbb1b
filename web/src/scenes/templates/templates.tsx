import { Badge, Card, Group, SimpleGrid, Text } from '@mantine/core';
import { api } from '@posthorn/contract';
import { IconTemplate } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { VersionState } from '../../parts/state-badge.tsx';
import { CreateTemplate } from './create-template.tsx';

/** All templates, each with its newest version and the one in use. */
export function Templates() {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay('content:write');
  const answer = useApi(api.content.templates, {});
  return (
    <Page
      title={t('doors.templates')}
      lead={t('templates.lead')}
      actions={may && answer.data && <CreateTemplate brands={[...new Set(answer.data.rows.map((one) => one.brand))]} />}
    >
      <Loaded answer={answer} height={320}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>
              <EmptyState icon={IconTemplate} title={t('templates.empty')} text={t('templates.emptyText')} />
            </Card>
          ) : (
            <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }} spacing="md">
              {rows.map((template) => (
                <Card key={template.id} component="article" className="count-link" pos="relative">
                  <Group justify="space-between" align="flex-start" wrap="nowrap">
                    <Text fw={620}>
                      <Link to="/templates/$templateId" params={{ templateId: template.id }} className="cover-link">
                        {nameIn(template.name, format.of)}
                      </Link>
                    </Text>
                    <VersionState state={template.released ? 'released' : (template.latest?.state ?? 'draft')} />
                  </Group>
                  <Text size="sm" c="dimmed">
                    {t(`purposes.${template.purpose}`, { defaultValue: template.purpose })} · {template.brand}
                  </Text>
                  <Group gap={6} mt="md">
                    {template.languages.map((language) => (
                      <Badge key={language} variant="default" tt="none" fw={500}>
                        {format.language(language)}
                      </Badge>
                    ))}
                  </Group>
                  <Text size="sm" mt="sm">
                    {template.released
                      ? t('templates.inUse', { version: template.released.version })
                      : t('templates.noneReleased', { version: template.latest?.version ?? 0 })}
                    {template.released &&
                      (template.latest?.version ?? 0) > template.released.version &&
                      ` · ${t('templates.draftWaits', { version: template.latest?.version ?? 0 })}`}
                  </Text>
                </Card>
              ))}
            </SimpleGrid>
          )
        }
      </Loaded>
    </Page>
  );
}
