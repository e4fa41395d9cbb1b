import { Button, Card, Group, Text } from '@mantine/core';
import { api, type Duty } from '@posthorn/contract';
import { IconGavel, IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { DutyForm } from './duty-form.tsx';
import { Counts, DutyState } from './duty-state.tsx';
import { useDemand } from './use-demand.ts';

/** The register of what laws and rules of the house want of communications. */
export function Duties() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const demand = useDemand();
  const may = useMay('content:duties');
  const [creating, setCreating] = useState(false);
  const answer = useApi(api.duties.list, {});
  const open = ({ id }: Duty) => void navigate({ to: '/duties/$dutyId', params: { dutyId: id } });
  const create = may && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating(true)}>
      {t('duties.create')}
    </Button>
  );
  return (
    <Page title={t('doors.duties')} lead={t('duties.lead')} actions={create}>
      <Card>
        <Loaded answer={answer} height={320}>
          {({ rows }) =>
            rows.length === 0 ? (
              <EmptyState icon={IconGavel} title={t('duties.empty')} text={t('duties.emptyText')} />
            ) : (
              <Rows
                label={t('doors.duties')}
                rows={rows}
                keyOf={({ id }) => id}
                open={open}
                columns={[
                  {
                    name: 'name',
                    label: t('duties.name'),
                    cell: ({ id, content }) => (
                      <>
                        <Link to="/duties/$dutyId" params={{ dutyId: id }} className="row-link">
                          {content.name}
                        </Link>
                        <Text size="xs" c="dimmed">
                          {[content.source.paragraph, content.source.law].filter(Boolean).join(' ')}
                        </Text>
                      </>
                    ),
                  },
                  {
                    name: 'demand',
                    label: t('duties.demand'),
                    wide: true,
                    cell: ({ content }) => <Text size="sm">{demand(content)}</Text>,
                  },
                  { name: 'about', label: t('duties.about'), wide: true, cell: ({ content }) => <About of={content} /> },
                  { name: 'state', label: t('runs.state'), cell: (duty) => <DutyState of={duty} /> },
                  { name: 'met', label: t('duties.versions'), cell: (duty) => <Counts of={duty} /> },
                ]}
              />
            )
          }
        </Loaded>
      </Card>
      <Dialog opened={creating} onClose={() => setCreating(false)} title={t('duties.create')} size="xl">
        {creating && (
          <DutyForm
            done={(duty) => {
              setCreating(false);
              open(duty);
            }}
            cancel={() => setCreating(false)}
          />
        )}
      </Dialog>
    </Page>
  );
}

/** Which templates a duty is about. */
export function About({ of: { classes, products, countries } }: { readonly of: Duty['content'] }) {
  const { t } = useTranslation();
  const said = [...classes, ...products, ...countries];
  return (
    <Group gap={4}>
      {said.map((one) => (
        <span key={one} className="chip">
          {one}
        </span>
      ))}
      {said.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('duties.everything')}
        </Text>
      )}
    </Group>
  );
}
