import { MultiSelect, Stack, TextInput } from '@mantine/core';
import { api, type Webhook, type WebhookContent, webhookKinds } from '@posthorn/contract';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/use-api.ts';
import { FormButtons } from '../../parts/form-buttons.tsx';
import { say } from '../../parts/notify.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';

interface WebhookFormProps {
  /** The one that is changed; absent for a new one. */
  readonly webhook?: Webhook;
  readonly created?: (webhook: Webhook, secret: string) => void;
  readonly close: () => void;
}

/** Where a program is told, and of what. */
export function WebhookForm({ webhook, created, close }: WebhookFormProps) {
  const { t } = useTranslation();
  const [content, setContent] = useState<WebhookContent>({
    name: webhook?.name ?? '',
    url: webhook?.url ?? '',
    kinds: webhook?.kinds ?? [],
  });
  const changed = [api.webhooks.list, api.administration.audit];
  const create = useChange(api.webhooks.create, changed);
  const change = useChange(api.webhooks.change, changed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { ...content, name: content.name.trim(), url: content.url.trim() };
    if (webhook === undefined) create.mutate({ body }, { onSuccess: (made) => created?.(made.webhook, made.secret) });
    else
      change.mutate(
        { params: { id: webhook.id }, body: { ...body, active: webhook.active } },
        {
          onSuccess: () => {
            say(t('webhooks.saved'));
            close();
          },
        },
      );
  };
  const error = create.error ?? change.error;
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={t('webhooks.name')}
          required
          maxLength={200}
          value={content.name}
          onChange={(event) => setContent({ ...content, name: event.target.value })}
          data-autofocus
        />
        <TextInput
          label={t('webhooks.url')}
          description={t('webhooks.urlHint')}
          required
          type="url"
          maxLength={2000}
          value={content.url}
          onChange={(event) => setContent({ ...content, url: event.target.value })}
        />
        <MultiSelect
          label={t('webhooks.kinds')}
          description={t('webhooks.kindsHint')}
          data={webhookKinds.map((kind) => ({ value: kind, label: t(`receipts.${kind}`) }))}
          value={content.kinds}
          onChange={(kinds) => setContent({ ...content, kinds: kinds as WebhookContent['kinds'] })}
          searchable
          clearable
        />
        {error && <ProblemNote error={error} />}
        <FormButtons
          back={close}
          deed={webhook === undefined ? t('webhooks.create') : t('webhooks.save')}
          loading={create.isPending || change.isPending}
        />
      </Stack>
    </form>
  );
}
