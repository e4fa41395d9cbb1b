import { Text, UnstyledButton } from '@mantine/core';
import type { Diagnostic } from '@posthorn/engine';
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** What the engine found, each leading to its place. */
export function Findings({ of, goTo }: { readonly of: readonly Diagnostic[]; readonly goTo: (finding: Diagnostic) => void }) {
  const { t } = useTranslation();
  return (
    <section className="ed-findings" aria-label={t('editor.findings.title')}>
      <Text size="xs" c="dimmed" role="status" className="ed-findings-head">
        {of.length === 0 ? <IconCircleCheck size={15} aria-hidden /> : null}
        {of.length === 0 ? t('editor.findings.none') : t('editor.findings.count', { count: of.length })}
      </Text>
      {of.map((finding) => {
        const Icon = finding.severity === 'error' ? IconAlertCircle : IconAlertTriangle;
        return (
          <UnstyledButton
            key={finding.code + finding.place.pointer + finding.message}
            className="ed-finding-row"
            onClick={() => goTo(finding)}
          >
            <Icon size={16} role="img" aria-label={t(`severity.${finding.severity}`)} className={`ed-icon-${finding.severity}`} />
            <span>
              {finding.message}
              {finding.hint && <small>{finding.hint}</small>}
            </span>
          </UnstyledButton>
        );
      })}
    </section>
  );
}
