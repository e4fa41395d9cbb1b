import { Button, Group, Progress, Stack, Text, UnstyledButton } from '@mantine/core';
import type { Brand } from '@posthorn/engine';
import { type Figure, measure, styleLanguage, targetOf, usualTarget } from '@posthorn/engine/language';
import type { Editor } from '@tiptap/core';
import { NodeSelection, TextSelection } from '@tiptap/pm/state';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { useEditorState } from '../use-editor-state.ts';
import type { Judgement } from '../use-judge.ts';
import { hintsOf, type PlacedHint } from '../writing/plugins/hints.ts';
import type { Hint } from './judge-texts.ts';
import { scale } from './judge-texts.ts';

interface LanguagePanelProps {
  readonly editor: Editor;
  readonly judgement: Judgement;
  readonly brand: Brand;
  readonly templateClass: string | undefined;
}

const mostShown = 60;

/** How plain the texts are: against the brand's target, in figures, and what could be said otherwise. */
export function LanguagePanel({ editor, judgement: { judged, doc }, brand, templateClass }: LanguagePanelProps) {
  const { t } = useTranslation();
  const hints = useEditorState(editor, hintsOf);
  const tag = (doc ?? editor.state.doc).attrs.language as string;
  const language = styleLanguage(tag);
  if (language === undefined)
    return (
      <Text size="sm" c="dimmed">
        {t('editor.plain.noRules')}
      </Text>
    );
  const value = judged.figures.find(({ name }) => name === measure[language])?.value;
  if (value === undefined)
    return (
      <Text size="sm" c="dimmed">
        {t('editor.plain.noText')}
      </Text>
    );
  const set = targetOf(brand, tag, templateClass);
  return (
    <Stack gap={10}>
      <Meter value={value} target={set ?? usualTarget[language]} of={set === undefined ? undefined : brand.name} language={language} />
      <Figures figures={judged.figures} words={judged.counts?.words ?? 0} sentences={judged.counts?.sentences ?? 0} />
      {hints.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('editor.plain.noHints')}
        </Text>
      ) : (
        <div>
          {hints.slice(0, mostShown).map((hint) => (
            <HintRow key={`${hint.rule} ${hint.from} ${hint.to} ${hint.of} ${hint.start}`} hint={hint} editor={editor} />
          ))}
        </div>
      )}
    </Stack>
  );
}

interface MeterProps {
  readonly value: number;
  readonly target: number;
  /** The brand that set the target. */
  readonly of: string | undefined;
  readonly language: 'de' | 'en';
}

function Meter({ value, target, of, language }: MeterProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { from, to } = scale[language];
  const part = (figure: number) => Math.max(0, Math.min(100, ((figure - from) / (to - from)) * 100));
  const reached = value <= target;
  const said = t(reached ? 'editor.plain.reached' : 'editor.plain.missed');
  return (
    <div>
      <Group justify="space-between" gap={8}>
        <Text size="sm" fw={600}>
          {t(`editor.plain.measure.${language}`, { value: format.number(Math.round(value * 10) / 10) })}
        </Text>
        <Text size="xs" c={reached ? 'dimmed' : 'var(--posthorn-accent)'} fw={550}>
          {said}
        </Text>
      </Group>
      <div className="ed-meter">
        <Progress value={part(value)} color={reached ? 'petrol' : 'brass'} size={8} aria-label={said} />
        <span className="ed-meter-target" style={{ left: `${part(target)}%` }} aria-hidden />
      </div>
      <Text size="xs" c="dimmed">
        {of === undefined
          ? t('editor.plain.usualTarget', { target: format.number(target) })
          : t('editor.plain.brandTarget', { target: format.number(target), brand: of })}
      </Text>
    </div>
  );
}

function Figures({
  figures,
  words,
  sentences,
}: {
  readonly figures: readonly Figure[];
  readonly words: number;
  readonly sentences: number;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const rounded = (value: number) => format.number(Math.round(value * 10) / 10);
  const rows = [
    ...figures.map(({ name, value }) => ({ name: t(`editor.plain.figure.${name}`), value: rounded(value) })),
    { name: t('editor.plain.figure.words'), value: format.number(words) },
    { name: t('editor.plain.figure.perSentence'), value: rounded(words / Math.max(1, sentences)) },
  ];
  return (
    <dl className="ed-figures">
      {rows.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="numbers">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What is meant, in the language of the screen. */
export const hintText = ({ rule, count, better }: Hint, t: TFunction): string =>
  t(`editor.plain.rule.${rule}`, { count: Math.round(count ?? 0), better: better ?? '' });

/** Words that can stand there at once; some are only ways to say it. */
const offers = ({ better }: Hint): string[] =>
  better === undefined || ['Sie', 'du'].includes(better) || better.includes('…') ? [] : better.split(', ');

function HintRow({ hint, editor }: { readonly hint: PlacedHint; readonly editor: Editor }) {
  const { t } = useTranslation();
  const show = () => {
    const { state, view } = editor;
    const chosen =
      hint.within === 'object' ? NodeSelection.create(state.doc, hint.from) : TextSelection.create(state.doc, hint.from, hint.to);
    view.dispatch(state.tr.setSelection(chosen).scrollIntoView());
    view.focus();
  };
  const use = (words: string) => {
    const { state, view } = editor;
    const first = state.doc.textBetween(hint.from, hint.from + 1);
    const asThere = first !== first.toLowerCase() ? words.charAt(0).toUpperCase() + words.slice(1) : words;
    view.dispatch(state.tr.insertText(asThere, hint.from, hint.to).scrollIntoView());
    view.focus();
  };
  const text =
    hint.within === 'object'
      ? hint.found
      : editor.state.doc.textBetween(hint.from, Math.min(hint.to, editor.state.doc.content.size), ' ', ' … ');
  return (
    <div className="ed-hint-row">
      <UnstyledButton className="ed-hint-words" onClick={show}>
        <b>{text.length > 70 ? `${text.slice(0, 69)}…` : text}</b>
        <small>{hintText(hint, t)}</small>
      </UnstyledButton>
      <Group gap={4} wrap="nowrap">
        {(hint.within === 'object' ? [] : offers(hint)).slice(0, 2).map((words) => (
          <Button key={words} size="compact-xs" variant="default" onClick={() => use(words)} aria-label={t('editor.plain.use', { words })}>
            {words}
          </Button>
        ))}
      </Group>
    </div>
  );
}
