import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { customersWithEmail, isEmailAddress, textsOf } from '../../customers/index.ts';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import { register } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { formOf } from '../forms.ts';
import { sentPage } from '../link-page.ts';
import { visitOf } from '../visit.ts';
import { askConfirmation } from './ask-confirmation.ts';

/**
 * Where forms on an organisation's own pages lead, as JSON or as a form of a browser. The wording that stood in the form is named and must be one that
 * is kept here: what was agreed to can then be proven. The answer never tells whether an address is known.
 */
export function signUpRoutes(app: FastifyInstance, platform: Platform): void {
  register(app, api.portal.signUp, async ({ body, raw }, reply) => {
    const asForm = body !== undefined && 'form' in body;
    const given = asForm ? fieldsOf(formOf(body)) : body;
    const email = (given.email ?? '').trim();
    if (!isEmailAddress(email)) throw new PosthornError('portal.sign-up-invalid', { detail: 'email: this is no e-mail address.' });
    const text = (await textsOf(platform.db)).find(
      (one) => one.name === given.text && (given.language === undefined || one.language === given.language),
    );
    if (text === undefined)
      throw new PosthornError('portal.sign-up-invalid', { detail: `text: no wording "${given.text ?? ''}" is kept in this language.` });
    const visit = await visitOf(platform, raw, text.language);
    await transaction(platform.db, { log: platform.log }, async (trx) => {
      const customers = await customersWithEmail(trx, email);
      await askConfirmation(platform, trx, {
        email,
        customerIds: customers.map((one) => one.id),
        purpose: given.purpose ?? 'advertising',
        wording: text.wording,
        textName: text.name,
        language: text.language,
        brand: visit.brand?.brand.id ?? null,
        person: { ...(given.name ? { name: given.name } : {}), ...(given.country ? { country: given.country } : {}) },
        evidence: {
          ip: raw.ip,
          userAgent: String(raw.headers['user-agent'] ?? '').slice(0, 300),
          ...(raw.headers.referer === undefined ? {} : { page: String(raw.headers.referer).slice(0, 300) }),
        },
        noted: false,
      });
    });
    if (asForm)
      return visit.send(
        reply,
        visit.words.link.sentTitle,
        sentPage({ ...visit.words, link: { ...visit.words.link, sent: visit.words.confirm.sent } }),
      );
    return reply.type('application/json').send('{"ok":true}');
  });
}

function fieldsOf(form: ReturnType<typeof formOf>) {
  const field = (name: string): string | undefined => form.one(name)?.trim().slice(0, 200) || undefined;
  const country = /^[A-Z]{2}$/.test(field('country') ?? '') ? field('country') : undefined;
  const purpose = /^[a-z][a-z0-9-]{0,62}$/.test(field('purpose') ?? '') ? field('purpose') : undefined;
  return { email: field('email'), text: field('text'), language: field('language'), name: field('name'), country, purpose };
}
