import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { api } from '@posthorn/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { Moment } from '../../parts/moment.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import type { Read, Reading } from './use-reading.ts';

interface Props {
  readonly picture: Read;
  readonly reading: Reading;
}

/** A picture in which no code could be read: a person types the code, or finds the customer and the letter. */
export function WhoseLetter({ picture, reading }: Props) {
  const { t } = useTranslation();
  const may = useMay('customers:read');
  const [code, setCode] = useState('');
  const [finding, setFinding] = useState(false);
  const [sending, setSending] = useState(false);
  const tell = async (number: string) => {
    setSending(true);
    await reading
      .tell([number.replace(/\s/g, '')], picture.reason, picture.id)
      .then((rows) => {
        if (rows.every((row) => row.state === 'unknown')) say(t('returned.noSuchLetter'));
      }, sayProblem)
      .finally(() => setSending(false));
  };
  return (
    <Stack gap="xs" component="section" aria-label={t('returned.whose', { name: picture.name })}>
      <Text size="sm" fw={600}>
        {t('returned.unread')}
      </Text>
      {picture.picture !== undefined && (
        <img className="letter-picture" src={picture.picture} alt={t('returned.pictureOf', { name: picture.name })} />
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void tell(code);
        }}
      >
        <Group align="flex-end" gap="xs">
          <TextInput
            label={t('returned.code')}
            description={t('returned.codeText')}
            w={{ base: '100%', sm: 420 }}
            maxLength={100}
            autoCapitalize="characters"
            autoComplete="off"
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
          <Button type="submit" disabled={code.trim() === ''} loading={sending}>
            {t('returned.noteOne')}
          </Button>
        </Group>
      </form>
      <Group gap="xs">
        {may && (
          <Button variant="default" size="xs" aria-expanded={finding} onClick={() => setFinding(!finding)}>
            {t('returned.find')}
          </Button>
        )}
        <Button variant="default" size="xs" onClick={() => reading.drop(picture.id)}>
          {t('returned.notOurs')}
        </Button>
      </Group>
      {finding && <FindLetter choose={(id) => void tell(id)} />}
    </Stack>
  );
}

/** The customer by name, number or place, and then the letter among those that went to them. */
function FindLetter({ choose }: { readonly choose: (communicationId: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 250);
  const [customerId, setCustomerId] = useState<string>();
  const found = useApi(api.customers.list, { query: { q, limit: 8 } }, { enabled: q.length > 1, keepPrevious: true });
  return (
    <Stack gap="xs">
      <TextInput
        label={t('returned.customer')}
        description={t('returned.customerText')}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setCustomerId(undefined);
        }}
      />
      {customerId === undefined && q.length > 1 && (
        <Stack gap={4} component="ul" className="plain-list" aria-label={t('returned.customers')}>
          {(found.data?.rows ?? []).map((one) => (
            <li key={one.id}>
              <Button variant="subtle" size="compact-sm" onClick={() => setCustomerId(one.id)}>
                {[one.name, one.number, one.city].filter(Boolean).join(', ')}
              </Button>
            </li>
          ))}
        </Stack>
      )}
      {found.error && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
      {customerId === undefined && found.data?.rows.length === 0 && <Text size="sm">{t('returned.nobody')}</Text>}
      {customerId !== undefined && <Letters customerId={customerId} choose={choose} />}
    </Stack>
  );
}

function Letters({ customerId, choose }: { readonly customerId: string; readonly choose: (communicationId: string) => void }) {
  const { t } = useTranslation();
  const letters = useApi(api.communications.list, { query: { customerId, channel: 'post', limit: 20 } });
  const rows = letters.data?.rows;
  if (letters.error) return <ProblemNote error={letters.error} retry={() => void letters.refetch()} />;
  if (rows?.length === 0) return <Text size="sm">{t('returned.noLetters')}</Text>;
  return (
    <Stack gap={4} component="ul" className="plain-list" aria-label={t('returned.letters')}>
      {(rows ?? []).map((one) => (
        <li key={one.id}>
          <Button variant="subtle" size="compact-sm" h="auto" onClick={() => choose(one.id)}>
            <span style={{ whiteSpace: 'normal', textAlign: 'left' }}>
              {one.reference}, {one.subject}, <Moment at={one.createdAt} />
            </span>
          </Button>
        </li>
      ))}
    </Stack>
  );
}
