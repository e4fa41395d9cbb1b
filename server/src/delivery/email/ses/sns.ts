import { verify } from 'node:crypto';

/** A message of Amazon's notification service. */
export type SnsMessage = Readonly<Record<string, unknown>>;

/** Gets the certificate from an address of Amazon's; tests have their own. */
export type GetCertificate = (url: string) => Promise<string>;

const signedFields: Readonly<Record<string, readonly string[]>> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
  UnsubscribeConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
};

/** Certificates and confirmations come from Amazon alone: any other address would let everybody sign. */
export const isAmazons = (url: unknown): url is string =>
  typeof url === 'string' && /^https:\/\/sns\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\//.test(url);

/** Whether Amazon signed the message (SNS, signature versions 1 and 2). */
export async function isSigned(message: SnsMessage, certificate: GetCertificate): Promise<boolean> {
  const fields = signedFields[String(message.Type)];
  const { SigningCertURL: url, SignatureVersion: version } = message;
  if (fields === undefined || !isAmazons(url) || (version !== '1' && version !== '2')) return false;
  const signed = fields.flatMap((name) => (message[name] === undefined ? [] : [name, String(message[name])])).join('\n');
  try {
    const key = await certificate(url);
    return verify(
      version === '1' ? 'sha1' : 'sha256',
      Buffer.from(`${signed}\n`),
      key,
      Buffer.from(String(message.Signature ?? ''), 'base64'),
    );
  } catch {
    return false;
  }
}

const known = new Map<string, string>();

/** Over the network, once. */
export const fetchCertificate: GetCertificate = async (url) => {
  const before = known.get(url);
  if (before !== undefined) return before;
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(10_000) });
  const pem = (await response.text()).slice(0, 20_000);
  if (!response.ok || !pem.includes('BEGIN CERTIFICATE')) throw new Error(`no certificate at ${url}`);
  if (known.size > 20) known.clear();
  known.set(url, pem);
  return pem;
};
