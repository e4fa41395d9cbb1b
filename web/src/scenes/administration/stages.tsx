import { Button, Card, Group, Text } from '@mantine/core';
import { api, type ClassStages } from '@posthorn/contract';
import { IconPlus } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../api/use-api.ts';
import { useAsk } from '../../parts/confirm.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { Rows } from '../../parts/rows.tsx';
import { StagesForm } from './stages-form.tsx';

/** Blocks and brands are classes too; all others are named by whoever says what a template is about. */
const className = (name: string, t: TFunction): string =>
  name === 'block' || name === 'brand' ? t(`areas.kind.${name}`) : name === 'standard' ? t('stagesOf.standard') : name;

/** Who looks at what before it goes out: the stages of each class of templates, of blocks and of brands. */
export function Stages() {
  const { t } = useTranslation();
  const ask = useAsk();
  const answer = useApi(api.reviews.stages, {});
  const clear = useChange(api.reviews.clearStages, [api.reviews.stages, api.administration.audit]);
  const [setting, setSetting] = useState<ClassStages | 'new'>();
  const rows = answer.data?.rows ?? [];
  const clearAfterAsking = async (row: ClassStages) => {
    const name = className(row.class, t);
    const answered = await ask({ title: t('stagesOf.clearTitle', { name }), text: t('stagesOf.clearText'), deed: t('stagesOf.clear') });
    if (answered === undefined) return;
    await clear.mutateAsync({ params: { class: row.class } }).then(() => say(t('stagesOf.cleared')), sayProblem);
  };
  return (
    <Card>
      <Group justify="space-between" mb="xs" align="flex-start" gap="sm">
        <Text size="sm" c="dimmed" style={{ flex: '1 1 300px' }}>
          {t('stagesOf.lead')}
        </Text>
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setSetting('new')} style={{ flex: 'none' }}>
          {t('stagesOf.add')}
        </Button>
      </Group>
      <Loaded answer={answer} height={200}>
        {({ rows }) => (
          <Rows
            label={t('administration.stages')}
            rows={rows}
            keyOf={(row) => row.class}
            columns={[
              { name: 'class', label: t('duties.class'), cell: (row) => <ClassCell of={row} /> },
              { name: 'stages', label: t('stagesOf.inOrder'), cell: (row) => <StagesCell of={row} /> },
              { name: 'review', label: t('stagesOf.inReview'), wide: true, cell: (row) => <ReviewCell of={row} /> },
              {
                name: 'set',
                label: t('stagesOf.set'),
                cell: (row) => (
                  <Group gap={6}>
                    <Deed label={t('stagesOf.set')} of={row} run={() => setSetting(row)} />
                    {row.own && <Deed label={t('stagesOf.clear')} of={row} run={() => void clearAfterAsking(row)} />}
                  </Group>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      <Dialog
        opened={setting !== undefined}
        onClose={() => setSetting(undefined)}
        title={setting === undefined || setting === 'new' ? t('stagesOf.add') : t('stagesOf.of', { name: className(setting.class, t) })}
      >
        {setting && <StagesForm of={setting === 'new' ? undefined : setting} classes={rows} close={() => setSetting(undefined)} />}
      </Dialog>
    </Card>
  );
}

function ClassCell({ of: row }: { readonly of: ClassStages }) {
  const { t } = useTranslation();
  return (
    <>
      {className(row.class, t)}
      {row.templates > 0 && (
        <Text size="xs" c="dimmed">
          {t('stagesOf.templates', { count: row.templates })}
        </Text>
      )}
    </>
  );
}

function StagesCell({ of: { own, stages, dueDays, class: name } }: { readonly of: ClassStages }) {
  const { t } = useTranslation();
  const usual = name === 'block' || name === 'brand' || name === 'standard' ? 'stagesOf.usual' : 'stagesOf.asAll';
  const notes = [...(own ? [] : [t(usual)]), ...(dueDays === undefined ? [] : [t('stagesOf.due', { count: dueDays })])];
  return (
    <>
      {stages.map((stage) => t(`reviews.stage.${stage}`)).join(' → ')}
      {notes.length > 0 && (
        <Text size="xs" c="dimmed">
          {notes.join(' · ')}
        </Text>
      )}
    </>
  );
}

function ReviewCell({ of: { open, openWithOthers } }: { readonly of: ClassStages }) {
  const { t } = useTranslation();
  if (open === 0) return <Text size="sm">–</Text>;
  return (
    <>
      <Text size="sm">{t('stagesOf.open', { count: open })}</Text>
      {openWithOthers > 0 && (
        <Text size="xs" c="dimmed">
          {t('stagesOf.withOthers', { count: openWithOthers })}
        </Text>
      )}
    </>
  );
}

function Deed({ label, of: row, run }: { readonly label: string; readonly of: ClassStages; readonly run: () => void }) {
  const { t } = useTranslation();
  return (
    <Button size="compact-sm" variant="default" onClick={run} aria-label={`${label}: ${className(row.class, t)}`}>
      {label}
    </Button>
  );
}
