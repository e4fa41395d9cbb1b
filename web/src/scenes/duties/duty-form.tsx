import './duties.css';
import { Button, Checkbox, Group, NumberInput, Select, Stack, TagsInput, Text, Textarea, TextInput } from '@mantine/core';
import { api, type Duty, type DutyContent, dutyPositions, mediumNames } from '@posthorn/contract';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../api/use-api.ts';
import { FormButtons } from '../../parts/form-buttons.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { BlockField } from './block-field.tsx';
import { Verdicts } from './verdicts.tsx';

interface DutyFormProps {
  /** The duty that is to be changed; a new one without. */
  readonly duty?: Duty;
  readonly done: (duty: Duty) => void;
  readonly cancel: () => void;
}

const blank: DutyContent = {
  name: '',
  source: { law: '' },
  ...{ classes: [], products: [], countries: [], channels: ['letter', 'email', 'web'], block: '' },
};

/** A duty to write: what it wants, of what, from when, because of which law; and before it is kept, what it would touch. */
export function DutyForm({ duty, done, cancel }: DutyFormProps) {
  const { t } = useTranslation();
  const [content, setContent] = useState<DutyContent>(duty?.content ?? blank);
  const [reason, setReason] = useState('');
  const refreshes = [api.duties.list, api.duties.get, api.duties.ofTemplate, api.administration.audit];
  const create = useChange(api.duties.create, refreshes);
  const change = useChange(api.duties.change, refreshes);
  const error = create.error ?? change.error;
  const complete = content.name.trim() !== '' && content.source.law.trim() !== '' && content.block !== '' && content.channels.length > 0;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const body = { content, reason: reason.trim() };
    const kept = duty
      ? change.mutateAsync({ params: { id: duty.id }, body: { ...body, version: duty.version } })
      : create.mutateAsync({ body });
    await kept.then(done, () => undefined);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        <Source content={content} set={setContent} />
        <Demand content={content} set={setContent} />
        <Scope content={content} set={setContent} />
        <Touched content={content} ready={complete} />
        <Textarea
          label={t('duties.reason')}
          description={t('duties.reasonHint')}
          required
          maxLength={2000}
          autosize
          minRows={1}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {error && <ProblemNote error={error} />}
        <FormButtons
          back={cancel}
          deed={t(duty ? 'duties.keepChange' : 'duties.create')}
          loading={create.isPending || change.isPending}
          disabled={!complete || reason.trim() === ''}
        />
      </Stack>
    </form>
  );
}

interface PartProps {
  readonly content: DutyContent;
  readonly set: (content: DutyContent) => void;
}

/** Sets a field, or leaves it out where it is empty. */
function having<T extends object, K extends keyof T>(of: T, field: K, value: T[K] | undefined): T {
  const { [field]: _before, ...rest } = of;
  return (value === undefined ? rest : { ...rest, [field]: value }) as T;
}

function Source({ content, set }: PartProps) {
  const { t } = useTranslation();
  const { source } = content;
  const from = (field: 'law' | 'paragraph' | 'link', value: string) =>
    set({ ...content, source: field === 'law' ? { ...source, law: value } : having(source, field, value === '' ? undefined : value) });
  return (
    <Stack gap="sm">
      <TextInput
        label={t('duties.name')}
        required
        maxLength={200}
        value={content.name}
        onChange={(event) => set({ ...content, name: event.target.value })}
        data-autofocus
      />
      <div className="duty-columns">
        <TextInput
          label={t('duties.law')}
          required
          maxLength={200}
          value={source.law}
          onChange={(event) => from('law', event.target.value)}
        />
        <TextInput
          label={t('duties.paragraph')}
          maxLength={120}
          value={source.paragraph ?? ''}
          onChange={(event) => from('paragraph', event.target.value)}
        />
        <TextInput
          label={t('duties.link')}
          type="url"
          placeholder="https://"
          maxLength={500}
          value={source.link ?? ''}
          onChange={(event) => from('link', event.target.value)}
        />
      </div>
      <Textarea
        label={t('duties.explanation')}
        maxLength={2000}
        autosize
        minRows={1}
        value={content.explanation ?? ''}
        onChange={(event) => set(having(content, 'explanation', event.target.value || undefined))}
      />
    </Stack>
  );
}

