import { Card, Group, Title } from '@mantine/core';
import type { ContactDecision } from '@posthorn/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { Facts } from '../../parts/facts.tsx';
import { Moment } from '../../parts/moment.tsx';
import { DecisionState } from '../../parts/state-badge.tsx';

/** What the contact policy decided about a communication, and why. */
export function ContactDecisionCard({ decision }: { readonly decision: ContactDecision }) {
  const { t } = useTranslation();
  const mayWait = useMay('waiting-room:read');
  const { state, code, rule, at, until, validUntil, purpose, matter, matterKey, policy, details } = decision;
  const text = (name: string) => (typeof details[name] === 'string' ? (details[name] as string) : undefined);
  const other = text('communicationId');
  const basis = text('basis');
  const note = text('note');
  return (
    <Card>
      <Group justify="space-between" mb="sm">
        <Title order={2}>{t('contact.title')}</Title>
        <DecisionState state={state} />
      </Group>
      <Facts
        rows={[
          [t('contact.why'), t(`contact.reasons.${code}`)],
          ...(rule ? ([[t('contact.rule'), rule.name]] as const) : []),
          ...(other
            ? ([
                [
                  t('contact.other'),
                  <Link key="other" to="/communications/$communicationId" params={{ communicationId: other }} className="fact-link">
                    {text('matter') ?? t('communications.one')}
                  </Link>,
                ],
              ] as const)
            : []),
          ...(text('circumstance') ? ([[t('contact.circumstance'), text('circumstance')]] as const) : []),
          ...(until ? ([[t('contact.until'), <Moment key="until" at={until} />]] as const) : []),
          ...(validUntil ? ([[t('contact.validUntil'), <Moment key="valid" at={validUntil} />]] as const) : []),
          ...(note ? ([[t('contact.note'), `${text('by') ?? ''}: ${note}`]] as const) : []),
          [
            t('policy.purpose'),
            [t(`purposes.${purpose}`, { defaultValue: purpose }), basis && t(`policy.bases.${basis}`, { defaultValue: basis })]
              .filter(Boolean)
              .join(' · '),
          ],
          [t('policy.matter'), matterKey ? `${matter} · ${matterKey}` : matter],
          [t('contact.decided'), <Moment key="at" at={at} />],
          [t('contact.policy'), policy === 0 ? t('policy.none') : t('policy.version', { version: policy })],
          ...(state === 'waiting' && mayWait
            ? ([
                [
                  t('doors.waitingRoom'),
                  <Link key="room" to="/waiting-room" className="fact-link">
                    {t('contact.decide')}
                  </Link>,
                ],
              ] as const)
            : []),
        ]}
      />
    </Card>
  );
}
