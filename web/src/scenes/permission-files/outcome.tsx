import { Alert, Button, Card, Group, SimpleGrid, Text, Title } from '@mantine/core';
import { api, type PermissionFile } from '@posthorn/contract';
import { IconArrowBackUp, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useAsk } from '../../parts/confirm.tsx';
import { Figure } from '../../parts/facts.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { Rows } from '../../parts/rows.tsx';
import { useFileWords } from './words.ts';

/** What a file would come to, or came to: counts, rows that are faulty with how to mend them, and whether it can be taken back. */
export function Outcome({ file }: { readonly file: PermissionFile }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { counts, state, problems } = file;
  const title = t(state === 'checked' ? 'permissionFiles.wouldCome' : 'permissionFiles.came');
  const figures = [
    ['read', counts.read],
    ['fresh', counts.fresh],
    ['known', counts.known],
    ['faulty', counts.faulty],
    ...(counts.removed === undefined ? [] : [['removed', counts.removed] as const]),
  ] as const;
  return (
    <Card component="section" aria-label={title}>
      <Title order={2} mb="sm">
        {title}
      </Title>
      <SimpleGrid cols={{ base: 2, sm: figures.length }} spacing="md" mb="md">
        {figures.map(([name, value]) => (
          <Figure key={name} label={t(`permissionFiles.${name}`)} value={format.number(value)} />
        ))}
      </SimpleGrid>
      {problems.length > 0 && <Problems file={file} />}
      <Undo file={file} />
    </Card>
  );
}

function Problems({ file: { problems, counts } }: { readonly file: PermissionFile }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useFileWords();
  const title = t('permissionFiles.problemRows');
  const more = counts.faulty - problems.length;
  return (
    <>
      <Title order={3} mb={4}>
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb="xs" maw={760}>
        {t('permissionFiles.problemRowsText')}
      </Text>
      <div style={{ maxHeight: 320, overflowY: 'auto' }}>
        <Rows
          label={title}
          rows={problems}
          keyOf={({ line }) => String(line)}
          columns={[
            { name: 'line', label: t('permissionFiles.line'), align: 'right', width: 70, cell: ({ line }) => format.number(line) },
            {
              name: 'field',
              label: t('permissionFiles.field'),
              wide: true,
              cell: ({ field }) => words.field(field),
            },
            {
              name: 'reason',
              label: t('permissionFiles.mend'),
              cell: ({ code, reason }) => (
                <>
                  <Text size="sm">{words.problem({ code, reason })}</Text>
                  {(code === 'not-in-list' || code === 'unreadable') && (
                    <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }} lang="en">
                      {reason}
                    </Text>
                  )}
                </>
              ),
            },
          ]}
        />
      </div>
      {more > 0 && <Text size="sm">{t('permissionFiles.moreProblems', { count: more, number: format.number(more) })}</Text>}
    </>
  );
}

function Undo({ file }: { readonly file: PermissionFile }) {
  const { t } = useTranslation();
  const may = useMay('permission-files:import');
  const ask = useAsk();
  const undo = useChange(api.permissionFiles.undo, [api.permissionFiles.get, api.permissionFiles.list, api.permissionFiles.lists]);
  if (file.state === 'undone') return <Note text={t('permissionFiles.undone')} />;
  if (file.undo === undefined) return null;
  if (file.undo !== 'possible') return <Note text={t(`permissionFiles.noUndo.${file.undo}`)} />;
  const name = file.settings?.kind === 'suppression' ? file.settings.name : '';
  const undoAfterAsking = async () => {
    const question = {
      title: t('permissionFiles.undoTitle', { name }),
      text: t('permissionFiles.undoText'),
      deed: t('permissionFiles.undo'),
    };
    if ((await ask({ ...question, dangerous: true })) === undefined) return;
    await undo.mutateAsync({ params: { id: file.id } }).then(() => say(t('permissionFiles.undone')), sayProblem);
  };
  return (
    <Group mt="md">
      {may && (
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          loading={undo.isPending}
          onClick={() => void undoAfterAsking()}
        >
          {t('permissionFiles.undo')}
        </Button>
      )}
      <Text size="sm" c="dimmed">
        {t('permissionFiles.undoHint')}
      </Text>
    </Group>
  );
}

const Note = ({ text }: { readonly text: string }) => (
  <Alert mt="md" variant="light" icon={<IconInfoCircle size={18} aria-hidden />} c="var(--mantine-color-text)">
    {text}
  </Alert>
);
