import { Button, Card, Checkbox, Grid, Group, Kbd, Stack, Text } from '@mantine/core';
import { api, type WaitingMessage } from '@posthorn/contract';
import { IconClockPause } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiPages } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Outline } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { isPlainKey, More, Rows } from '../../parts/rows.tsx';
import { useListKeys } from '../../parts/use-list-keys.ts';
import { DecideForm, type Decision } from './decide-form.tsx';
import { DocumentPair } from './document-pair.tsx';

const route = getRouteApi('/inside/waiting-room');
const keys: Readonly<Record<string, Decision>> = { s: 'send', w: 'withhold', l: 'later' };

/** Messages that do not go well with what was said before: a person decides, one by one or several at once. */
export function WaitingRoom() {
  const { t } = useTranslation();
  const { run } = route.useSearch();
  const mayDecide = useMay('waiting-room:decide');
  const answer = useApiPages(api.waitingRoom.list, { query: run === undefined ? {} : { run } }, 50);
  const { rows } = answer;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [openId, setOpenId] = useState<string>();
  const [deciding, setDeciding] = useState<Decision>();
  const [current] = useListKeys({ count: rows.length, open: (index) => setOpenId(rows[index]?.communicationId) });
  const shown = rows.find((one) => one.communicationId === openId) ?? rows[Math.max(0, current)];
  const here = rows.filter((one) => chosen.has(one.communicationId));
  const about = here.length > 0 ? here : shown ? [shown] : [];
  const toggle = (one: WaitingMessage) => setChosen((before) => toggled(before, one.communicationId));
  useDecisionKeys((key) => {
    const at = rows[current];
    if (key === 'x' && at) toggle(at);
    const decision = keys[key];
    if (decision !== undefined && mayDecide && about.length > 0) setDeciding(decision);
  });
  const all = rows.length > 0 && here.length === rows.length;
  return (
    <Page title={t('doors.waitingRoom')} lead={t('waitingRoom.lead')}>
      {answer.error && <ProblemNote error={answer.error} />}
      {answer.isPending && <Outline height={420} />}
      {answer.isSuccess && rows.length === 0 && (
        <Card>
          <EmptyState icon={IconClockPause} title={t('waitingRoom.empty')} text={t('waitingRoom.emptyText')} />
        </Card>
      )}
      {rows.length > 0 && (
        <Grid gap="md">
          <Grid.Col span={{ base: 12, lg: 5 }}>
            <Card>
              <Group justify="space-between" mb="xs">
                <Checkbox
                  label={here.length > 0 ? t('waitingRoom.chosen', { count: here.length }) : t('waitingRoom.chooseAll')}
                  checked={all}
                  indeterminate={here.length > 0 && !all}
                  onChange={() => setChosen(all ? new Set() : new Set(rows.map((one) => one.communicationId)))}
                />
                <Text size="xs" c="dimmed" visibleFrom="md">
                  <Kbd size="xs">J</Kbd> <Kbd size="xs">K</Kbd> <Kbd size="xs">X</Kbd> <Kbd size="xs">S</Kbd> <Kbd size="xs">W</Kbd>{' '}
                  <Kbd size="xs">L</Kbd>
                </Text>
              </Group>
              <Waiting rows={rows} chosen={chosen} toggle={toggle} open={setOpenId} current={rows.indexOf(shown!)} />
              <More answer={answer} />
            </Card>
          </Grid.Col>
          <Grid.Col span={{ base: 12, lg: 7 }}>
            <Stack gap="md">
              {mayDecide && <Deeds count={about.length} decide={setDeciding} />}
              {shown && <DocumentPair message={shown} />}
            </Stack>
          </Grid.Col>
        </Grid>
      )}
      <Dialog opened={deciding !== undefined} onClose={() => setDeciding(undefined)} title={t(`waitingRoom.${deciding ?? 'send'}Title`)}>
        {deciding !== undefined && (
          <DecideForm
            decision={deciding}
            messages={about}
            done={() => {
              setDeciding(undefined);
              setChosen(new Set());
              setOpenId(undefined);
            }}
            cancel={() => setDeciding(undefined)}
          />
        )}
      </Dialog>
    </Page>
  );
}

function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(id)) after.add(id);
  return after;
}

/** Keys of the deeds, beside those that walk through the list. */
function useDecisionKeys(pressed: (key: string) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest('input:not([type=checkbox]), textarea, select') !== null;
      if (isPlainKey(event) && !typing && !document.querySelector('[role="dialog"]')) pressed(event.key);
    };
    document.addEventListener('keyup', onKey);
    return () => document.removeEventListener('keyup', onKey);
  });
}

interface WaitingProps {
  readonly rows: readonly WaitingMessage[];
  readonly chosen: ReadonlySet<string>;
  readonly toggle: (one: WaitingMessage) => void;
  readonly open: (id: string) => void;
  readonly current: number;
}

function Waiting({ rows, chosen, toggle, open, current }: WaitingProps) {
  const { t } = useTranslation();
  return (
    <Rows
      label={t('doors.waitingRoom')}
      rows={rows}
      keyOf={(one) => one.communicationId}
      open={(one) => open(one.communicationId)}
      current={current}
      columns={[
        {
          name: 'choose',
          label: '',
          width: 36,
          cell: (one) => (
            <Checkbox
              aria-label={t('waitingRoom.choose', { name: one.customerName, matter: one.matter })}
              checked={chosen.has(one.communicationId)}
              onChange={() => toggle(one)}
            />
          ),
        },
        {
          name: 'customer',
          label: t('runs.customer'),
          cell: (one) => (
            <>
              <Text size="sm" fw={550}>
                {one.customerName}
              </Text>
              <Text size="xs" c="dimmed">
                {one.customerNumber}
              </Text>
            </>
          ),
        },
        {
          name: 'conflict',
          label: t('waitingRoom.conflict'),
          cell: (one) => (
            <>
              <Text size="sm">
                {t('waitingRoom.against', { second: one.matter, first: one.first.matter ?? one.first.circumstance ?? '' })}
              </Text>
              <Text size="xs" c="dimmed">
                {one.rule.name}
              </Text>
            </>
          ),
        },
      ]}
    />
  );
}

function Deeds({ count, decide }: { readonly count: number; readonly decide: (decision: Decision) => void }) {
  const { t } = useTranslation();
  return (
    <Card>
      <Group justify="space-between" gap="sm">
        <Text size="sm" role="status">
          {t('waitingRoom.decideAbout', { count })}
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={() => decide('later')} aria-keyshortcuts="l">
            {t('waitingRoom.later')}
          </Button>
          <Button variant="default" onClick={() => decide('withhold')} aria-keyshortcuts="w">
            {t('waitingRoom.withhold')}
          </Button>
          <Button onClick={() => decide('send')} aria-keyshortcuts="s">
            {t('waitingRoom.send')}
          </Button>
        </Group>
      </Group>
    </Card>
  );
}
