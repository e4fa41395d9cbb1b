import { Alert, Button, Group, Text } from '@mantine/core';
import { memo, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { say, sayProblem } from '../../parts/notify.tsx';
import type { Written } from './model/areas.ts';
import { sameContent } from './saving/same-content.ts';
import { type ContentKind, journal, type Loaded, undecidedKey } from './use-draft.ts';
import { newestDraft, type Saving } from './use-saving.ts';

interface RecoveryProps {
  readonly loaded: Loaded;
  readonly kind: ContentKind;
  readonly id: string;
  readonly saving: Saving;
  /** Puts a document in the place of what is shown; what was shown can be had back by undo. */
  readonly replace: (document: Written) => void;
}

/** Two versions of the same text: what this browser kept of a closed tab, or what somebody else saved meanwhile. */
export const Recovery = memo(function Recovery(props: RecoveryProps) {
  return props.saving.state === 'conflict' ? <Conflict {...props} /> : <Kept {...props} />;
});

function Conflict({ kind, id, saving, replace }: RecoveryProps) {
  const { t } = useTranslation();
  const take = async (theirs: boolean) => {
    try {
      const newest = await newestDraft({ kind, id });
      if (!theirs) return void (await saving.saver.goOnFrom(newest.revision));
      replace(newest.document as unknown as Written);
      await saving.saver.giveUp(newest.revision);
    } catch (error) {
      sayProblem(error);
    }
  };
  return (
    <Choice
      text={t('editor.conflict.text')}
      mine={t('editor.conflict.mine')}
      theirs={t('editor.conflict.theirs')}
      choose={(theirs) => void take(theirs)}
    />
  );
}

/** What a closed tab left is taken in again where nobody saved since; else the person decides. */
function Kept({ loaded, kind, id, saving, replace }: RecoveryProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { unsaved, draft } = loaded;
  const [kept, setKept] = useState(unsaved !== undefined && !sameContent(unsaved.document, draft.document) ? unsaved : undefined);
  const upon = kept?.revision === draft.revision;
  const at = kept === undefined ? '' : format.dateTime(new Date(kept.at).toISOString());
  useEffect(() => {
    // What is written from now on goes into the journal; what is undecided must not be lost by that.
    if (kept !== undefined && !upon) void journal.write({ ...kept, key: undecidedKey(kind, id) }).catch(() => undefined);
  }, [kept, upon, kind, id]);
  const forget = () => {
    void journal.forget(undecidedKey(kind, id)).catch(() => undefined);
    setKept(undefined);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as soon as this tab may write
  useEffect(() => {
    if (kept === undefined || !upon || !saving.mine) return;
    replace(kept.document);
    forget();
    say(t('editor.recovery.taken', { at }));
  }, [saving.mine]);
  if (kept === undefined || upon) return null;
  const choose = (theirs: boolean) => {
    if (!theirs) replace(kept.document);
    else if (!saving.saver.pending()) void journal.forget(kept.key).catch(() => undefined);
    forget();
  };
  return (
    <Choice
      text={t('editor.recovery.text', { at, name: draft.savedBy })}
      mine={t('editor.recovery.take')}
      theirs={t('editor.recovery.leave')}
      choose={choose}
    />
  );
}

interface ChoiceProps {
  readonly text: string;
  readonly mine: string;
  readonly theirs: string;
  readonly choose: (theirs: boolean) => void;
}

function Choice({ text, mine, theirs, choose }: ChoiceProps) {
  return (
    <Alert color="brass" py={8} mb={8} role="alert">
      <Group justify="space-between" gap="xs">
        <Text size="sm">{text}</Text>
        <Group gap={6}>
          <Button size="compact-sm" onClick={() => choose(false)}>
            {mine}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => choose(true)}>
            {theirs}
          </Button>
        </Group>
      </Group>
    </Alert>
  );
}
