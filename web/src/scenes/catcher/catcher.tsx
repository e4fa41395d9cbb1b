import { Alert, Card, Grid, List, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { api } from '@posthorn/contract';
import { IconDeviceMobileMessage, IconFlask, IconInbox, IconMail, IconPaperclip, IconSearch } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useApiPages } from '../../api/use-api.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded, Outline } from '../../parts/loaded.tsx';
import { MailView, Source } from '../../parts/mail-view.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { More } from '../../parts/rows.tsx';
import { SmsView } from '../../parts/sms-view.tsx';
import { useListKeys } from '../../parts/use-list-keys.ts';

const route = getRouteApi('/inside/catcher');

/** Messages that the demonstration caught instead of letting them out, as they came over the wire. */
export function Catcher() {
  const { t } = useTranslation();
  const { q, message } = route.useSearch();
  const navigate = useNavigate();
  const search = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(q ?? '');
  const answer = useApiPages(api.communications.caught, { query: { q } });
  const go = (change: { q?: string; message?: string }) =>
    void navigate({ to: '/catcher', search: (before) => ({ ...before, ...change }), replace: true });
  const later = useDebouncedCallback((value: string) => go({ q: value || undefined }), 220);
  const shown = message ?? answer.rows[0]?.id;
  const [, setCurrent] = useListKeys({ count: answer.rows.length, open: (index) => go({ message: answer.rows[index]!.id }), search });
  return (
    <Page title={t('doors.catcher')} lead={t('catcher.lead')}>
      <Alert color="brass" variant="light" icon={<IconFlask size={18} aria-hidden />} mb="md" py={8} c="var(--mantine-color-text)">
        {t('catcher.marked')}
      </Alert>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Card padding="sm">
            <TextInput
              ref={search}
              mb="xs"
              leftSection={<IconSearch size={16} aria-hidden />}
              placeholder={t('catcher.search')}
              aria-label={t('catcher.search')}
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                later(event.target.value.trim());
              }}
            />
            {answer.error && <ProblemNote error={answer.error} />}
            {answer.isPending && <Outline height={480} />}
            {answer.isSuccess && answer.rows.length === 0 && (
              <EmptyState icon={IconInbox} title={t('catcher.empty')} text={t('catcher.emptyText')} />
            )}
            <ul className="plain-list catcher-list">
              {answer.rows.map((one, index) => (
                <li key={one.id}>
                  <button
                    type="button"
                    className="choice"
                    aria-pressed={one.id === shown}
                    onClick={() => {
                      setCurrent(index);
                      go({ message: one.id });
                    }}
                  >
                    {one.kind === 'sms' ? (
                      <IconDeviceMobileMessage size={18} aria-label={t('channels.sms')} />
                    ) : (
                      <IconMail size={18} aria-label={t('channels.email')} />
                    )}
                    <CaughtLine at={one.at} to={one.to} subject={one.subject} />
                  </button>
                </li>
              ))}
            </ul>
            <More answer={answer} />
          </Card>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 8 }}>{shown && <Message id={shown} />}</Grid.Col>
      </Grid>
    </Page>
  );
}

function CaughtLine({ at, to, subject }: { readonly at: string; readonly to: readonly string[]; readonly subject: string }) {
  const format = useFormat();
  return (
    <span style={{ flex: 1, minWidth: 0 }}>
      <Text size="sm" fw={550} component="span" display="block" truncate>
        {subject}
      </Text>
      <Text size="xs" c="dimmed" component="span" display="block" truncate>
        {to.join(', ')}
      </Text>
      <Text size="xs" c="dimmed" component="span" display="block" className="numbers">
        {format.exact(at)}
      </Text>
    </span>
  );
}

function Message({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const answer = useApi(api.communications.caughtMessage, { params: { id } });
  return (
    <Card>
      <Loaded answer={answer} height={720}>
        {({ message, html, text, source, attachments }) => (
          <>
            <Title order={2}>{message.subject}</Title>
            <Text size="sm" c="dimmed" mb="sm" style={{ overflowWrap: 'anywhere' }}>
              {message.from} → {message.to.join(', ')}
            </Text>
            {attachments.length > 0 && (
              <List size="sm" mb="sm" icon={<IconPaperclip size={15} aria-hidden />}>
                {attachments.map((one) => (
                  <List.Item key={one.filename}>
                    {one.filename} · {format.bytes(one.bytes)}
                  </List.Item>
                ))}
              </List>
            )}
            {message.kind === 'sms' ? (
              <SmsView text={text ?? ''} />
            ) : (
              <MailView subject={message.subject} html={html} text={text} source={<Source text={source} label={t('mail.source')} />} />
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}
