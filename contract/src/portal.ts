import Type from 'typebox';
import { Id } from './common.ts';
import { endpoint } from './endpoint.ts';

/*
 * What customers see without signing in. Pages come as HTML and take forms of browsers; who holds the signed link in the address may do what it is
 * for. GET never changes anything: scanners of mail follow every link.
 */

const Link = Type.Object({ link: Type.String({ minLength: 1, maxLength: 200 }) });
const DocumentLink = Type.Object({ ...Link.properties, id: Type.String({ maxLength: 40 }) });
/** The brand in whose colours the page comes, and what was done just before. */
const Look = Type.Object({
  b: Type.Optional(Type.String({ maxLength: 100 })),
  done: Type.Optional(Type.String({ maxLength: 40 })),
  choice: Type.Optional(Type.String({ maxLength: 40 })),
});
/** A form as browsers post it. */
const Form = Type.Optional(Type.Object({ form: Type.String() }));
/** What a form on a page of the organisation itself says. */
const SignUp = Type.Object({
  email: Type.String({ minLength: 3, maxLength: 254 }),
  /** Name of the wording that stood in the form, as it is kept by `POST /api/consent-texts`. */
  text: Type.String({ minLength: 1, maxLength: 63 }),
  language: Type.Optional(Type.String({ minLength: 2, maxLength: 35 })),
  purpose: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' })),
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
});
const page = { room: 'portal', allow: 'link', query: Look, media: 'text/html' } as const;

export const portal = {
  ask: endpoint({ ...page, method: 'GET', path: '/p', summary: 'Page that asks for a new link to the preference centre' }),
  renew: endpoint({ ...page, method: 'POST', path: '/p', summary: 'Mail a new link to the address that is known', body: Form }),
  preferences: endpoint({ ...page, method: 'GET', path: '/p/:link', summary: 'The preference centre of a customer', params: Link }),
  choose: endpoint({ ...page, method: 'POST', path: '/p/:link', summary: 'Choose in the preference centre', params: Link, body: Form }),
  undo: endpoint({ ...page, method: 'POST', path: '/p/:link/undo', summary: 'Take the last choice back', params: Link, body: Form }),
  leave: endpoint({ ...page, method: 'GET', path: '/u/:link', summary: 'Page that asks whether to unsubscribe', params: Link }),
  unsubscribe: endpoint({
    ...page,
    method: 'POST',
    path: '/u/:link',
    summary: 'End advertising by e-mail; with one click by the mailbox provider (RFC 8058) or from the page',
    params: Link,
    body: Form,
  }),
  confirmation: endpoint({ ...page, method: 'GET', path: '/c/:link', summary: 'Page that asks to confirm a consent', params: Link }),
  confirm: endpoint({ ...page, method: 'POST', path: '/c/:link', summary: 'Confirm a consent (double opt-in)', params: Link, body: Form }),
  mailbox: endpoint({
    ...page,
    method: 'GET',
    path: '/m/:link',
    summary: 'The documents of a customer, or the question before them',
    params: Link,
    query: Type.Object({
      ...Look.properties,
      q: Type.Optional(Type.String({ maxLength: 100 })),
      from: Type.Optional(Type.String({ maxLength: 10 })),
      until: Type.Optional(Type.String({ maxLength: 10 })),
      page: Type.Optional(Type.String({ maxLength: 6 })),
    }),
  }),
  answer: endpoint({
    ...page,
    method: 'POST',
    path: '/m/:link',
    summary: 'Answer the question before the documents',
    params: Link,
    body: Form,
  }),
  document: endpoint({ ...page, method: 'GET', path: '/m/:link/d/:id', summary: 'A document as web page', params: DocumentLink }),
  openDocument: endpoint({
    ...page,
    method: 'POST',
    path: '/m/:link/d/:id',
    summary: 'Open a document; from then on it counts as read',
    params: DocumentLink,
    body: Form,
  }),
  documentPdf: endpoint({
    ...page,
    method: 'GET',
    path: '/m/:link/d/:id/pdf',
    summary: 'A document as PDF, to be shown or saved',
    params: DocumentLink,
    query: Type.Object({ ...Look.properties, save: Type.Optional(Type.String({ maxLength: 1 })) }),
    media: 'application/pdf',
  }),
  device: endpoint({
    ...page,
    method: 'POST',
    path: '/p/:link/devices',
    summary: 'Turn notifications on in the browser that asks, or off on a device',
    params: Link,
    body: Form,
  }),
  renewDevice: endpoint({
    ...page,
    method: 'POST',
    path: '/push/devices/:link',
    summary: 'The push service gave a browser another subscription',
    params: Link,
    body: Type.Object({ key: Type.String({ maxLength: 200 }), subscription: Type.Unknown() }),
  }),
  pushReport: endpoint({
    ...page,
    method: 'POST',
    path: '/push/reports/:link/:kind',
    summary: 'A browser reports that a notification was shown, or clicked',
    params: Type.Object({ ...Link.properties, kind: Type.Enum(['displayed', 'clicked']) }),
  }),
  pushScript: endpoint({
    method: 'GET',
    path: '/push/:script',
    summary: 'The script of the page and the service worker by which notifications come',
    room: 'portal',
    allow: 'public',
    params: Type.Object({ script: Type.Enum(['page.js', 'worker.js']) }),
    media: 'text/javascript',
  }),
  signUp: endpoint({
    method: 'POST',
    path: '/api/sign-ups',
    summary:
      'Sign up for news on a page of the organisation: a mail asks to confirm it (double opt-in). JSON, or a form with the same fields',
    room: 'portal',
    allow: 'link',
    query: Type.Object({ b: Type.Optional(Type.String({ maxLength: 100 })) }),
    body: Type.Union([SignUp, Type.Object({ form: Type.String() })]),
    media: 'application/json',
  }),
  linkFor: endpoint({
    method: 'POST',
    path: '/api/customers/:id/preference-link',
    summary: 'A link to the preference centre of a customer, to be handed to them',
    room: 'portal',
    allow: 'customers:write',
    params: Id,
    reply: Type.Object({ url: Type.String() }),
  }),
};
