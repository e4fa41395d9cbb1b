import type { FastifyInstance } from 'fastify';
import { PosthornError } from '../platform/errors/index.ts';
import type { Platform } from '../platform/platform.ts';
import { centreRoutes } from './centre/routes.ts';
import { confirmationRoutes } from './confirmation/routes.ts';
import { signUpRoutes } from './confirmation/sign-up.ts';
import { deviceRoutes } from './devices/routes.ts';
import './errors.ts';
import { takeForms } from './forms.ts';
import { knocker, Limit } from './limits.ts';
import { mailboxRoutes } from './mailbox/routes.ts';
import { newLinkRoutes } from './new-link.ts';
import { html } from './pages/html.ts';
import { unsubscribeRoutes } from './unsubscribe.ts';
import { visitOf } from './visit.ts';

/** In ten minutes from one address: pages, and requests that send a mail. Mailbox providers unsubscribe for many people from few addresses. */
const limits = { pages: 300, mails: 20, oneClick: 20_000 };

/** The endpoints of `contract/src/portal.ts`. Their failures are pages too. */
export function portalRoutes(app: FastifyInstance, platform: Platform): void {
  void app.register(async (scope) => {
    takeForms(scope);
    limitVisits(scope, platform);
    showFailures(scope, platform);
    centreRoutes(scope, platform);
    deviceRoutes(scope, platform);
    unsubscribeRoutes(scope, platform);
    newLinkRoutes(scope, platform);
    confirmationRoutes(scope, platform);
    signUpRoutes(scope, platform);
    mailboxRoutes(scope, platform);
  });
}

function limitVisits(scope: FastifyInstance, { clock }: Platform): void {
  const pages = new Limit(limits.pages);
  const mails = new Limit(limits.mails);
  const oneClick = new Limit(limits.oneClick);
  scope.addHook('onRequest', async (request) => {
    const { url } = request.routeOptions;
    const posting = request.method === 'POST';
    const limit = posting && url === '/u/:link' ? oneClick : posting && (url === '/p' || url === '/api/sign-ups') ? mails : pages;
    if (!limit.allows(knocker(request.ip), clock())) throw new PosthornError('portal.too-many');
  });
}

/** A customer gets a page, a program its problem details. */
function showFailures(scope: FastifyInstance, platform: Platform): void {
  const sendProblems = scope.errorHandler;
  scope.setErrorHandler(async (error, request, reply) => {
    if (request.routeOptions.url?.startsWith('/api')) return sendProblems.call(scope, error, request, reply);
    const tooMany = error instanceof PosthornError && error.code === 'portal.too-many';
    const known = error instanceof PosthornError || (error as { statusCode?: number }).statusCode !== undefined;
    if (!known) platform.log.error({ err: error, request: request.id }, 'a page failed');
    const visit = await visitOf(platform, request);
    const { link } = visit.words;
    const status = tooMany ? 429 : ((error as { statusCode?: number }).statusCode ?? 500);
    return visit.send(reply, tooMany ? link.tooMany : link.failed, html`<p>${tooMany ? link.tooManyText : link.failedText}</p>`, status);
  });
}
