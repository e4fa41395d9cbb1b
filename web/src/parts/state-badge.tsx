import { Badge } from '@mantine/core';
import type { ContactDecision, Customer, DeliveryStateName, Import, Permission, QuarantineRow, Run } from '@posthorn/contract';
import { useTranslation } from 'react-i18next';
import { type Tone, toneColours } from './colours.ts';

const deliveryTones: Record<DeliveryStateName, Tone> = {
  queued: 'waiting',
  sending: 'waiting',
  sent: 'good',
  delivered: 'done',
  available: 'done',
  printed: 'done',
  failed: 'bad',
  bounced: 'bad',
  unknown: 'attention',
  cancelled: 'waiting',
};
const runTones: Record<Run['state'], Tone> = {
  running: 'good',
  paused: 'attention',
  cancelled: 'waiting',
  done: 'done',
  done_with_failures: 'attention',
};
const versionTones = {
  draft: 'attention',
  in_review: 'attention',
  scheduled: 'good',
  released: 'done',
  retired: 'waiting',
  returned: 'attention',
  withdrawn: 'bad',
} as const;
const importTones: Record<Import['state'], Tone> = { running: 'good', done: 'done', failed: 'bad', interrupted: 'attention' };
const contactTones: Record<Customer['contactPoints'][number]['state'], Tone> = {
  valid: 'done',
  bounced: 'bad',
  opted_out: 'attention',
  unknown: 'waiting',
};
/** `open`: nothing is known and nothing is needed. */
const consentTones: Record<Permission['state'] | 'open', Tone> = {
  granted: 'done',
  bought: 'good',
  open: 'good',
  asked: 'waiting',
  none: 'waiting',
  unconfirmed: 'attention',
  expired: 'attention',
  ended: 'bad',
};
const policyTones = { proposed: 'attention', approved: 'done', refused: 'waiting', current: 'good' } as const;
const decisionTones: Record<ContactDecision['state'], Tone> = {
  sent: 'done',
  held: 'waiting',
  waiting: 'attention',
  withheld: 'bad',
  cancelled: 'waiting',
};
const rowTones: Record<QuarantineRow['state'], Tone> = { open: 'attention', mended: 'done', dismissed: 'waiting' };

/** The ways in which a delivery ends well, told apart in pictures where badges need not. */
const wellEnded: Partial<Record<DeliveryStateName, string>> = { delivered: '#155a67', available: '#7b6bb0', printed: '#4a6572' };

/** Colour of a delivery's state in pictures. */
export function deliveryColour(state: DeliveryStateName): string {
  return wellEnded[state] ?? toneColours[deliveryTones[state]];
}

function Dot({ tone, text }: { readonly tone: Tone; readonly text: string }) {
  return (
    <Badge
      variant="dot"
      color={toneColours[tone]}
      tt="none"
      fw={500}
      size="md"
      style={{ '--badge-bd': '1px solid var(--posthorn-line)', flex: 'none', overflow: 'visible' }}
    >
      {text}
    </Badge>
  );
}

export function RunState({ state }: { readonly state: Run['state'] }) {
  const { t } = useTranslation();
  return <Dot tone={runTones[state]} text={t(`runState.${state}`)} />;
}

export function DeliveryState({ state }: { readonly state: DeliveryStateName }) {
  const { t } = useTranslation();
  return <Dot tone={deliveryTones[state]} text={t(`deliveryState.${state}`)} />;
}

export function VersionState({ state }: { readonly state: keyof typeof versionTones }) {
  const { t } = useTranslation();
  return <Dot tone={versionTones[state]} text={t(`versionState.${state}`)} />;
}

export function ImportState({ state }: { readonly state: Import['state'] }) {
  const { t } = useTranslation();
  return <Dot tone={importTones[state]} text={t(`importState.${state}`)} />;
}

export function RowState({ state }: { readonly state: QuarantineRow['state'] }) {
  const { t } = useTranslation();
  return <Dot tone={rowTones[state]} text={t(`rowState.${state}`)} />;
}

export function ContactState({ state }: { readonly state: Customer['contactPoints'][number]['state'] }) {
  const { t } = useTranslation();
  return <Dot tone={contactTones[state]} text={t(`contactState.${state}`)} />;
}

export function ConsentState({ state }: { readonly state: keyof typeof consentTones }) {
  const { t } = useTranslation();
  return <Dot tone={consentTones[state]} text={t(`consents.states.${state}`)} />;
}

/** What the contact policy decided. */
export function DecisionState({ state }: { readonly state: ContactDecision['state'] }) {
  const { t } = useTranslation();
  return <Dot tone={decisionTones[state]} text={t(`contact.states.${state}`)} />;
}

export function PolicyState({ state }: { readonly state: keyof typeof policyTones }) {
  const { t } = useTranslation();
  return <Dot tone={policyTones[state]} text={state === 'current' ? t('policy.current') : t(`policy.states.${state}`)} />;
}
