import type { Adapter, Settings } from '../accounts/adapter.ts';
import { pushCarrier } from './carrier.ts';
import { mostBytes } from './encrypt.ts';
import { type Urgency, urgencies } from './message.ts';
import { makePrivateKey, Signer, type SigningKey, signingKey } from './vapid.ts';

/** Three days: who was on a journey still learns of it. */
const usualTtlHours = 72;
/** Push services keep messages for four weeks at most. */
const mostTtlHours = 28 * 24;

/**
 * Web push: to browsers that customers turned it on in. An account is a sender with its keys: they are made when it is saved. A new key serves browsers
 * that subscribe from then on; older keys stay, for a browser's subscription is bound to the key that it was made with.
 */
export const webPushAdapter: Adapter<'push'> = {
  kind: 'web-push',
  channel: 'push',
  fields: [
    { name: 'subject', type: 'text', required: true },
    { name: 'ttlHours', type: 'number', default: usualTtlHours },
    { name: 'urgency', type: 'choice', choices: urgencies, default: 'normal' },
    { name: 'privateKeys', type: 'text', secret: true },
    { name: 'newKey', type: 'yes-no', default: false },
  ],
  limits: () => ({ bytes: mostBytes, receipts: true, replies: false }),
  fault: ({ subject, ttlHours, privateKeys }) => subjectFault(String(subject)) ?? ttlFault(Number(ttlHours)) ?? keysFault(privateKeys),
  complete(entered, kept) {
    const known = entered.privateKeys || kept.privateKeys;
    if (known && entered.newKey !== true) return entered;
    const keys = [makePrivateKey(), ...(known ? [known] : [])];
    return { ...entered, privateKeys: keys.join(' '), newKey: false };
  },
  open(settings, { claimSeconds, reach }) {
    const keys = keysIn(settings);
    return pushCarrier(
      {
        ...{ signer: new Signer(keys, String(settings.subject)), reach, urgency: settings.urgency as Urgency },
        ...{ ttlSeconds: Number(settings.ttlHours) * 3_600, timeoutMs: Math.min(30_000, (claimSeconds * 1_000) / 3) },
      },
      `VAPID ${keys.map((one) => one.publicKey).join(', ')}`,
    );
  },
};

/** The keys of an account, the one that browsers subscribe to first. */
export const keysIn = ({ privateKeys }: Settings): SigningKey[] => String(privateKeys).trim().split(/\s+/).map(signingKey);

/** RFC 8292, 2.1; some push services refuse all messages without one. */
function subjectFault(subject: string): string | undefined {
  const fine = /^mailto:[^\s@]+@[^\s@]+\.[^\s@]+$/.test(subject) || (subject.startsWith('https://') && URL.canParse(subject));
  return fine ? undefined : 'subject: mailto:somebody@your.domain or an address that begins with https:// is expected';
}

const ttlFault = (hours: number): string | undefined =>
  hours <= mostTtlHours ? undefined : `ttlHours: push services keep messages for ${mostTtlHours} hours at most`;

function keysFault(privateKeys: Settings[string] | undefined): string | undefined {
  // Kept keys are not shown here again.
  if (privateKeys === undefined) return undefined;
  try {
    keysIn({ privateKeys });
    return undefined;
  } catch {
    return 'privateKeys: keys of 32 bytes in base64url are expected, with blanks between them; leave it empty to have one made';
  }
}
