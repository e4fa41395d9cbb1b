import { Alert, Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/api-error.ts';
import { useSession } from '../../app/session.ts';
import { problemInWords } from '../../i18n/in-words.ts';
import type { DraftKind } from './use-draft.ts';
import type { Saving } from './use-saving.ts';

interface StandingProps {
  readonly saving: Saving;
  readonly kind: DraftKind;
  readonly id: string;
}

/** Why something else than usual holds here: no connection, somebody else writes, it waits for its release. What to do stands beside it. */
export const Standing = memo(function Standing({ saving, kind, id }: StandingProps) {
  const { t } = useTranslation();
  const me = useSession().user.id;
  const { holder, state, error } = saving;
  if (saving.closed !== undefined) {
    return (
      <Note text={t(saving.closed === 'gone' ? 'editor.standing.gone' : 'editor.standing.inReview')}>
        {kind === 'template' && (
          <Button
            size="compact-sm"
            variant="default"
            renderRoot={(props) => <Link to="/templates/$templateId" params={{ templateId: id }} {...props} />}
          >
            {t('editor.standing.toTemplate')}
          </Button>
        )}
      </Note>
    );
  }
  if (holder !== undefined) {
    const who = holder.userId === me ? 'editor.lock.ownTab' : holder.tookOver ? 'editor.lock.tookOver' : 'editor.lock.held';
    const unsaved = saving.saver.pending() ? ` ${t('editor.lock.kept')}` : '';
    return (
      <Note text={`${t(who, { name: holder.name })}${unsaved}`}>
        <Button size="compact-sm" variant="default" onClick={() => void saving.takeOver()}>
          {t('editor.lock.takeOver')}
        </Button>
      </Note>
    );
  }
  const again = (
    <Button size="compact-sm" variant="default" onClick={() => void saving.saver.flush()}>
      {t('editor.standing.tryNow')}
    </Button>
  );
  if (state === 'offline' || !saving.connected) return <Note text={t('editor.standing.offline')}>{again}</Note>;
  if (state === 'failed') {
    const problem = error instanceof ApiError ? error.problem : undefined;
    const said = problem && problemInWords(problem);
    const why = problem?.status === 401 ? t('editor.standing.signedOut') : [said?.detail, said?.hint].filter(Boolean).join(' ');
    return <Note text={`${t('editor.standing.failed')} ${why}`}>{again}</Note>;
  }
  return null;
});

function Note({ text, children }: { readonly text: string; readonly children?: ReactNode }) {
  return (
    <Alert color="brass" py={8} mb={8} role="status" className="ed-standing">
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="sm">{text}</Text>
        {children}
      </Group>
    </Alert>
  );
}
