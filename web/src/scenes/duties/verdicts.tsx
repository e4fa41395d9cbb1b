import { Stack, Text } from '@mantine/core';
import type { DutyVerdict } from '@posthorn/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { nameIn } from '../../i18n/name-in.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Diagnostics } from '../../parts/diagnostics.tsx';
import { VerdictState } from './duty-state.tsx';

/** What becomes of duties in released versions; each with what is wrong and what to do. */
export function Verdicts({ of, by }: { readonly of: readonly DutyVerdict[]; readonly by: 'template' | 'duty' }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Stack gap="sm" component="ul" className="verdicts">
      {of.map((one) => (
        <li key={one.versionId + one.dutyId} className="verdict">
          <div className="verdict-head">
            <div>
              {by === 'template' ? (
                <Link to="/templates/$templateId" params={{ templateId: one.templateId }} className="fact-link">
                  {nameIn(one.template, format.of) || one.templateId}
                </Link>
              ) : (
                <Link to="/duties/$dutyId" params={{ dutyId: one.dutyId }} className="fact-link">
                  {one.duty}
                </Link>
              )}
              <Text size="xs" c="dimmed">
                {by === 'template' ? t('duties.versionOf', { version: one.version, class: one.class }) : one.source}
              </Text>
            </div>
            <VerdictState state={one.state} />
          </div>
          {one.findings.length > 0 && (
            <div className="inset">
              <Diagnostics of={one.findings} />
            </div>
          )}
        </li>
      ))}
    </Stack>
  );
}
