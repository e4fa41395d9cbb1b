import { ActionIcon, Alert, Autocomplete, Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { api, type ClassStages, type ReplyOf, type StageName, stageNames } from '@posthorn/contract';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../api/use-api.ts';
import { FormButtons } from '../../parts/form-buttons.tsx';
import { say } from '../../parts/notify.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { judgeStages, type StagePeople } from './stage-people.ts';

type Deciders = ReplyOf<typeof api.reviews.deciders>['rows'];

/** Of those who may decide a stage so many are named on the screen. */
const namesShown = 4;
const longestWait = 365;

interface StagesFormProps {
  /** Undefined for a class that is only named now. */
  readonly of: ClassStages | undefined;
  readonly classes: readonly ClassStages[];
  readonly close: () => void;
}

/** The stages of a class in their order, who may decide each today, and how long it may take. */
export function StagesForm({ of, classes, close }: StagesFormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(of?.class ?? '');
  const [stages, setStages] = useState<readonly StageName[]>(of?.stages ?? ['compliance']);
  const [dueDays, setDueDays] = useState<number | undefined>(of?.dueDays);
  const deciders = useApi(api.reviews.deciders, {}).data?.rows;
  const keep = useChange(api.reviews.setStages, [api.reviews.stages, api.administration.audit]);
  const about = of ?? classes.find((one) => one.class === name.trim());
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const body = { stages: [...stages], ...(dueDays === undefined ? {} : { dueDays }) };
    await keep.mutateAsync({ params: { class: name.trim() }, body }).then(
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
        {of === undefined && (
          <Autocomplete
            label={t('duties.class')}
            description={t('duties.classHint')}
            required
            maxLength={60}
            data={classes.filter(({ own }) => !own).map((one) => one.class)}
            value={name}
            onChange={setName}
            data-autofocus
          />
        )}
        <StageList stages={stages} deciders={deciders} set={setStages} />
        {deciders !== undefined && <Verdict stages={stages} deciders={deciders} />}
        <NumberInput
          label={t('stagesOf.dueDays')}
          description={t('stagesOf.dueHint')}
          min={1}
          max={longestWait}
          allowDecimal={false}
          value={dueDays ?? ''}
          onChange={(value) => setDueDays(typeof value === 'number' ? value : undefined)}
        />
        <Text size="sm" c="dimmed">
          {t('stagesOf.hint')}
          {about !== undefined && about.open > 0 && ` ${t('stagesOf.keep', { count: about.open })}`}
          {about?.class === 'standard' && ` ${t('stagesOf.forAll')}`}
        </Text>
        {keep.error && <ProblemNote error={keep.error} />}
        <FormButtons back={close} deed={t('stagesOf.set')} loading={keep.isPending} disabled={stages.length === 0 || name.trim() === ''} />
      </Stack>
    </form>
  );
}

/** Said before versions wait for somebody who is not there. */
function Verdict({ stages, deciders }: { readonly stages: readonly StageName[]; readonly deciders: Deciders }) {
  const { t } = useTranslation();
  const people: StagePeople = Object.fromEntries(deciders.map((one) => [one.stage, one.people.map(({ id }) => id)]));
  const verdict = judgeStages(stages, people);
  if (verdict === 'enough') return null;
  return (
    <Alert color={verdict === 'just' ? 'brass' : 'red'} role="status" p="xs">
      {t(`stagesOf.verdict.${verdict}`)}
    </Alert>
  );
}

interface StageListProps {
  readonly stages: readonly StageName[];
  readonly deciders: Deciders | undefined;
  readonly set: (stages: readonly StageName[]) => void;
}

/** The stages in their order, and those that could be added. */
function StageList({ stages, deciders, set }: StageListProps) {
  const { t } = useTranslation();
  const move = (index: number, by: -1 | 1) => {
    const next = [...stages];
    const [moved] = next.splice(index, 1);
    next.splice(index + by, 0, moved!);
    set(next);
  };
  return (
    <div>
      <Stack component="ol" gap={6} m={0} p={0} style={{ listStyle: 'none' }} aria-label={t('stagesOf.inOrder')}>
        {stages.map((stage, i) => (
          <Group key={stage} component="li" className="inset" justify="space-between" wrap="nowrap" gap="xs">
            <div>
              <Text size="sm" fw={550}>
                {i + 1}. {t(`reviews.stage.${stage}`)}
                {i === stages.length - 1 && ` · ${t('stagesOf.last')}`}
              </Text>
              <Text size="xs" c="dimmed">
                {t(`stagesOf.who.${stage}`)} <Names of={deciders?.find((one) => one.stage === stage)} />
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

function Names({ of: decider }: { readonly of: Deciders[number] | undefined }) {
  const { t } = useTranslation();
  if (decider === undefined) return null;
  const names = decider.people.slice(0, namesShown).map(({ name }) => name);
  const others = decider.total - names.length;
  if (decider.total === 0) return t('stagesOf.nobody');
  return t(others > 0 ? 'stagesOf.todayAndMore' : 'stagesOf.today', { names: names.join(', '), count: others });
}

interface StageDeedProps {
  readonly label: string;
  readonly of: StageName;
  readonly disabled: boolean;
  readonly run: () => void;
  readonly children: ReactNode;
}

function StageDeed({ label, of, disabled, run, children }: StageDeedProps) {
  const { t } = useTranslation();
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={`${label}: ${t(`reviews.stage.${of}`)}`} disabled={disabled} onClick={run}>
      {children}
    </ActionIcon>
  );
}