function Demand({ content, set }: PartProps) {
  const { t } = useTranslation();
  return (
    <fieldset className="duty-section">
      <legend>{t('duties.demand')}</legend>
      <div className="duty-columns">
        <BlockField
          block={content.block}
          version={content.blockVersion}
          set={(block, version) => set(having({ ...content, block }, 'blockVersion', version))}
        />
        <NumberInput
          label={t('duties.size')}
          suffix=" pt"
          min={4}
          max={72}
          step={0.5}
          decimalScale={2}
          value={content.minimumSize ?? ''}
          onChange={(value) => set(having(content, 'minimumSize', typeof value === 'number' ? value : undefined))}
        />
        <Select
          label={t('duties.position')}
          placeholder={t('duties.anywhere')}
          clearable
          data={dutyPositions.map((value) => ({ value, label: t(`duties.at.${value}`) }))}
          value={content.position ?? null}
          onChange={(value) => set(having(content, 'position', (value ?? undefined) as DutyContent['position']))}
        />
      </div>
    </fieldset>
  );
}

function Scope({ content, set }: PartProps) {
  const { t } = useTranslation();
  const templates = useApi(api.content.templates, {});
  const classes = [...new Set((templates.data?.rows ?? []).map((one) => one.class))];
  const day = (field: 'validFrom' | 'validUntil') => (
    <TextInput
      type="date"
      label={t(`duties.${field}`)}
      value={content[field] ?? ''}
      onChange={(event) => set(having(content, field, event.target.value || undefined))}
    />
  );
  return (
    <fieldset className="duty-section">
      <legend>{t('duties.about')}</legend>
      <Stack gap="sm">
        <div className="duty-columns">
          <TagsInput
            label={t('duties.classes')}
            description={t('duties.allIfEmpty')}
            data={classes}
            value={content.classes}
            onChange={(value) => set({ ...content, classes: value })}
          />
          <TagsInput
            label={t('duties.products')}
            description={t('duties.allIfEmpty')}
            value={content.products}
            onChange={(value) => set({ ...content, products: value })}
          />
          <TagsInput
            label={t('duties.countries')}
            description={t('duties.countriesHint')}
            value={content.countries}
            onChange={(value) =>
              set({ ...content, countries: value.map((one) => one.toUpperCase()).filter((one) => /^[A-Z]{2}$/.test(one)) })
            }
          />
        </div>
        <Checkbox.Group
          label={t('duties.channels')}
          value={content.channels}
          onChange={(value) => set({ ...content, channels: value as DutyContent['channels'] })}
        >
          <Group gap="md" mt={6}>
            {mediumNames.map((value) => (
              <Checkbox key={value} value={value} label={t(`duties.medium.${value}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <div className="duty-columns">
          {day('validFrom')}
          {day('validUntil')}
        </div>
      </Stack>
    </fieldset>
  );
}

/** What the duty as it stands in the form would touch. */
function Touched({ content, ready }: { readonly content: DutyContent; readonly ready: boolean }) {
  const { t } = useTranslation();
  const ask = useChange(api.duties.touches);
  const [asked, setAsked] = useState<DutyContent>();
  const look = () => {
    setAsked(content);
    ask.mutate({ body: { content } });
  };
  return (
    <section className="duty-section" aria-label={t('duties.touched')}>
      <Group justify="space-between" mb="xs">
        <div>
          <Text fw={600}>{t('duties.touched')}</Text>
          <Text size="sm" c="dimmed">
            {t('duties.touchedHint')}
          </Text>
        </div>
        <Button variant="default" disabled={!ready} loading={ask.isPending} onClick={look}>
          {t('duties.look')}
        </Button>
      </Group>
      {ask.error && <ProblemNote error={ask.error} />}
      {ask.data && asked === content && (
        <Stack gap="xs">
          <Text size="sm" role="status">
            {t('duties.touches', { count: ask.data.total, unmet: ask.data.verdicts.filter(({ state }) => state === 'unmet').length })}
          </Text>
          <Verdicts of={ask.data.verdicts} by="template" />
        </Stack>
      )}
    </section>
  );
}
