import { Badge, Button, Card, Group, PasswordInput, Stack, Text, Textarea, Title } from '@mantine/core';
import { api, type MailSigner } from '@posthorn/contract';
import { IconCertificate, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../../api/use-api.ts';
import { useMay } from '../../../app/session.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { toneColours } from '../../../parts/colours.ts';
import { useAsk } from '../../../parts/confirm.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { FormButtons } from '../../../parts/form-buttons.tsx';
import { Hash } from '../../../parts/hash.tsx';
import { Loaded } from '../../../parts/loaded.tsx';
import { say, sayProblem } from '../../../parts/notify.tsx';
import { ProblemNote } from '../../../parts/problem-note.tsx';

const changed = [api.mailProtection.signers, api.administration.audit];

/** Certificates by which mails are signed, by the address of their sender. */
export function Signers() {
  const { t } = useTranslation();
  const may = useMay('sending:configure');
  const answer = useApi(api.mailProtection.signers, {});
  const [adding, setAdding] = useState(false);
  const title = t('deliverability.protection.signers');
  return (
    <Card component="section" aria-label={title}>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{title}</Title>
        {may && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
            {t('deliverability.protection.addSigner')}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed" mb="sm">
        {t('deliverability.protection.signersText')}
      </Text>
      <Loaded answer={answer} height={120}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState
              icon={IconCertificate}
              title={t('deliverability.protection.noSigners')}
              text={t('deliverability.protection.noSignersText')}
            />
          ) : (
            <Stack gap="md" component="ul" aria-label={title} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
              {rows.map((signer) => (
                <li key={signer.id}>
                  <Signer signer={signer} may={may} />
                </li>
              ))}
            </Stack>
          )
        }
      </Loaded>
      <Dialog opened={adding} onClose={() => setAdding(false)} title={t('deliverability.protection.addSigner')} size="lg">
        <AddSigner close={() => setAdding(false)} />
      </Dialog>
    </Card>
  );
}

function Signer({ signer, may }: { readonly signer: MailSigner; readonly may: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const ask = useAsk();
  const remove = useChange(api.mailProtection.removeSigner, changed);
  const { id, addresses, subject, issuer, fingerprint, ends, signs } = signer;
  const named = addresses.join(', ');
  const removeAfterAsking = async () => {
    const text = t('deliverability.protection.removeSignerText', { addresses: named });
    const sure = await ask({ title: t('deliverability.protection.removeSignerTitle'), text, deed: t('mailKeys.remove'), dangerous: true });
    if (sure !== undefined)
      await remove.mutateAsync({ params: { id } }).then(() => say(t('deliverability.protection.signerRemoved')), sayProblem);
  };
  return (
    <Group justify="space-between" align="flex-start" gap="xs">
      <div style={{ minWidth: 0 }}>
        <Group gap={8}>
          <Text size="sm" fw={600} component="span" style={{ overflowWrap: 'anywhere' }}>
            {named}
          </Text>
          <Badge
            variant="dot"
            color={toneColours[signs ? 'done' : 'bad']}
            tt="none"
            fw={500}
            style={{ '--badge-bd': '1px solid var(--posthorn-line)' }}
          >
            {t(signs ? 'mailKeys.holdsUntil' : 'deliverability.protection.signsNot', { day: format.date(ends) })}
          </Badge>
        </Group>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {subject}; {t('mailKeys.issuer', { issuer })}
        </Text>
        <Text size="xs" c="dimmed" component="div">
          {t('mailKeys.fingerprint')} <Hash value={fingerprint} />
        </Text>
      </div>
      {may && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => void removeAfterAsking()}
          aria-label={`${t('mailKeys.remove')}: ${named}`}
        >
          {t('mailKeys.remove')}
        </Button>
      )}
    </Group>
  );
}

/** What went wrong stands in the dialog, beside what was given. */
const stays = (): void => undefined;

function AddSigner({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const add = useChange(api.mailProtection.addSigner, changed);
  const [certificates, setCertificates] = useState('');
  const [privateKey, setPrivateKey] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const save = async () => {
    const body = { certificates, privateKey, ...(passphrase === '' ? {} : { passphrase }) };
    await add.mutateAsync({ body }).then(() => {
      say(t('deliverability.protection.signerAdded'));
      close();
    }, stays);
  };
  const monospace = { input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } };
  const whole = certificates.trim() !== '' && privateKey.trim() !== '';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (whole) void save();
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('deliverability.protection.addSignerText')}</Text>
        <Textarea
          label={t('deliverability.protection.certificates')}
          description={t('deliverability.protection.certificatesText')}
          required
          autosize
          minRows={4}
          maxRows={8}
          styles={monospace}
          value={certificates}
          onChange={(event) => setCertificates(event.target.value)}
          data-autofocus
        />
        <Textarea
          label={t('deliverability.protection.privateKey')}
          description={t('deliverability.protection.privateKeyText')}
          required
          autosize
          minRows={4}
          maxRows={8}
          autoComplete="off"
          styles={monospace}
          value={privateKey}
          onChange={(event) => setPrivateKey(event.target.value)}
        />
        <PasswordInput
          label={t('deliverability.protection.passphrase')}
          autoComplete="off"
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('deliverability.protection.showPassphrase') }}
        />
        {add.error && <ProblemNote error={add.error} />}
      </Stack>
      <FormButtons back={close} deed={t('deliverability.protection.signerDeed')} disabled={!whole} loading={add.isPending} mt="lg" />
    </form>
  );
}
