import { Badge, Button, Group, Text } from '@mantine/core';
import type { PreviewFormat, ProofFinding, ProofItem } from '@posthorn/contract';
import { IconCheck, IconPhoto, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { Moment } from '../../../parts/moment.tsx';
import { Pieces } from '../changes/pieces.tsx';
import type { Looked } from '../pictures/pictures.tsx';

interface ProofEntryProps {
  readonly item: ProofItem;
  readonly look: (looked: Pick<Looked, 'record' | 'format' | 'language'>) => void;
  /** Absent where there is nothing to judge, or somebody may not. */
  readonly judge: ((verdict: 'expected' | 'refused') => void) | undefined;
}

const tones = { pending: 'gray', same: 'teal', different: 'brass', failing: 'red' } as const;

/** One record of a proof: every channel and language as a field of a small table, and the words that changed. */
export function ProofEntry({ item, look, judge }: ProofEntryProps) {
  const { t } = useTranslation();
  const { findings } = item;
  const open = (finding: ProofFinding) =>
    look({
      record: item.sample === undefined ? `proof-${item.position}` : String(item.sample),
      format: finding.format,
      language: finding.language,
    });
  const told = toldOnce(findings);
  return (
    <li className="inset" data-state={item.state}>
      <Group justify="space-between" gap="xs" mb={6}>
        <Group gap="xs">
          <Text size="sm" fw={600}>
            {item.label}
          </Text>
          <Badge size="sm" variant="light" color={tones[item.state]} tt="none" className="rv-kind">
            {t(`reviews.proof.state.${item.state}`)}
          </Badge>
          {item.source === 'record' && (
            <Badge size="sm" variant="default" tt="none">
              {t('reviews.proof.real')}
            </Badge>
          )}
        </Group>
        {judge && (
          <Group gap={4}>
            <Button size="compact-xs" variant="default" leftSection={<IconCheck size={13} aria-hidden />} onClick={() => judge('expected')}>
              {t('reviews.proof.expectedDeed')}
            </Button>
            <Button size="compact-xs" variant="default" leftSection={<IconX size={13} aria-hidden />} onClick={() => judge('refused')}>
              {t('reviews.proof.refusedDeed')}
            </Button>
          </Group>
        )}
      </Group>
      {findings.length > 0 && <Matrix findings={findings} open={open} />}
      {told.map((finding) => (
        <Told key={finding.format + finding.language} finding={finding} />
      ))}
      {item.verdict && (
        <Text size="sm" mt={6} className="rv-verdict" data-verdict={item.verdict} component="div">
          <b>{t(`reviews.proof.verdict.${item.verdict}`)}</b> {item.reason}{' '}
          <Text span size="xs" c="dimmed">
            {item.judgedBy} · {item.judgedAt && <Moment at={item.judgedAt} />}
          </Text>
        </Text>
      )}
    </li>
  );
}

/** Channels across, languages down. */
function Matrix({ findings, open }: { readonly findings: readonly ProofFinding[]; readonly open: (finding: ProofFinding) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const formats = [...new Set(findings.map((one) => one.format))];
  const languages = [...new Set(findings.map((one) => one.language))];
  return (
    <div className="scroll-across">
      <table className="rv-matrix">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t('templates.language')}</span>
            </th>
            {formats.map((one) => (
              <th key={one} scope="col">
                {t(`kinds.${one}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {languages.map((language) => (
            <tr key={language}>
              <th scope="row">{language === '' ? t('templates.languageOfSample') : format.language(language)}</th>
              {formats.map((one: PreviewFormat) => {
                const finding = findings.find((found) => found.format === one && found.language === language);
                return <td key={one}>{finding && <Cell finding={finding} open={() => open(finding)} />}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ finding, open }: { readonly finding: ProofFinding; readonly open: () => void }) {
  const { t } = useTranslation();
  const { outcome, changedPages, pagesBefore, pagesAfter } = finding;
  if (outcome === 'same') return <span className="rv-same">{t('reviews.proof.sameHere')}</span>;
  const pages =
    pagesBefore !== pagesAfter
      ? t('reviews.proof.pagesNow', { before: pagesBefore, after: pagesAfter })
      : changedPages && changedPages.length > 0
        ? t('reviews.proof.onPages', { pages: changedPages.map(({ page }) => page).join(', '), count: changedPages.length })
        : '';
  return (
    <button type="button" className="rv-cell" data-outcome={outcome} onClick={open}>
      <IconPhoto size={13} aria-hidden /> {t(`reviews.proof.outcome.${outcome}`)}
      {pages && <small> {pages}</small>}
    </button>
  );
}

/** The same words changed in letter and e-mail are told once. */
function toldOnce(findings: readonly ProofFinding[]): readonly ProofFinding[] {
  const seen = new Set<string>();
  return findings.filter(({ text, problem, language }) => {
    const changes = (text ?? [])
      .filter(({ kind }) => kind !== 'same')
      .map(({ kind, text: words }) => kind + words.replace(/\s+/g, ' ').trim());
    const key = `${language} ${problem ?? ''} ${changes.join('|')}`;
    if ((changes.length === 0 && problem === undefined) || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function Told({ finding }: { readonly finding: ProofFinding }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <p className="rv-told" lang={finding.language || undefined}>
      <span className="rv-was">
        {t(`kinds.${finding.format}`)}
        {finding.language && ` · ${format.language(finding.language)}`}
      </span>{' '}
      {finding.problem ?? <Pieces pieces={finding.text ?? []} />}
    </p>
  );
}
