import { Button, Checkbox, Group, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { api, type DataRule, type DataRuleContent, type Sensitivity, sensitivities, templatePurposes } from '@posthorn/contract';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../api/use-api.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Moment } from '../../parts/moment.tsx';
import { say } from '../../parts/notify.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';

interface RuleFormProps {
  /** The rule that is to be changed; a new one without. */
  readonly rule?: DataRule;
  /** What a new one is for. */
  readonly pattern?: string;
  readonly done: () => void;
}

const refreshes = [api.personalData.register, api.personalData.usedIn, api.personalData.rule, api.administration.audit];

/** A rule to write: which attributes, how sensitive, what for; and before it is kept, what it would touch. */
export function RuleForm({ rule, pattern = '', done }: RuleFormProps) {
  const { t } = useTranslation();
  const blank: DataRuleContent = { name: '', pattern, sensitivity: 'ordinary', purposes: [...templatePurposes] };
  const [content, setContent] = useState<DataRuleContent>(rule?.content ?? blank);
  const [reason, setReason] = useState('');
  const create = useChange(api.personalData.create, refreshes);
  const change = useChange(api.personalData.change, refreshes);
  const remove = useChange(api.personalData.remove, refreshes);
  const error = create.error ?? change.error ?? remove.error;
  const needsBasis = content.sensitivity === 'special' && content.purposes.length > 0;
  const complete = content.name.trim() !== '' && content.pattern.trim() !== '' && (!needsBasis || !!content.basis?.trim());
  const said = reason.trim() !== '';
  const end = (message: 'personalData.kept' | 'personalData.removed') => () => {
    say(t(message));
    done();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const body = { content: { ...content, pattern: content.pattern.trim() }, reason: reason.trim() };
    const kept = rule
      ? change.mutateAsync({ params: { id: rule.id }, body: { ...body, version: rule.version } })
      : create.mutateAsync({ body });
    await kept.then(end('personalData.kept'), () => undefined);
  };
  const takeOut = async (one: DataRule) => {
    const body = { version: one.version, reason: reason.trim() };
    await remove.mutateAsync({ params: { id: one.id }, body }).then(end('personalData.removed'), () => undefined);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        <Which content={content} set={setContent} />
        <How content={content} set={setContent} needsBasis={needsBasis} />
        <Touched content={content} ready={complete} {...(rule ? { id: rule.id } : {})} />
        <Textarea
          label={t('duties.reason')}
          description={t('personalData.reasonHint')}
          required
          maxLength={2000}
          autosize
          minRows={1}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {error && <ProblemNote error={error} />}
        <Group justify="space-between">
          {rule ? (
            <Button variant="subtle" color="red" disabled={!said} loading={remove.isPending} onClick={() => void takeOut(rule)}>
              {t('personalData.remove')}
            </Button>
          ) : (
            <span />
          )}
          <Group gap="sm">
            <Button variant="default" onClick={done}>
              {t('actions.back')}
            </Button>
            <Button type="submit" loading={create.isPending || change.isPending} disabled={!complete || !said}>
              {t('personalData.keep')}
            </Button>
          </Group>
        </Group>
        {rule && <History id={rule.id} />}
      </Stack>
    </form>
  );
}

interface PartProps {
  readonly content: DataRuleContent;
  readonly set: (content: DataRuleContent) => void;
}

function Which({ content, set }: PartProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <TextInput
        label={t('personalData.name')}
        required
        maxLength={200}
        value={content.name}
        onChange={(event) => set({ ...content, name: event.target.value })}
        data-autofocus
      />
      <TextInput
        label={t('personalData.pattern')}
        description={t('personalData.patternHint')}
        required
        maxLength={300}
        classNames={{ input: 'datum' }}
        value={content.pattern}
        onChange={(event) => set({ ...content, pattern: event.target.value })}
      />
    </Stack>
  );
}

function How({ content, set, needsBasis }: PartProps & { readonly needsBasis: boolean }) {
  const { t } = useTranslation();
  const { basis = '', ...rest } = content;
  return (
    <Stack gap="md">
      <Radio.Group
        label={t('personalData.sensitivity')}
        value={content.sensitivity}
        onChange={(value) => set({ ...content, sensitivity: value as Sensitivity })}
      >
        <Stack gap={6} mt={6}>
          {sensitivities.map((value) => (
            <Radio key={value} value={value} label={t(`personalData.class.${value}`)} description={t(`personalData.classHint.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Checkbox.Group
        label={t('personalData.purposes')}
        description={t('personalData.purposesHint')}
        value={content.purposes}
        onChange={(value) => set({ ...content, purposes: value as DataRuleContent['purposes'] })}
      >
        <Group gap="md" mt={6}>
          {templatePurposes.map((value) => (
            <Checkbox key={value} value={value} label={t(`personalData.purpose.${value}`)} />
          ))}
        </Group>
      </Checkbox.Group>
      <Textarea
        label={t('personalData.basis')}
        description={t(needsBasis ? 'personalData.basisNeeded' : 'personalData.basisHint')}
        required={needsBasis}
        maxLength={2000}
        autosize
        minRows={1}
        value={basis}
        onChange={(event) => set(event.target.value === '' ? rest : { ...content, basis: event.target.value })}
      />
    </Stack>
  );
}

/** What the rule as it stands in the form would touch. */
function Touched({ content, ready, id }: { readonly content: DataRuleContent; readonly ready: boolean; readonly id?: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const ask = useChange(api.personalData.touches);
  const [asked, setAsked] = useState<DataRuleContent>();
  const look = () => {
    setAsked(content);
    ask.mutate({ body: { content, ...(id === undefined ? {} : { id }) } });
  };
  const templates = new Set(ask.data?.refused.map(({ templateId }) => templateId)).size;
  return (
    <section className="inset" aria-label={t('duties.touched')}>
      <Group justify="space-between">
        <Text fw={600}>{t('duties.touched')}</Text>
        <Button variant="default" disabled={!ready} loading={ask.isPending} onClick={look}>
          {t('duties.look')}
        </Button>
      </Group>
      {ask.error && <ProblemNote error={ask.error} />}
      {ask.data && asked === content && (
        <Stack gap={4} role="status" mt="xs">
          <Text size="sm">{t('personalData.touches', { count: ask.data.attributes.length, templates })}</Text>
          {ask.data.refused.slice(0, 20).map(({ templateId, attribute, communicationsAMonth }) => (
            <Text key={`${templateId} ${attribute}`} size="sm">
              {t('personalData.wouldBeHeld', { template: templateId, attribute, count: format.number(communicationsAMonth) })}
            </Text>
          ))}
        </Stack>
      )}
    </section>
  );
}

function History({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { data } = useApi(api.personalData.rule, { params: { id } });
  return (
    <Stack gap="xs">
      <Text fw={600}>{t('duties.history')}</Text>
      {data?.history.map(({ version, content, reason, at, by }) => (
        <div key={version} className="inset">
          <Text size="xs" c="dimmed">
            {t('duties.versionNumber', { version })} · {by} · <Moment at={at} />
          </Text>
          <Text size="sm">{reason}</Text>
          <Text size="xs" c="dimmed">
            {content
              ? [
                  content.pattern,
                  t(`personalData.class.${content.sensitivity}`),
                  content.purposes.map((one) => t(`personalData.purpose.${one}`)).join(', '),
                ]
                  .filter(Boolean)
                  .join(' · ')
              : t('personalData.removed')}
          </Text>
        </div>
      ))}
    </Stack>
  );
}
