import { ActionIcon, Button, Checkbox, Fieldset, Group, NumberInput, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { api, type Campaign } from '@posthorn/contract';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../api/use-api.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { AudienceField } from './audience-field.tsx';
import './campaigns.css';
import { draftOf, emptyPlan, evenly, faultIn, type PlanDraft, planOf, sharesSum } from './plan.ts';

interface CampaignFormProps {
  /** The one to change; a new one if absent. */
  readonly campaign?: Campaign;
  readonly close: () => void;
}

/** Audience, variants, when, and who looks on: everything that a campaign is. */
export function CampaignForm({ campaign, close }: CampaignFormProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<PlanDraft>(() => (campaign === undefined ? emptyPlan : draftOf(campaign)));
  const refreshes = [api.campaigns.list, api.campaigns.get, api.campaigns.check];
  const create = useChange(api.campaigns.create, refreshes);
  const change = useChange(api.campaigns.change, refreshes);
  const set = (next: Partial<PlanDraft>) => setDraft((before) => ({ ...before, ...next }));
  const fault = faultIn(draft);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (fault !== undefined) return;
    const kept = await (campaign === undefined
      ? create.mutateAsync({ body: planOf(draft) })
      : change.mutateAsync({ params: { id: campaign.id }, body: { ...planOf(draft), data: campaign.data, revision: campaign.revision } })
    ).catch(() => undefined);
    if (kept === undefined) return;
    close();
    await navigate({ to: '/campaigns/$campaignId', params: { campaignId: kept.id } });
  };
  const error = create.error ?? change.error;
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        <TextInput
          label={t('campaigns.name')}
          required
          data-autofocus
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Fieldset legend={t('campaigns.audience')}>
          <AudienceField rule={draft.rule} set={(rule) => set({ rule })} templateId={draft.variants[0]!.templateId} />
        </Fieldset>
        <Fieldset legend={t('campaigns.variants')}>
          <Variants draft={draft} set={set} />
        </Fieldset>
        <Fieldset legend={t('campaigns.when')}>
          <When draft={draft} set={set} />
        </Fieldset>
        <TextInput
          label={t('campaigns.seeds')}
          description={t('campaigns.seedsText')}
          value={draft.seeds}
          onChange={(event) => set({ seeds: event.currentTarget.value })}
        />
        {error && <ProblemNote error={error} />}
      </Stack>
      <Group justify="flex-end" mt="lg">
        {fault !== undefined && (
          <Text size="sm" c="dimmed">
            {t(`campaigns.faults.${fault}`)}
          </Text>
        )}
        <Button variant="default" onClick={close}>
          {t('actions.back')}
        </Button>
        <Button type="submit" disabled={fault !== undefined} loading={create.isPending || change.isPending}>
          {t('actions.save')}
        </Button>
      </Group>
    </form>
  );
}

interface PartProps {
  readonly draft: PlanDraft;
  readonly set: (next: Partial<PlanDraft>) => void;
}

const letters = 'abcdef';

