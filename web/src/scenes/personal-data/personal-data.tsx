import './personal-data.css';
import { Alert, Button, Card, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { api, type DataRule, type KnownAttribute, sensitivities } from '@posthorn/contract';
import { IconPlus, IconShieldLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { Attributes } from './attributes.tsx';
import { RuleForm } from './rule-form.tsx';
import { Rules } from './rules.tsx';

/** What is being written: a rule to change, or the attribute that a new one is for. */
type Writing = { readonly rule: DataRule } | { readonly pattern: string };

/** The register of personal data: what is not classified yet, what is and how, and where all of it is used. */
export function PersonalData() {
  const { t } = useTranslation();
  const may = useMay('content:personal-data');
  const [writing, setWriting] = useState<Writing>();
  const answer = useApi(api.personalData.register, {});
  const close = () => setWriting(undefined);
  const create = may && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setWriting({ pattern: '' })}>
      {t('personalData.classify')}
    </Button>
  );
  const title = t(writing && 'rule' in writing ? 'personalData.changeRule' : 'personalData.classify');
  return (
    <Page title={t('doors.personalData')} lead={t('personalData.lead')} actions={create}>
      <Loaded answer={answer} height={480}>
        {({ attributes, rules, unchecked }) => (
          <Stack gap="md">
            {unchecked > 0 && (
              <Alert color="petrol" variant="light" c="var(--mantine-color-text)">
                {t('personalData.unchecked', { count: unchecked })}
              </Alert>
            )}
            <Found attributes={attributes} {...(may ? { classify: (pattern: string) => setWriting({ pattern }) } : {})} />
            <Card>
              <Title order={2} mb="sm">
                {t('personalData.rules')}
              </Title>
              {rules.length === 0 ? (
                <EmptyState icon={IconShieldLock} title={t('personalData.empty')} text={t('personalData.emptyText')} />
              ) : (
                <Rules rules={rules} {...(may ? { change: (rule: DataRule) => setWriting({ rule }) } : {})} />
              )}
            </Card>
          </Stack>
        )}
      </Loaded>
      <Dialog opened={writing !== undefined} onClose={close} title={title} size="lg">
        {writing && <RuleForm {...writing} done={close} />}
      </Dialog>
    </Page>
  );
}

interface FoundProps {
  readonly attributes: readonly KnownAttribute[];
  readonly classify?: (pattern: string) => void;
}

/** The attributes that are there, by a word of their name and how sensitive they are. */
function Found({ attributes, classify }: FoundProps) {
  const { t } = useTranslation();
  const [word, setWord] = useState('');
  const [wanted, setWanted] = useState<string | null>(null);
  const open = attributes.filter(({ rule }) => rule === undefined).length;
  const shown = attributes.filter(
    ({ path, rule }) =>
      path.toLowerCase().includes(word.trim().toLowerCase()) && (wanted === null || (rule?.sensitivity ?? 'unclassified') === wanted),
  );
  const choices = (['unclassified', ...sensitivities] as const).map((value) => ({ value, label: t(`personalData.class.${value}`) }));
  return (
    <Card>
      <Group justify="space-between" align="end" mb="sm" gap="sm">
        <div>
          <Title order={2}>{t('personalData.attributes')}</Title>
          <Text size="sm" c="dimmed">
            {t('personalData.unclassifiedCount', { count: open, total: attributes.length })}
          </Text>
        </div>
        <Group gap="sm">
          <TextInput
            aria-label={t('personalData.find')}
            placeholder={t('personalData.find')}
            value={word}
            onChange={(event) => setWord(event.target.value)}
          />
          <Select
            aria-label={t('personalData.sensitivity')}
            placeholder={t('personalData.allClasses')}
            clearable
            data={choices}
            value={wanted}
            onChange={setWanted}
          />
        </Group>
      </Group>
      {attributes.length === 0 ? (
        <EmptyState icon={IconShieldLock} title={t('personalData.nothing')} text={t('personalData.nothingText')} />
      ) : shown.length === 0 ? (
        <EmptyState icon={IconShieldLock} title={t('personalData.nothingFound')} text={t('personalData.nothingFoundText')} />
      ) : (
        <Attributes rows={shown} {...(classify ? { classify } : {})} />
      )}
    </Card>
  );
}
