import type { Outcome } from '../outcomes.ts';

/** An SMS gateway that is spoken to by HTTP. */
export interface SmsSettings {
  readonly url: string;
  /** Sent as `Authorization: Bearer …`. */
  readonly token?: string;
  readonly from: string;
  /** JSON or a form; `{to}`, `{from}`, `{text}` and `{id}` are put in. */
  readonly body: string;
  /** Where the JSON answer holds the id of the message: names and positions with dots. */
  readonly idPath: string;
  readonly timeoutMs: number;
}

export interface ShortMessage {
  /** The same for every attempt: a gateway that knows `Idempotency-Key` never sends it twice. */
  readonly id: string;
  readonly to: string;
  readonly text: string;
}

/**
 * Hands a short message to the gateway.
 *
 * What is certain: 2xx took it; 4xx never will, except 408, 409, 425 and 429, which ask to come back; 503 declined for now, and 401
 * and 403 put the sign-in at fault. Any other 5xx, an answer that never comes, and a connection that breaks after it was open leave
 * the fate unknown, because the gateway may have taken the message before it failed. No connection at all is certain again.
 */
export async function sendShortMessage(settings: SmsSettings, message: ShortMessage, stop?: AbortSignal): Promise<Outcome> {
  const { body, contentType } = fillIn(settings, message);
  let response: Response;
  try {
    response = await fetch(settings.url, {
      method: 'POST',
      headers: {
        'content-type': contentType,
        'idempotency-key': message.id,
        ...(settings.token ? { authorization: `Bearer ${settings.token}` } : {}),
      },
      body,
      redirect: 'error',
      signal: AbortSignal.any([AbortSignal.timeout(settings.timeoutMs), ...(stop ? [stop] : [])]),
    });
  } catch (error) {
    return outcomeOfBreak(error);
  }
  return outcomeOfAnswer(response, await response.text().catch(() => ''), settings);
}

/** Values are escaped for the form that the body has, so that none can change what is asked of the gateway. */
function fillIn({ body, from }: SmsSettings, { id, to, text }: ShortMessage): { body: string; contentType: string } {
  const values: Readonly<Record<string, string>> = { id, to, from, text };
  const json = body.trimStart().startsWith('{');
  const escaped = json ? (value: string) => JSON.stringify(value).slice(1, -1) : encodeURIComponent;
  return {
    body: body.replace(/\{(id|to|from|text)\}/g, (_all, name: string) => escaped(values[name]!)),
    contentType: json ? 'application/json' : 'application/x-www-form-urlencoded',
  };
}

function outcomeOfAnswer(response: Response, text: string, settings: SmsSettings): Outcome {
  const { status } = response;
  const error = `${status} ${text.replace(/\s+/g, ' ').trim()}`.trim().slice(0, 500);
  if (status >= 200 && status < 300) {
    const messageId = idAt(text, settings.idPath);
    return { kind: 'sent', detail: `${status}${messageId ? ` ${messageId}` : ''}`, ...(messageId ? { messageId } : {}) };
  }
  if (status === 401 || status === 403) return { kind: 'deferred', error, channelDown: true };
  if ([408, 409, 425, 429].includes(status)) {
    const wait = Number(response.headers.get('retry-after'));
    const retryAfterSeconds = wait > 0 ? { retryAfterSeconds: Math.min(wait, 3600) } : {};
    return { kind: 'deferred', error, ...retryAfterSeconds, ...(status === 429 ? { throttled: true } : {}) };
  }
  if (status === 503) return { kind: 'deferred', error, channelDown: true };
  return status >= 500 ? { kind: 'unknown', error } : { kind: 'refused', error };
}

/** Reasons for which there certainly was no connection. */
const neverConnected = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'];

/** What a request that got no answer makes of the message. */
export function outcomeOfBreak(error: unknown): Outcome {
  const cause = (error as { cause?: { code?: string; message?: string; errors?: { code?: string }[] } }).cause;
  const codes = [cause?.code, ...(cause?.errors ?? []).map((one) => one.code)].filter((code) => code !== undefined);
  const message = [(error as Error).message, cause?.message].filter(Boolean).join(': ').slice(0, 500);
  const certain = codes.some((code) => neverConnected.includes(code) || /CERT|TLS|SSL/.test(code));
  return certain ? { kind: 'deferred', error: message, channelDown: true } : { kind: 'unknown', error: message };
}

function idAt(text: string, path: string): string | undefined {
  try {
    let value: unknown = JSON.parse(text);
    for (const name of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  } catch {
    return undefined;
  }
}