function Variants({ draft, set }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const templates = useApi(api.content.templates, { query: { limit: 200 } });
  const usable = (templates.data?.rows ?? []).filter((template) => template.released);
  const { variants } = draft;
  const sum = sharesSum(variants);
  const changed = (at: number, next: Partial<PlanDraft['variants'][number]>) =>
    set({ variants: variants.map((variant, i) => (i === at ? { ...variant, ...next } : variant)) });
  const add = () => {
    const id = [...letters].find((letter) => variants.every((variant) => variant.id !== letter))!;
    set({ variants: evenly([...variants, { id, templateId: variants[0]!.templateId, percent: 0 }]) });
  };
  return (
    <Stack gap="xs">
      {variants.map((variant, at) => (
        <Group key={variant.id} align="end" gap="xs" wrap="nowrap">
          <Select
            style={{ flex: 1, minWidth: 0 }}
            label={t('campaigns.variantTemplate', { variant: variant.id.toUpperCase() })}
            placeholder={t('campaigns.chooseTemplate')}
            searchable
            data={usable.map((one) => ({ value: one.id, label: nameIn(one.name, format.of) }))}
            value={variant.templateId || null}
            onChange={(templateId) => changed(at, { templateId: templateId ?? '' })}
          />
          <NumberInput
            w={110}
            label={t('campaigns.share')}
            suffix=" %"
            min={0}
            max={100}
            decimalScale={1}
            disabled={variants.length === 1}
            value={variant.percent}
            onChange={(value) => changed(at, { percent: Number(value) || 0 })}
          />
          {variants.length > 1 && (
            <ActionIcon
              variant="subtle"
              color="gray"
              mb={4}
              aria-label={t('campaigns.removeVariant', { variant: variant.id.toUpperCase() })}
              onClick={() => set({ variants: evenly(variants.filter((_one, i) => i !== at)) })}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      ))}
      <Group justify="space-between">
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={variants.length === letters.length}
          onClick={add}
        >
          {t('campaigns.addVariant')}
        </Button>
        {sum !== 100 && (
          <Text size="sm" c="var(--mantine-color-error)" role="status">
            {t('campaigns.sum', { sum })}
          </Text>
        )}
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NumberInput
          label={t('campaigns.holdout')}
          description={t('campaigns.holdoutText')}
          suffix=" %"
          min={0}
          max={90}
          decimalScale={1}
          value={draft.holdoutPercent}
          onChange={(value) => set({ holdoutPercent: Number(value) || 0 })}
        />
        <Select
          label={t('campaigns.goal')}
          description={t('campaigns.goalText')}
          allowDeselect={false}
          data={(['clicked', 'answered', 'converted', 'displayed', 'delivered', 'unsubscribed'] as const).map((goal) => ({
            value: goal,
            label: t(`campaigns.goals.${goal}`),
          }))}
          value={draft.goal}
          onChange={(goal) => goal !== null && set({ goal })}
        />
        <TextInput
          label={t('campaigns.event')}
          description={t('campaigns.eventText')}
          placeholder="purchase"
          required={draft.goal === 'converted'}
          value={draft.event}
          onChange={(event) => set({ event: event.currentTarget.value.trim().toLowerCase() })}
        />
        <NumberInput
          label={t('campaigns.eventDays')}
          description={t('campaigns.eventDaysText')}
          min={1}
          max={366}
          allowDecimal={false}
          disabled={draft.event === ''}
          value={draft.eventDays}
          onChange={(value) => set({ eventDays: Math.max(1, Number(value) || 1) })}
        />
      </SimpleGrid>
    </Stack>
  );
}

function When({ draft, set }: PartProps) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <TextInput
        type="datetime-local"
        label={t('campaigns.startAt')}
        description={t('campaigns.startAtText')}
        value={draft.startAt}
        onChange={(event) => set({ startAt: event.currentTarget.value })}
      />
      <NumberInput
        label={t('campaigns.perHour')}
        description={t('campaigns.perHourText')}
        min={1}
        allowDecimal={false}
        value={draft.perHour ?? ''}
        onChange={(value) => set({ perHour: value === '' ? undefined : Number(value) })}
      />
      <TextInput
        type="time"
        label={t('campaigns.from')}
        value={draft.from}
        onChange={(event) => set({ from: event.currentTarget.value })}
      />
      <TextInput
        type="time"
        label={t('campaigns.until')}
        value={draft.until}
        onChange={(event) => set({ until: event.currentTarget.value })}
      />
      <Checkbox
        label={t('campaigns.weekdaysOnly')}
        disabled={draft.from === ''}
        checked={draft.weekdaysOnly}
        onChange={(event) => set({ weekdaysOnly: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('campaigns.byCustomersClock')}
        description={t('campaigns.byCustomersClockText')}
        disabled={draft.from === ''}
        checked={draft.byCustomersClock}
        onChange={(event) => set({ byCustomersClock: event.currentTarget.checked })}
      />
    </SimpleGrid>
  );
}
