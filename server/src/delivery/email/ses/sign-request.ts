import { createHash, createHmac } from 'node:crypto';

/** Who signs for what. */
export interface AwsAccount {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const mac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** The headers of a request to SES, signed by AWS Signature Version 4. */
export function signRequest(account: AwsAccount, method: string, url: string, body: string, now: Date): Readonly<Record<string, string>> {
  const { host, pathname, search } = new URL(url);
  const at = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = `${at.slice(0, 8)}/${account.region}/ses/aws4_request`;
  const headers = { 'content-type': 'application/json', host, 'x-amz-date': at };
  const names = Object.keys(headers).join(';');
  const canonical = [
    ...[method, pathname, search.slice(1)],
    ...Object.entries(headers).map(([name, value]) => `${name}:${value}`),
    ...['', names, hash(body)],
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', at, scope, hash(canonical)].join('\n');
  const key = [account.region, 'ses', 'aws4_request'].reduce<Buffer>(mac, mac(`AWS4${account.secretAccessKey}`, at.slice(0, 8)));
  const signature = createHmac('sha256', key).update(toSign).digest('hex');
  const { host: _host, ...sent } = headers;
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${account.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  };
}
