import { ActionIcon, Button, Card, Group, Stack, Text, TextInput } from '@mantine/core';
import { api, type ReplyOf, type StageName, stageNames } from '@posthorn/contract';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../api/use-api.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FormButtons } from '../../parts/form-buttons.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { say } from '../../parts/notify.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Rows } from '../../parts/rows.tsx';

type ClassStages = ReplyOf<typeof api.reviews.stages>['rows'][number];

/** Blocks and brands are classes too; all others are named by whoever says what a template is about. */
const className = (name: string, t: TFunction): string =>
  name === 'block' || name === 'brand' ? t(`areas.kind.${name}`) : name === 'standard' ? t('stagesOf.standard') : name;

/** Who looks at what before it goes out: the stages of each class of templates, of blocks and of brands. */
export function Stages() {
  const { t } = useTranslation();
  const answer = useApi(api.reviews.stages, {});
  const [setting, setSetting] = useState<ClassStages>();
  return (
    <Card>
      <Group justify="space-between" mb="xs" wrap="nowrap">
        <Text size="sm" c="dimmed">
          {t('stagesOf.lead')}
        </Text>
        <Button
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setSetting({ class: '', stages: ['compliance'] })}
          style={{ flex: 'none' }}
        >
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
              { name: 'class', label: t('duties.class'), cell: (row) => className(row.class, t) },
              {
                name: 'stages',
                label: t('reviews.stageColumn'),
                cell: ({ stages }) => stages.map((stage) => t(`reviews.stage.${stage}`)).join(' → '),
              },
              {
                name: 'set',
                label: t('stagesOf.set'),
                cell: (row) => (
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => setSetting(row)}
                    aria-label={`${t('stagesOf.set')}: ${className(row.class, t)}`}
                  >
                    {t('stagesOf.set')}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      <Dialog
        opened={setting !== undefined}
        onClose={() => setSetting(undefined)}
        title={setting?.class ? t('stagesOf.of', { name: className(setting.class, t) }) : t('stagesOf.add')}
      >
        {setting && <StagesForm of={setting} close={() => setSetting(undefined)} />}
      </Dialog>
    </Card>
  );
}

function StagesForm({ of, close }: { readonly of: ClassStages; readonly close: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState(of.class);
  const [stages, setStages] = useState<readonly StageName[]>(of.stages);
  const keep = useChange(api.reviews.setStages, [api.reviews.stages, api.administration.audit]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await keep.mutateAsync({ params: { class: name.trim() }, body: { stages: [...stages] } }).then(
      () => {
        say(t('stagesOf.kept'));
        close();
      },
      () => undefined,
    );
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        {of.class === '' && (
          <TextInput
            label={t('duties.class')}
            description={t('duties.classHint')}
            required
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.target.value)}
            data-autofocus
          />
        )}
        <StageList stages={stages} set={setStages} />
        <Text size="sm" c="dimmed">
          {t('stagesOf.hint')}
        </Text>
        {keep.error && <ProblemNote error={keep.error} />}
        <FormButtons back={close} deed={t('stagesOf.set')} loading={keep.isPending} disabled={stages.length === 0 || name.trim() === ''} />
      </Stack>
    </form>
  );
}

/** The stages in their order, and those that could be added. */
function StageList({ stages, set }: { readonly stages: readonly StageName[]; readonly set: (stages: readonly StageName[]) => void }) {
  const { t } = useTranslation();
  const move = (index: number, by: -1 | 1) => {
    const next = [...stages];
    const [moved] = next.splice(index, 1);
    next.splice(index + by, 0, moved!);
    set(next);
  };
  return (
    <div>
      <Stack component="ol" gap={6} m={0} p={0} style={{ listStyle: 'none' }}>
        {stages.map((stage, i) => (
          <Group key={stage} component="li" className="inset" justify="space-between" wrap="nowrap" gap="xs">
            <div>
              <Text size="sm" fw={550}>
                {i + 1}. {t(`reviews.stage.${stage}`)}
              </Text>
              <Text size="xs" c="dimmed">
                {t(`stagesOf.who.${stage}`)}
                {i === stages.length - 1 && ` ${t('stagesOf.last')}`}
              </Text>
            </div>
            <Group gap={2} wrap="nowrap">
              <StageDeed label={t('stagesOf.earlier')} of={stage} disabled={i === 0} run={() => move(i, -1)}>
                <IconArrowUp size={16} aria-hidden />
              </StageDeed>
              <StageDeed label={t('stagesOf.laterOn')} of={stage} disabled={i === stages.length - 1} run={() => move(i, 1)}>
                <IconArrowDown size={16} aria-hidden />
              </StageDeed>
              <StageDeed
                label={t('stagesOf.without')}
                of={stage}
                disabled={stages.length === 1}
                run={() => set(stages.filter((one) => one !== stage))}
              >
                <IconX size={16} aria-hidden />
              </StageDeed>
            </Group>
          </Group>
        ))}
      </Stack>
      <Group gap={6} mt={8}>
        {stageNames
          .filter((stage) => !stages.includes(stage))
          .map((stage) => (
            <Button
              key={stage}
              size="compact-sm"
              variant="default"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => set([...stages, stage])}
            >
              {t(`reviews.stage.${stage}`)}
            </Button>
          ))}
      </Group>
    </div>
  );
}

function StageDeed({
  label,
  of,
  disabled,
  run,
  children,
}: {
  readonly label: string;
  readonly of: StageName;
  readonly disabled: boolean;
  readonly run: () => void;
  readonly children: React.ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={`${label}: ${t(`reviews.stage.${of}`)}`} disabled={disabled} onClick={run}>
      {children}
    </ActionIcon>
  );
}
