import { Alert, Badge, Button, Card, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { api, type DomainFinding } from '@posthorn/contract';
import { IconSearch } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/use-api.ts';
import { type Tone, toneColours } from '../../parts/colours.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { DkimKeys } from './dkim-keys.tsx';
import { DomainReports } from './domain-reports.tsx';
import { RecordToPublish } from './record-to-publish.tsx';

const tones: Record<DomainFinding['verdict'], Tone> = {
  good: 'done',
  weak: 'attention',
  missing: 'waiting',
  wrong: 'bad',
  unknown: 'waiting',
};

/** What receivers find when they look up who sends, and the keys that sign. */
export function Domains() {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [domain, setDomain] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setDomain(typed.trim().toLowerCase());
  };
  const look = (one: string) => {
    setTyped(one);
    setDomain(one);
  };
  return (
    <Stack gap="md">
      <Card>
        <Title order={2} mb="xs">
          {t('deliverability.domains.check')}
        </Title>
        <form onSubmit={submit}>
          <Group align="flex-end" gap="sm">
            <TextInput
              label={t('deliverability.domains.domain')}
              description={t('deliverability.domains.domainHint')}
              placeholder="example.com"
              required
              pattern="[A-Za-z0-9.\-]+\.[A-Za-z0-9\-]+"
              w={{ base: '100%', xs: 360 }}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
            <Button type="submit" leftSection={<IconSearch size={16} aria-hidden />}>
              {t('deliverability.domains.look')}
            </Button>
          </Group>
        </form>
        <Reported look={look} />
        {domain && <Findings domain={domain} />}
      </Card>
      {domain && <DomainReports domain={domain} />}
      <DkimKeys domain={domain} />
    </Stack>
  );
}

/** Domains that receivers reported about, to look at with one press. */
function Reported({ look }: { readonly look: (domain: string) => void }) {
  const { t } = useTranslation();
  const { data } = useApi(api.sending.reportedDomains, {});
  if (data === undefined || data.rows.length === 0) return null;
  return (
    <Group gap="xs" mt="sm" role="group" aria-label={t('deliverability.reports.reported')}>
      <Text size="sm" c="dimmed">
        {t('deliverability.reports.reported')}
      </Text>
      {data.rows.map((domain) => (
        <Button key={domain} size="compact-sm" variant="default" onClick={() => look(domain)}>
          {domain}
        </Button>
      ))}
    </Group>
  );
}

function Findings({ domain }: { readonly domain: string }) {
  const { t } = useTranslation();
  const answer = useApi(api.sending.checkDomain, { params: { domain } });
  return (
    <Loaded answer={answer} height={360}>
      {({ findings }) => (
        <Stack
          gap="md"
          mt="md"
          component="ol"
          aria-label={t('deliverability.domains.findings', { domain })}
          style={{ listStyle: 'none', padding: 0 }}
        >
          {findings.map((finding) => (
            <li key={finding.check}>
              <Finding finding={finding} />
            </li>
          ))}
        </Stack>
      )}
    </Loaded>
  );
}

function Finding({ finding }: { readonly finding: DomainFinding }) {
  const { t } = useTranslation();
  const { check, verdict, code, values, found, publish } = finding;
  return (
    <div>
      <Group gap={8}>
        <Text fw={600} component="h3" size="sm" m={0}>
          {t(`deliverability.domains.checks.${check}`)}
        </Text>
        <Badge
          variant="dot"
          color={toneColours[tones[verdict]]}
          tt="none"
          fw={500}
          style={{ '--badge-bd': '1px solid var(--posthorn-line)' }}
        >
          {t(`deliverability.domains.verdicts.${verdict}`)}
        </Badge>
      </Group>
      <Text size="sm">{t(`deliverability.domains.codes.${code}`, { ...values, defaultValue: code })}</Text>
      {found.map((record) => (
        <Text key={record} size="xs" c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {record}
        </Text>
      ))}
      {publish && (
        <Alert color="gray" variant="light" mt={6} py={8} c="var(--mantine-color-text)">
          <RecordToPublish record={publish} />
        </Alert>
      )}
    </div>
  );
}
