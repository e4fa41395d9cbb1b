import './duties.css';
import { Button, Card, Group, Stack, TagsInput, Text, TextInput, Title } from '@mantine/core';
import { api, type TemplateFacts } from '@posthorn/contract';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Facts } from '../../parts/facts.tsx';
import { FormButtons } from '../../parts/form-buttons.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Verdicts } from './verdicts.tsx';

/** What a template is about, which duties it has by that, and whether its released version meets them. */
export function TemplateDuties({ templateId }: { readonly templateId: string }) {
  const { t } = useTranslation();
  const may = useMay('content:duties');
  const answer = useApi(api.duties.ofTemplate, { params: { id: templateId } });
  const [editing, setEditing] = useState(false);
  return (
    <Card>
      <Group justify="space-between" mb="sm">
        <Title order={2}>{t('doors.duties')}</Title>
        {may && answer.data && (
          <Button size="compact-sm" variant="default" onClick={() => setEditing(true)}>
            {t('duties.setFacts')}
          </Button>
        )}
      </Group>
      <Loaded answer={answer} height={90}>
        {({ facts, verdicts }) => (
          <Stack gap="sm">
            <Facts
              rows={[
                [t('duties.class'), facts.class],
                [t('duties.products'), facts.products.join(', ') || '–'],
                [t('duties.countries'), facts.countries.join(', ') || t('duties.all')],
              ]}
            />
            {verdicts.length === 0 ? (
              <Text size="sm" c="dimmed">
                {t('duties.hasNone')}
              </Text>
            ) : (
              <Verdicts of={verdicts} by="duty" />
            )}
            <Dialog opened={editing} onClose={() => setEditing(false)} title={t('duties.setFacts')}>
              {editing && <FactsForm templateId={templateId} facts={facts} close={() => setEditing(false)} />}
            </Dialog>
          </Stack>
        )}
      </Loaded>
    </Card>
  );
}

function FactsForm({
  templateId,
  facts,
  close,
}: {
  readonly templateId: string;
  readonly facts: TemplateFacts;
  readonly close: () => void;
}) {
  const { t } = useTranslation();
  const [it, setIt] = useState(facts);
  const keep = useChange(api.duties.setFacts, [
    api.duties.ofTemplate,
    api.duties.list,
    api.duties.get,
    api.content.templates,
    api.content.template,
  ]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { countryField, ...rest } = it;
    const body = countryField ? it : rest;
    await keep.mutateAsync({ params: { id: templateId }, body }).then(close, () => undefined);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <TextInput
          label={t('duties.class')}
          description={t('duties.classHint')}
          required
          maxLength={60}
          value={it.class}
          onChange={(event) => setIt({ ...it, class: event.target.value })}
          data-autofocus
        />
        <TagsInput label={t('duties.products')} value={it.products} onChange={(products) => setIt({ ...it, products })} />
        <TagsInput
          label={t('duties.countries')}
          description={t('duties.countriesHint')}
          value={it.countries}
          onChange={(value) => setIt({ ...it, countries: value.map((one) => one.toUpperCase()).filter((one) => /^[A-Z]{2}$/.test(one)) })}
        />
        <TextInput
          label={t('duties.countryField')}
          description={t('duties.countryFieldHint')}
          placeholder="customer.country"
          value={it.countryField ?? ''}
          onChange={(event) => setIt({ ...it, countryField: event.target.value.trim() })}
        />
        {keep.error && <ProblemNote error={keep.error} />}
        <FormButtons back={close} deed={t('actions.save')} loading={keep.isPending} />
      </Stack>
    </form>
  );
}
