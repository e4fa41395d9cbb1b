import '../reviews/reviews.css';
import './promotion.css';
import { Button, Card, FileButton, Group, Stack, Text, Title } from '@mantine/core';
import { api, type ReplyOf } from '@posthorn/contract';
import { IconFileZip, IconFolderUp, IconTransferIn } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendFile } from '../../api/send-file.ts';
import { keyOf } from '../../api/use-api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Outline } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { PromotedTemplate } from './promoted-template.tsx';
import { TakeAlong } from './take-along.tsx';
import { zipOf } from './zip.ts';

type Compared = ReplyOf<typeof api.promotion.compare>;

/** Templates of another environment: what they would change here first, then what of it is brought. */
export function PromotionScene() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const folder = useRef<HTMLInputElement>(null);
  const [archive, setArchive] = useState<File>();
  const [compared, setCompared] = useState<Compared>();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const compare = async (file: File) => {
    setBusy(true);
    setProblem(undefined);
    setArchive(file);
    await sendFile(api.promotion.compare, {}, file, 'application/zip').then(setCompared, setProblem);
    setBusy(false);
  };
  const pack = async (files: FileList) => {
    const packed = [...files].map(async (file) => ({ name: file.webkitRelativePath, bytes: new Uint8Array(await file.arrayBuffer()) }));
    const blob = zipOf(await Promise.all(packed));
    await compare(new File([blob], 'folder.zip', { type: 'application/zip' }));
  };
  const brought = async () => {
    await queries.invalidateQueries({ queryKey: keyOf(api.content.templates) });
    if (archive !== undefined) await compare(archive);
  };
  return (
    <Page title={t('promotion.title')} lead={t('promotion.lead')} up={{ to: '/templates', label: t('doors.templates') }}>
      <TakeAlong />
      <Card mb="md">
        <Title order={2} mb={4}>
          {t('promotion.bringTitle')}
        </Title>
        <Text size="sm" c="dimmed" mb="sm">
          {t('promotion.how')}
        </Text>
        <Group gap="xs">
          <FileButton accept=".zip,application/zip" onChange={(file) => file && void compare(file)}>
            {(props) => (
              <Button {...props} loading={busy} leftSection={<IconFileZip size={16} aria-hidden />}>
                {t('promotion.archive')}
              </Button>
            )}
          </FileButton>
          <Button
            variant="default"
            disabled={busy}
            leftSection={<IconFolderUp size={16} aria-hidden />}
            onClick={() => folder.current?.click()}
          >
            {t('promotion.folder')}
          </Button>
          <input
            ref={folder}
            type="file"
            hidden
            aria-label={t('promotion.folder')}
            {...{ webkitdirectory: '' }}
            onChange={(event) => {
              const { files } = event.currentTarget;
              if (files !== null && files.length > 0) void pack(files);
            }}
          />
          {archive !== undefined && (
            <Text size="sm" c="dimmed">
              {archive.name}
            </Text>
          )}
        </Group>
      </Card>
      {problem !== undefined && <ProblemNote error={problem} />}
      {busy && compared === undefined && <Outline height={240} />}
      {!busy && compared === undefined && problem === undefined && (
        <EmptyState icon={IconTransferIn} title={t('promotion.none')} text={t('promotion.noneText')} />
      )}
      {archive !== undefined && problem === undefined && (
        <Stack gap="md">
          {compared?.templates.map((one) => (
            <PromotedTemplate key={`${one.templateId} ${one.against?.hash}`} promotion={one} archive={archive} brought={brought} />
          ))}
        </Stack>
      )}
    </Page>
  );
}
