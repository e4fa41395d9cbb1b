import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { api, type Replacement } from '@posthorn/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/use-api.ts';
import { Moment } from '../../parts/moment.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';

/** What was joined or merged lately; each is undone at once in all drafts. */
export function Deeds({ of, may }: { readonly of: readonly Replacement[]; readonly may: boolean }) {
  const { t } = useTranslation();
  const undo = useUndo();
  if (of.length === 0) return null;
  return (
    <Card>
      <Title order={2} mb="sm">
        {t('passages.deeds')}
      </Title>
      <Stack gap={8}>
        {of.map((deed) => (
          <Group key={deed.id} justify="space-between" wrap="nowrap">
            <div>
              <Text size="sm">
                <Link to="/blocks/$blockId" params={{ blockId: deed.blockId }} className="fact-link">
                  {t(deed.kind === 'join' ? 'passages.deedJoin' : 'passages.deedMerge', { count: deed.documents, block: deed.blockId })}
                </Link>
              </Text>
              <Text size="xs" c="dimmed" component="div">
                {deed.by}, <Moment at={deed.at} />
                {deed.undoneBy && ` · ${t('passages.undoneBy', { name: deed.undoneBy })}`}
              </Text>
            </div>
            {may && !deed.undoneAt && (
              <Button size="compact-sm" variant="default" onClick={() => undo(deed.id)}>
                {t('actions.undo')}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Card>
  );
}

/** Undoes a deed and says so. */
export function useUndo(): (id: string) => void {
  const { t } = useTranslation();
  const undo = useChange(api.passages.undo, [api.passages.overview, api.passages.clusters, api.blocks.list]);
  return (id) =>
    void undo
      .mutateAsync({ params: { id } })
      .then(({ left }) => say(left === 0 ? t('passages.undone') : t('passages.left', { count: left })), sayProblem);
}
