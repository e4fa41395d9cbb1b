import { Select, Stack, Text } from '@mantine/core';
import { templateKinds } from '@posthorn/contract';
import type { Answer, Answers, AskedZone, TemplateContact } from '@posthorn/engine';
import { useTranslation } from 'react-i18next';
import type { DataField } from '../model/data-fields.ts';
import { AnswerField } from './answer-field.tsx';
import { ContactFields } from './contact-fields.tsx';

interface ClerkPanelProps {
  /** How communications of the template come about; undefined for a block, which has it from its templates. */
  readonly use: string | undefined;
  readonly setUse: (use: string) => void;
  /** What the contact policy must know; of a template alone. */
  readonly contact: TemplateContact | undefined;
  readonly setContact: (contact: TemplateContact | undefined) => void;
  readonly data: readonly DataField[];
  readonly zones: readonly AskedZone[];
  readonly answers: Answers;
  readonly answer: (name: string, value: Answer | undefined) => void;
}

/** What holds of the whole template: who finishes the letter (nobody, or a clerk, whose questions can be tried here), what it is about. */
export function ClerkPanel({ use, setUse, contact, setContact, data, zones, answers, answer }: ClerkPanelProps) {
  const { t } = useTranslation();
  return (
    <Stack gap={10}>
      {use !== undefined && (
        <Select
          size="xs"
          label={t('editor.clerk.use')}
          description={t(`editor.clerk.uses.${use as 'batch'}`)}
          inputWrapperOrder={['label', 'input', 'description']}
          allowDeselect={false}
          value={use}
          data={templateKinds.map((value) => ({ value, label: t(`templateKinds.${value}`) }))}
          onChange={(value) => value !== null && setUse(value)}
        />
      )}
      {zones.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('editor.clerk.none')}
        </Text>
      ) : (
        <section aria-label={t('editor.clerk.title')}>
          <Text size="xs" c="dimmed" mb={8}>
            {t('editor.clerk.hint')}
          </Text>
          <Stack gap={12}>
            {zones.map((zone) => (
              <AnswerField key={zone.name} zone={zone} value={answers[zone.name]} set={(value) => answer(zone.name, value)} />
            ))}
          </Stack>
        </section>
      )}
      {use !== undefined && <ContactFields contact={contact ?? {}} set={setContact} data={data} />}
    </Stack>
  );
}
