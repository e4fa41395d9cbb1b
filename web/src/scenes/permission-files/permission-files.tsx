import { Badge, Button, Card, Group, Menu, Stack, Text, Title } from '@mantine/core';
import { api, type PermissionFile, type SuppressionListView } from '@posthorn/contract';
import { IconFileImport, IconListCheck, IconUpload } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendFile } from '../../api/send-file.ts';
import { useApi } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { toneColours } from '../../parts/colours.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { sayProblem } from '../../parts/notify.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { FileState } from './file-state.tsx';

/** Consents and lists of those who must not be written to, as they come in files: what was brought, and what there is. */
export function PermissionFiles() {
  const { t } = useTranslation();
  return (
    <Page
      title={t('permissionFiles.title')}
      lead={t('permissionFiles.lead')}
      up={{ to: '/customers', label: t('doors.customers') }}
      actions={useMay('permission-files:import') && <Bring />}
    >
      <Stack gap="md">
        <Files />
        <Lists />
      </Stack>
    </Page>
  );
}

const kinds = ['consents', 'suppression'] as const;

function Bring() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [sending, setSending] = useState(false);
  const [kind, setKind] = useState<PermissionFile['kind']>('consents');
  const chooser = useRef<HTMLInputElement>(null);
  const send = async (file: File) => {
    setSending(true);
    try {
      const { id } = await sendFile(
        api.permissionFiles.bring,
        { query: { file: file.name.slice(0, 200), kind } },
        file,
        'application/octet-stream',
      );
      await navigate({ to: '/permission-files/$fileId', params: { fileId: id } });
    } catch (error) {
      sayProblem(error);
    } finally {
      setSending(false);
    }
  };
  return (
    <>
      <Menu>
        <Menu.Target>
          <Button leftSection={<IconUpload size={16} aria-hidden />} loading={sending}>
            {t('permissionFiles.bring')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {kinds.map((one) => (
            <Menu.Item
              key={one}
              onClick={() => {
                setKind(one);
                chooser.current?.click();
              }}
            >
              {t(`permissionFiles.bringKinds.${one}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".csv,.txt,.tsv,text/csv"
        aria-label={t('permissionFiles.bring')}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file !== undefined) void send(file);
        }}
      />
    </>
  );
}

function Files() {
  const { t } = useTranslation();
  const format = useFormat();
  const answer = useApi(api.permissionFiles.list, {}, { refetchInterval: 5_000 });
  const title = t('permissionFiles.files');
  return (
    <Card component="section" aria-label={title}>
      <Title order={2} mb="xs">
        {title}
      </Title>
      <Loaded answer={answer} height={160}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState icon={IconFileImport} title={t('permissionFiles.noFiles')} text={t('permissionFiles.noFilesText')} />
          ) : (
            <Rows
              label={title}
              rows={rows}
              keyOf={({ id }) => id}
              columns={[
                {
                  name: 'file',
                  label: t('permissionFiles.file'),
                  cell: ({ id, file }) => (
                    <Link to="/permission-files/$fileId" params={{ fileId: id }} className="row-link" style={{ overflowWrap: 'anywhere' }}>
                      {file}
                    </Link>
                  ),
                },
                { name: 'kind', label: t('permissionFiles.kind'), wide: true, cell: ({ kind }) => t(`permissionFiles.kinds.${kind}`) },
                { name: 'state', label: t('permissionFiles.state'), cell: (row) => <FileState file={row} /> },
                {
                  name: 'fresh',
                  label: t('permissionFiles.fresh'),
                  align: 'right',
                  wide: true,
                  cell: ({ counts }) => format.number(counts.fresh),
                },
                {
                  name: 'faulty',
                  label: t('permissionFiles.faulty'),
                  align: 'right',
                  wide: true,
                  cell: ({ counts }) => format.number(counts.faulty),
                },
                {
                  name: 'at',
                  label: t('permissionFiles.brought'),
                  wide: true,
                  cell: ({ at, by }) => (
                    <>
                      <Moment at={at} />, {by}
                    </>
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
    </Card>
  );
}

function Lists() {
  const { t } = useTranslation();
  const format = useFormat();
  const answer = useApi(api.permissionFiles.lists, {});
  const title = t('permissionFiles.lists');
  return (
    <Card component="section" aria-label={title}>
      <Title order={2} mb="xs">
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb="sm" maw={760}>
        {t('permissionFiles.listsText')}
      </Text>
      <Loaded answer={answer} height={160}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState icon={IconListCheck} title={t('permissionFiles.noLists')} text={t('permissionFiles.noListsText')} />
          ) : (
            <Rows
              label={title}
              rows={rows}
              keyOf={({ name }) => name}
              columns={[
                {
                  name: 'name',
                  label: t('permissionFiles.list'),
                  cell: ({ name }) => <span style={{ overflowWrap: 'anywhere' }}>{name}</span>,
                },
                { name: 'kind', label: t('permissionFiles.listKind'), cell: ({ kind }) => t(`permissionFiles.listKinds.${kind}`) },
                {
                  name: 'by',
                  label: t('permissionFiles.listedBy'),
                  wide: true,
                  cell: ({ listedBy }) => t(`permissionFiles.listedBys.${listedBy}`),
                },
                { name: 'entries', label: t('permissionFiles.entries'), align: 'right', cell: ({ entries }) => format.number(entries) },
                { name: 'source', label: t('permissionFiles.source'), wide: true, cell: ({ source }) => source },
                { name: 'use', label: t('permissionFiles.holds'), cell: (list) => <Holds list={list} /> },
              ]}
            />
          )
        }
      </Loaded>
    </Card>
  );
}

/** From which day a list is, and until when it may be relied on. */
function Holds({ list: { takenOn, useBy, outdated } }: { readonly list: SuppressionListView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Group gap={8}>
      <Text size="sm" component="span">
        {t('permissionFiles.asOf', { day: format.date(takenOn) })}
      </Text>
      {useBy !== undefined && (
        <Badge
          variant="dot"
          color={toneColours[outdated ? 'bad' : 'done']}
          tt="none"
          fw={500}
          style={{ '--badge-bd': '1px solid var(--posthorn-line)' }}
        >
          {t(outdated ? 'permissionFiles.outdated' : 'permissionFiles.useBy', { day: format.date(useBy) })}
        </Badge>
      )}
    </Group>
  );
}
