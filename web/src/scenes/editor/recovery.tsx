import { Alert, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { sayProblem } from '../../parts/notify.tsx';
import type { Written } from './model/areas.ts';
import { type ContentKind, journal, type Loaded } from './use-draft.ts';
import { newestDraft, type Saving } from './use-saving.ts';

interface RecoveryProps {
  readonly loaded: Loaded;
  readonly kind: ContentKind;
  readonly id: string;
  readonly saving: Saving;
  readonly replace: (document: Written) => void;
}

/** Two versions of the same text: what this browser kept of a closed tab, or what somebody else saved meanwhile. The person decides. */
export function Recovery({ loaded, kind, id, saving, replace }: RecoveryProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { unsaved, draft } = loaded;
  const [kept, setKept] = useState(
    unsaved !== undefined && JSON.stringify(unsaved.document) !== JSON.stringify(draft.document) ? unsaved : undefined,
  );
  if (saving.state === 'conflict') {
    const take = async (theirs: boolean) => {
      try {
        const newest = await newestDraft({ kind, id });
        if (theirs) replace(newest.document as unknown as Written);
        await saving.saver.goOnFrom(newest.revision);
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
  if (kept === undefined) return null;
  const choose = (theirs: boolean) => {
    if (theirs) void journal.forget(kept.key);
    else replace(kept.document);
    setKept(undefined);
  };
  const text = t('editor.recovery.text', { at: format.dateTime(new Date(kept.at).toISOString()) });
  return <Choice text={text} mine={t('editor.recovery.take')} theirs={t('editor.recovery.leave')} choose={choose} />;
}

interface ChoiceProps {
  readonly text: string;
  readonly mine: string;
  readonly theirs: string;
  readonly choose: (theirs: boolean) => void;
}

function Choice({ text, mine, theirs, choose }: ChoiceProps) {
  return (
    <Alert color="brass" py={8} mb={8}>
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
