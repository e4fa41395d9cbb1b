import { Card, Group, NumberInput, SegmentedControl, Select, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { usualTarget } from '@posthorn/engine/language';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { scale } from '../../editor/language/judge-texts.ts';
import type { BrandDraft } from '../use-brand-draft.ts';
import { ClassTargets } from './class-targets.tsx';
import { EditableList } from './editable-list.tsx';
import { FoundNow } from './found-now.tsx';
import { judgedLanguage, type Voice, voiceLanguages, withVoice } from './voice.ts';
import { WordsToAvoid } from './words-to-avoid.tsx';

/** Words of a sentence. */
const sentence = { from: 5, to: 100 } as const;
/** What is only on the way to a number, as `1` is to `18`, changes nothing. */
const within = (value: number | string, { from, to }: { readonly from: number; readonly to: number }): value is number =>
  typeof value === 'number' && value >= from && value <= to;

/** How the brand speaks, language by language, and beside it what that would find in what goes out today. */
export function VoiceBench({ draft }: { readonly draft: BrandDraft }) {
  const [chosen, choose] = useState(() => voiceLanguages(draft.brand)[0]!);
  return (
    <div className="bd-bench">
      <Card padding="md" style={{ minWidth: 0 }}>
        <VoicePanel draft={draft} chosen={chosen} choose={choose} />
      </Card>
      {judgedLanguage(chosen) !== undefined && <FoundNow id={draft.id} language={chosen} voice={draft.brand.voice?.[chosen]} />}
    </div>
  );
}

interface VoicePanelProps {
  readonly draft: BrandDraft;
  /** The language that is shown. */
  readonly chosen: string;
  readonly choose: (language: string) => void;
}

function VoicePanel({ draft, chosen, choose }: VoicePanelProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { brand, change, writable } = draft;
  const languages = voiceLanguages(brand);
  const voice: Voice = brand.voice?.[chosen] ?? {};
  const set = (changed: Partial<{ readonly [Name in keyof Voice]: Voice[Name] | undefined }>, about = '') =>
    change(withVoice(brand, chosen, changed), `voice ${chosen} ${about}`);
  const judged = judgedLanguage(chosen);
  return (
    <Stack gap="md" maw={680}>
      <div>
        <Title order={2}>{t('brands.voice.title')}</Title>
        <Text size="sm" c="dimmed">
          {t('brands.voice.text')}
        </Text>
      </div>
      <Group gap="md" align="flex-start">
        <Select
          label={t('templates.language')}
          allowDeselect={false}
          value={chosen}
          data={languages.map((value) => ({ value, label: format.language(value) }))}
          onChange={(value) => value !== null && choose(value)}
        />
        {judged === 'de' && (
          <div>
            <Text size="sm" fw={500} mb={4} id="bd-voice-form">
              {t('brands.voice.form')}
            </Text>
            <SegmentedControl
              aria-labelledby="bd-voice-form"
              disabled={!writable}
              value={voice.form ?? ''}
              onChange={(form) => set({ form: form === '' ? undefined : (form as 'Sie' | 'du') })}
              data={[
                { value: '', label: t('brands.voice.eitherForm') },
                { value: 'Sie', label: 'Sie' },
                { value: 'du', label: 'du' },
              ]}
            />
          </div>
        )}
      </Group>
      {judged === undefined && (
        <Text size="sm" c="dimmed">
          {t('editor.plain.noRules')}
        </Text>
      )}
      <SimpleGrid cols={{ base: 1, sm: judged === undefined ? 1 : 2 }} spacing="md">
        {judged !== undefined && (
          <NumberInput
            label={t('brands.voice.target')}
            description={t(`brands.voice.scale.${judged}`)}
            disabled={!writable}
            min={scale[judged].from}
            max={scale[judged].to}
            step={0.5}
            decimalScale={1}
            placeholder={format.number(usualTarget[judged])}
            value={voice.target ?? ''}
            onChange={(value) =>
              (value === '' || within(value, scale[judged])) && set({ target: value === '' ? undefined : value }, 'target')
            }
          />
        )}
        <NumberInput
          label={t('brands.voice.longSentence')}
          description={t('brands.voice.longSentenceHint')}
          disabled={!writable}
          min={sentence.from}
          max={sentence.to}
          allowDecimal={false}
          value={voice.longSentence ?? ''}
          onChange={(value) => (value === '' || within(value, sentence)) && set({ longSentence: value === '' ? undefined : value }, 'long')}
        />
      </SimpleGrid>
      <WordsToAvoid
        key={`avoid ${chosen}`}
        avoid={voice.avoid ?? []}
        writable={writable}
        set={(avoid, about) => set({ avoid: avoid.length === 0 ? undefined : avoid }, `avoid ${about}`)}
      />
      <EditableList
        key={`terms ${chosen}`}
        label={t('brands.voice.terms')}
        hint={t('brands.voice.termsHint')}
        columns={[t('brands.voice.term')]}
        rows={(voice.terms ?? []).map((term) => [term])}
        writable={writable}
        set={(rows, about) => set({ terms: rows.length === 0 ? undefined : rows.map(([term = '']) => term) }, `terms ${about}`)}
      />
      {judged !== undefined && (
        <ClassTargets
          targets={voice.targets ?? {}}
          usual={voice.target ?? usualTarget[judged]}
          most={scale[judged].to}
          writable={writable}
          set={(targets) => set({ targets: Object.keys(targets).length === 0 ? undefined : targets }, 'targets')}
        />
      )}
    </Stack>
  );
}
