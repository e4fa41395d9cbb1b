import { Button, Group, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { api } from '@posthorn/contract';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../api/use-api.ts';
import { sayProblem } from '../../parts/notify.tsx';
import { dataFields } from '../editor/model/data-fields.ts';
import { celToRule, firstAsk, ruleToCel } from '../editor/rules/rule.ts';
import { RuleParts } from '../editor/rules/rule-parts.tsx';
import { AudienceCount } from './audience-count.tsx';
import { SegmentField } from './segment-field.tsx';

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
  const data = fields.data === undefined ? [] : dataFields(fields.data.schema);
  const begin = data.find(({ path }) => path === 'customer.country') ?? data[0];
  const built = rule === '' ? undefined : celToRule(rule);
  return (
    <Stack gap="xs">
      <SegmentField rule={rule} set={set} />
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
      <AudienceCount rule={rule} templateId={templateId} />
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
