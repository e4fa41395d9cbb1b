import { Button, Card, Group, Text, Title } from '@mantine/core';
import { api, type Run } from '@posthorn/contract';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../api/call.ts';
import { useApi } from '../../api/use-api.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Rows } from '../../parts/rows.tsx';

/** The files for the printer line, with the index of their mail pieces. Only where the run has post. */
export function PrintStreams({ run }: { readonly run: Run }) {
  const { t } = useTranslation();
  const format = useFormat();
  const posted = (run.routed.post ?? 0) > 0;
  const answer = useApi(api.runs.printStreams, { params: { id: run.id } }, { enabled: posted, refetchInterval: 5_000 });
  if (!posted) return null;
  return (
    <Card>
      <Title order={2} mb="xs">
        {t('print.title')}
      </Title>
      <Loaded answer={answer} height={80}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('print.none')}
            </Text>
          ) : (
            <Rows
              label={t('print.title')}
              rows={rows}
              keyOf={(stream) => stream.id}
              columns={[
                { name: 'at', label: t('print.createdAt'), cell: (stream) => <Moment at={stream.createdAt} /> },
                { name: 'state', label: t('runs.state'), cell: (stream) => t(`printState.${stream.state}`) },
                { name: 'pieces', label: t('print.mailPieces'), align: 'right', cell: (stream) => format.number(stream.mailPieces) },
                { name: 'pages', label: t('runs.pages'), align: 'right', wide: true, cell: (stream) => format.number(stream.pages) },
                { name: 'sheets', label: t('print.sheets'), align: 'right', wide: true, cell: (stream) => format.number(stream.sheets) },
                { name: 'size', label: t('print.size'), align: 'right', wide: true, cell: (stream) => format.bytes(stream.bytes) },
                {
                  name: 'get',
                  label: t('print.download'),
                  cell: (stream) =>
                    stream.state === 'ready' && (
                      <Group gap={6}>
                        <Download href={addressOf(api.runs.printStreamPdf, { params: { id: stream.id } })} label="PDF" />
                        <Download href={addressOf(api.runs.printStreamIndex, { params: { id: stream.id } })} label={t('print.index')} />
                      </Group>
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

function Download({ href, label }: { readonly href: string; readonly label: string }) {
  return (
    <Button component="a" href={href} download size="compact-sm" variant="default" leftSection={<IconDownload size={14} aria-hidden />}>
      {label}
    </Button>
  );
}
