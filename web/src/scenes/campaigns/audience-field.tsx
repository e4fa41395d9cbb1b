import { Alert, Button, Group, SegmentedControl, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { api } from '@posthorn/contract';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../api/use-api.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Channel } from '../../parts/channel.tsx';
import { sayProblem } from '../../parts/notify.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { dataFields } from '../editor/model/data-fields.ts';
import { celToRule, firstAsk, ruleToCel } from '../editor/rules/rule.ts';
import { RuleParts } from '../editor/rules/rule-parts.tsx';

interface AudienceFieldProps {
  readonly rule: string;
  readonly set: (rule: string) => void;
  /** By which template it is told who can be reached. */
  readonly templateId: string;
}

/** Whom a campaign is for: a segment with a name, or a condition by choosing or as CEL; beside it how many that are. */
export function AudienceField({ rule, set, templateId }: AudienceFieldProps) {
  const { t } = useTranslation();
  const [asText, setAsText] = useState(false);
  const fields = useApi(api.campaigns.fields, {});
  const segments = useApi(api.campaigns.segments, {});
  const data = fields.data === undefined ? [] : dataFields(fields.data.schema);
  const begin = data.find(({ path }) => path === 'customer.country') ?? data[0];
  const built = rule === '' ? undefined : celToRule(rule);
  const rows = segments.data?.rows ?? [];
  return (
    <Stack gap="xs">
      {rows.length > 0 && (
        <Select
          label={t('campaigns.segment')}
          placeholder={t('campaigns.ownCondition')}
          clearable
          data={rows.map(({ id, name }) => ({ value: id, label: name }))}
          value={rows.find((row) => row.rule === rule)?.id ?? null}
          onChange={(id) => set(rows.find((row) => row.id === id)?.rule ?? '')}
        />
      )}
      {rule === '' && !asText ? (
        <Group gap="xs">
          <Text size="sm">{t('campaigns.everybody')}</Text>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={begin === undefined}
            onClick={() => begin && set(ruleToCel(firstAsk(begin)))}
          >
            {t('campaigns.narrow')}
          </Button>
        </Group>
      ) : (
        <>
          <Group justify="space-between">
            <SegmentedControl
              size="xs"
              aria-label={t('editor.rule.how')}
              value={asText || built === undefined ? 'text' : 'built'}
              onChange={(value) => setAsText(value === 'text')}
              data={[
                { value: 'built', label: t('editor.rule.choose'), disabled: built === undefined },
                { value: 'text', label: 'CEL' },
              ]}
            />
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              onClick={() => {
                setAsText(false);
                set('');
              }}
            >
              {t('campaigns.toAll')}
            </Button>
          </Group>
          {asText || built === undefined ? (
            <Textarea
              autosize
              aria-label={t('campaigns.condition')}
              value={rule}
              styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
              onChange={(event) => set(event.currentTarget.value.replaceAll('\n', ' '))}
            />
          ) : (
            <RuleParts rule={built} set={(next) => set(ruleToCel(next))} data={data} />
          )}
          <SaveSegment rule={rule} />
        </>
      )}
      <Count rule={rule} templateId={templateId} />
    </Stack>
  );
}

function SaveSegment({ rule }: { readonly rule: string }) {
  const { t } = useTranslation();
  const [name, setName] = useState<string>();
  const save = useChange(api.campaigns.saveSegment, [api.campaigns.segments]);
  if (name === undefined)
    return (
      <Button size="compact-xs" variant="subtle" style={{ alignSelf: 'flex-start' }} onClick={() => setName('')}>
        {t('campaigns.keepSegment')}
      </Button>
    );
  const keep = () =>
    void save
      .mutateAsync({ body: { name: name.trim(), rule } })
      .then(() => setName(undefined))
      .catch(sayProblem);
  return (
    <Group gap="xs" align="end">
      <TextInput
        size="xs"
        label={t('campaigns.segmentName')}
        value={name}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          keep();
        }}
      />
      <Button size="xs" variant="default" disabled={name.trim() === ''} loading={save.isPending} onClick={keep}>
        {t('actions.save')}
      </Button>
    </Group>
  );
}

/** How many customers that are, and how many of them may be written to. */
function Count({ rule, templateId }: { readonly rule: string; readonly templateId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [still] = useDebouncedValue(rule, 400);
  const asked = { rule: still, ...(templateId === '' ? {} : { templateId }) };
  const answer = useApi(api.campaigns.audience, { body: asked }, { keepPrevious: true });
  if (answer.error) return <ProblemNote error={answer.error} />;
  if (answer.data === undefined) return <Text size="sm">{t('campaigns.counting')}</Text>;
  const { matching, customers, unanswerable, reachable, channels, notReachable, sample, examples } = answer.data;
  return (
    <Alert variant="light" color={matching === 0 ? 'yellow' : 'petrol'} role="status" className="cp-count">
      <Text size="sm" fw={600}>
        {t('campaigns.matching', { count: matching, number: format.number(matching), all: format.number(customers) })}
      </Text>
      {asked.templateId !== undefined && matching > 0 && (
        <Group gap="md" mt={4}>
          <Text size="sm">{t('campaigns.reachable', { count: reachable, number: format.number(reachable) })}</Text>
          {channels.map(({ channel, customers: count }) => (
            <Group key={channel} gap={6}>
              <Channel name={channel as 'email'} />
              <Text size="sm" className="numbers">
                {format.number(count)}
              </Text>
            </Group>
          ))}
        </Group>
      )}
      {asked.templateId !== undefined &&
        notReachable.map(({ code, text, customers: count }) => (
          <Text key={`${code} ${text}`} size="xs">
            {format.number(count)} × {text}
          </Text>
        ))}
      {unanswerable > 0 && (
        <Text size="xs">{t('campaigns.unanswerable', { count: unanswerable, number: format.number(unanswerable) })}</Text>
      )}
      {sample !== undefined && <Text size="xs">{t('campaigns.sampled', { number: format.number(sample) })}</Text>}
      {examples.length > 0 && (
        <Text size="xs">
          {t('campaigns.examples')}: {examples.map(({ number, name }) => `${name} (${number})`).join(', ')}
        </Text>
      )}
    </Alert>
  );
}
