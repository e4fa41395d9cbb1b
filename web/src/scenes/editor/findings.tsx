import { Badge, Text, UnstyledButton } from '@mantine/core';
import type { Diagnostic } from '@posthorn/engine';
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { findingInWords } from '../../i18n/in-words.ts';

interface FindingsProps {
  readonly of: readonly Diagnostic[];
  readonly goTo: (finding: Diagnostic) => void;
}

/** The same finding at many places is one to read. */
interface Alike {
  readonly key: string;
  readonly findings: readonly Diagnostic[];
}

function alike(findings: readonly Diagnostic[]): Alike[] {
  const groups = new Map<string, Diagnostic[]>();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.code} ${finding.message}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  const errorsFirst = (group: Alike) => (group.findings[0]?.severity === 'error' ? 0 : 1);
  return [...groups].map(([key, of]) => ({ key, findings: of })).sort((a, b) => errorsFirst(a) - errorsFirst(b));
}

/** What the engine and the rules of the house found, each leading to its place; one of several places to the next at each press. */
export function Findings({ of, goTo }: FindingsProps) {
  const { t } = useTranslation();
  const next = useRef(new Map<string, number>());
  if (of.length === 0)
    return (
      <Text size="sm" c="dimmed" className="ed-findings-head">
        <IconCircleCheck size={15} aria-hidden />
        {t('editor.findings.none')}
      </Text>
    );
  const go = ({ key, findings }: Alike) => {
    const at = (next.current.get(key) ?? 0) % findings.length;
    next.current.set(key, at + 1);
    goTo(findings[at]!);
  };
  return alike(of).map((group) => {
    const [finding] = group.findings as [Diagnostic];
    const { message, asSaid, hint } = findingInWords(finding);
    const Icon = finding.severity === 'error' ? IconAlertCircle : IconAlertTriangle;
    return (
      <UnstyledButton key={group.key} className="ed-finding-row" onClick={() => go(group)}>
        <Icon size={16} role="img" aria-label={t(`severity.${finding.severity}`)} className={`ed-icon-${finding.severity}`} />
        <span>
          {message}
          {asSaid && <small lang="en">{asSaid}</small>}
          {hint && <small>{hint}</small>}
        </span>
        {group.findings.length > 1 && (
          <Badge size="sm" variant="default" aria-label={t('editor.findings.places', { count: group.findings.length })}>
            {group.findings.length}
          </Badge>
        )}
      </UnstyledButton>
    );
  });
}
