import { Button, Card, FileButton, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { api, type Customer, type MailKey } from '@posthorn/contract';
import { IconFileUpload, IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keyOf, useApi, useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { useAsk } from '../../parts/confirm.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FormButtons } from '../../parts/form-buttons.tsx';
import { Hash } from '../../parts/hash.tsx';
import { KeyHolds } from '../../parts/key-holds.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';

/** The certificates and public keys by which mails to a customer are encrypted, with what they say of themselves. */
export function MailKeys({ customer }: { readonly customer: Customer }) {
  const { t } = useTranslation();
  const may = useMay('customers:write');
  const [adding, setAdding] = useState(false);
  const answer = useApi(api.mailKeys.ofCustomer, { params: { id: customer.id } });
  if (!customer.contactPoints.some(({ channel }) => channel === 'email')) return null;
  return (
    <Card component="section" aria-label={t('mailKeys.title')}>
      <Title order={2} mb={2}>
        {t('mailKeys.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('mailKeys.text')}
      </Text>
      <Loaded answer={answer} height={80}>
        {({ rows }) => (
          <Stack gap="md">
            {rows.length > 0 && (
              <Stack gap="md" component="ul" aria-label={t('mailKeys.list')} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
                {rows.map((one) => (
                  <li key={one.id}>
                    <OneKey customer={customer} mailKey={one} may={may} />
                  </li>
                ))}
              </Stack>
            )}
            {may && (
              <Group>
                <Button size="xs" variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setAdding(true)}>
                  {t('mailKeys.add')}
                </Button>
              </Group>
            )}
          </Stack>
        )}
      </Loaded>
      <Dialog opened={adding} onClose={() => setAdding(false)} title={t('mailKeys.addTitle', { name: customer.name })}>
        <AddKey customer={customer} close={() => setAdding(false)} />
      </Dialog>
    </Card>
  );
}

function OneKey({ customer, mailKey, may }: { readonly customer: Customer; readonly mailKey: MailKey; readonly may: boolean }) {
  const { t } = useTranslation();
  const ask = useAsk();
  const queries = useQueryClient();
  const remove = useChange(api.mailKeys.remove, [api.customers.timeline, api.mailKeys.ending]);
  const { id, address, kind, fingerprint, holder, issuer, algorithm, addedBy, addedAt } = mailKey;
  const removeAfterAsking = async () => {
    const text = t('mailKeys.removeText', { address });
    const sure = await ask({ title: t('mailKeys.removeTitle'), text, deed: t('mailKeys.remove'), dangerous: true });
    if (sure === undefined) return;
    const input = { params: { id: customer.id } };
    await remove.mutateAsync({ params: { id: customer.id, key: id } }).then((reply) => {
      queries.setQueryData(keyOf(api.mailKeys.ofCustomer, input), reply);
      say(t('mailKeys.removed'));
    }, sayProblem);
  };
  return (
    <div>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere', minWidth: 0 }}>
          {address}
        </Text>
        <KeyHolds mailKey={mailKey} />
      </Group>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {t(`mailKeys.kinds.${kind}`)}, {algorithm}
      </Text>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {holder}
        {issuer !== undefined && `; ${t('mailKeys.issuer', { issuer })}`}
      </Text>
      <Text size="xs" c="dimmed" component="div">
        {t('mailKeys.fingerprint')} <Hash value={fingerprint} />
      </Text>
      <Group gap="xs" justify="space-between">
        <Text size="xs" c="dimmed" component="div">
          {t('mailKeys.added', { by: addedBy })} <Moment at={addedAt} />
        </Text>
        {may && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => void removeAfterAsking()}
            aria-label={`${t('mailKeys.remove')}: ${fingerprint.slice(0, 10)}`}
          >
            {t('mailKeys.remove')}
          </Button>
        )}
      </Group>
    </div>
  );
}

function AddKey({ customer, close }: { readonly customer: Customer; readonly close: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const add = useChange(api.mailKeys.add, [api.customers.timeline, api.mailKeys.ending]);
  const [text, setText] = useState('');
  const save = async (key: string) => {
    const input = { params: { id: customer.id } };
    await add.mutateAsync({ ...input, body: { key } }).then((reply) => {
      queries.setQueryData(keyOf(api.mailKeys.ofCustomer, input), reply);
      say(t('mailKeys.kept'));
      close();
    }, stays);
  };
  const take = async (file: File | null) => {
    if (file !== null) await save(asText(new Uint8Array(await file.arrayBuffer())));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') void save(text);
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('mailKeys.addText')}</Text>
        <Group>
          <FileButton onChange={(file) => void take(file)} accept=".pem,.crt,.cer,.der,.asc,.gpg,.pgp,.key">
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconFileUpload size={16} aria-hidden />} loading={add.isPending}>
                {t('mailKeys.file')}
              </Button>
            )}
          </FileButton>
        </Group>
        <Textarea
          label={t('mailKeys.paste')}
          description={t('mailKeys.pasteText')}
          autosize
          minRows={4}
          maxRows={10}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {add.error && <ProblemNote error={add.error} />}
      </Stack>
      <FormButtons back={close} deed={t('mailKeys.keep')} disabled={text.trim() === ''} loading={add.isPending} mt="lg" />
    </form>
  );
}

/** What went wrong stands in the dialog, beside what was given. */
const stays = (): void => undefined;

/** Text as it is, bytes in base64. */
function asText(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return binary.includes('-----BEGIN') ? binary : btoa(binary);
}
