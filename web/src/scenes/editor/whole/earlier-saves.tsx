import '../../reviews/reviews.css';
import './whole.css';
import { Button, Group, SegmentedControl, Stack, Text, UnstyledButton } from '@mantine/core';
import { api } from '@posthorn/contract';
import { IconHistory } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call.ts';
import { useApi, useApiPages } from '../../../api/use-api.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { Loaded, Outline } from '../../../parts/loaded.tsx';
import { Moment } from '../../../parts/moment.tsx';
import { say, sayProblem } from '../../../parts/notify.tsx';
import { ProblemNote } from '../../../parts/problem-note.tsx';
import { More } from '../../../parts/rows.tsx';
import { ReadingView } from '../../reviews/changes/reading.tsx';
import { RulesView } from '../../reviews/changes/rules-view.tsx';
import type { Written } from '../model/areas.ts';
import type { ContentKind } from '../use-draft.ts';
import type { Saving } from '../use-saving.ts';
import { type Sitting, sittingsOf } from './saves.ts';

interface EarlierSavesProps {
  readonly kind: ContentKind;
  readonly id: string;
  readonly saving: Pick<Saving, 'saver'>;
  readonly mayWrite: boolean;
  readonly replace: (document: Written) => void;
  readonly close: () => void;
}

/** The draft as it was: who saved when, what is different now, and the way back, which can be undone like everything else. */
export function EarlierSaves({ kind, id, saving, mayWrite, replace, close }: EarlierSavesProps) {
  const { t } = useTranslation();
  const now = useSaved(saving);
  return (
    <Dialog opened onClose={close} title={t('editor.saves.title')} size="min(1100px, 94vw)">
      {now === undefined ? <Outline height={360} /> : <Saves {...{ kind, id, mayWrite, replace, close, now }} />}
    </Dialog>
  );
}

/** The save that what is on the screen became; what was written last is saved first. */
function useSaved({ saver }: Pick<Saving, 'saver'>): number | undefined {
  const [revision, setRevision] = useState<number>();
  useEffect(() => {
    void saver.flush().finally(() => setRevision(saver.revision()));
  }, [saver]);
  return revision;
}

interface SavesProps extends Omit<EarlierSavesProps, 'saving'> {
  readonly now: number;
}

function Saves({ kind, id, mayWrite, replace, close, now }: SavesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const answer = useApiPages(api.drafts.revisions, { params: { kind, id } }, 200);
  const sittings = sittingsOf(answer.rows.filter(({ revision }) => revision !== now));
  const [wished, choose] = useState<number>();
  const chosen = sittings.find(({ revision }) => revision === wished) ?? sittings[0];
  const bringBack = async ({ revision, at }: Sitting) => {
    try {
      const { document } = await call(api.drafts.revision, { params: { kind, id, revision } });
      replace(document as unknown as Written);
      say(t('editor.saves.broughtBack', { at: format.dateTime(at) }));
      close();
    } catch (error) {
      sayProblem(error);
    }
  };
  if (answer.error) return <ProblemNote error={answer.error} retry={() => void answer.refetch()} />;
  if (answer.isPending) return <Outline height={360} />;
  if (chosen === undefined) return <EmptyState icon={IconHistory} title={t('editor.saves.none')} text={t('editor.saves.noneText')} />;
  return (
    <div className="ed-saves">
      <div>
        <Stack component="ul" gap={4} m={0} p={0} style={{ listStyle: 'none' }} aria-label={t('editor.saves.list')}>
          {sittings.map((one) => (
            <li key={one.revision}>
              <UnstyledButton className="ed-sitting" aria-pressed={one === chosen} onClick={() => choose(one.revision)}>
                <Text size="sm" fw={550}>
                  <Moment at={one.at} />
                </Text>
                <Text size="xs" c="dimmed">
                  {one.by} · {t('editor.saves.count', { count: one.saves })}
                </Text>
              </UnstyledButton>
            </li>
          ))}
        </Stack>
        <More answer={answer} />
      </div>
      <section aria-label={format.dateTime(chosen.at)}>
        <Changes key={chosen.revision} kind={kind} id={id} then={chosen} now={now} />
        {mayWrite && (
          <Group justify="flex-end" mt="md">
            <Button onClick={() => void bringBack(chosen)}>{t('editor.saves.bringBack')}</Button>
          </Group>
        )}
      </section>
    </div>
  );
}

interface ChangesProps {
  readonly kind: ContentKind;
  readonly id: string;
  readonly then: Sitting;
  readonly now: number;
}

const nobody: ReadonlyMap<string, number> = new Map();

/** What was written since. */
function Changes({ kind, id, then, now }: ChangesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [view, setView] = useState<'text' | 'rules'>('text');
  const query = { from: `save-${then.revision}`, to: `save-${now}`, all: true };
  const answer = useApi(api.comparing.compare, { params: { kind, id }, query });
  return (
    <>
      <SegmentedControl
        size="xs"
        mb="sm"
        aria-label={t('reviews.text.how')}
        value={view}
        onChange={setView}
        data={(['text', 'rules'] as const).map((value) => ({ value, label: t(`reviews.tab.${value}`) }))}
      />
      <Loaded answer={answer} height={300}>
        {(comparison) =>
          view === 'rules' ? (
            <RulesView comparison={comparison} comparable />
          ) : (
            <ReadingView comparison={comparison} names={[format.dateTime(then.at), t('editor.saves.now')]} comparable commented={nobody} />
          )
        }
      </Loaded>
    </>
  );
}
