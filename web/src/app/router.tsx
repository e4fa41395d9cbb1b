import { api } from '@posthorn/contract';
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  parseSearchWith,
  redirect,
  stringifySearchWith,
} from '@tanstack/react-router';
import { ApiError } from '../api/api-error.ts';
import { asking } from '../api/use-api.ts';
import { communicationFilters } from '../scenes/communications/filters.ts';
import { NotFound, SceneError } from './scene-error.tsx';
import { textSearch } from './search.ts';
import { beginSession, sessionQuestion } from './session.ts';
import { Shell } from './shell.tsx';

const root = createRootRouteWithContext<{ readonly queries: QueryClient }>()({ component: Outlet, notFoundComponent: NotFound });

const nextAddress = textSearch('next');

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: nextAddress,
  component: lazyRouteComponent(() => import('../scenes/sign-in/sign-in.tsx'), 'SignIn'),
});
const password = createRoute({
  getParentRoute: () => root,
  path: '/password',
  validateSearch: nextAddress,
  beforeLoad: async ({ context }) => {
    await requireSession(context.queries, '/password');
  },
  component: lazyRouteComponent(() => import('../scenes/sign-in/change-password.tsx'), 'ChangePassword'),
});

/** Everything behind the sign-in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context, location }) => {
    const session = await requireSession(context.queries, location.href);
    if (session.user.mustChangePassword) throw redirect({ to: '/password', search: { next: location.href } });
  },
  component: Shell,
  errorComponent: SceneError,
});

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  loader: ({ context }) => void context.queries.prefetchQuery(asking(api.reports.home, {})),
  component: lazyRouteComponent(() => import('../scenes/home/home.tsx'), 'Home'),
});
const runs = createRoute({
  getParentRoute: () => inside,
  path: '/runs',
  validateSearch: textSearch('start', 'state'),
  component: lazyRouteComponent(() => import('../scenes/runs/runs.tsx'), 'Runs'),
});
const run = createRoute({
  getParentRoute: () => inside,
  path: '/runs/$runId',
  component: lazyRouteComponent(() => import('../scenes/runs/run.tsx'), 'RunScene'),
});
const campaigns = createRoute({
  getParentRoute: () => inside,
  path: '/campaigns',
  component: lazyRouteComponent(() => import('../scenes/campaigns/campaigns.tsx'), 'Campaigns'),
});
const campaign = createRoute({
  getParentRoute: () => inside,
  path: '/campaigns/$campaignId',
  component: lazyRouteComponent(() => import('../scenes/campaigns/campaign.tsx'), 'CampaignScene'),
});
const communications = createRoute({
  getParentRoute: () => inside,
  path: '/communications',
  validateSearch: communicationFilters,
  component: lazyRouteComponent(() => import('../scenes/communications/communications.tsx'), 'Communications'),
});
const communication = createRoute({
  getParentRoute: () => inside,
  path: '/communications/$communicationId',
  component: lazyRouteComponent(() => import('../scenes/communications/communication.tsx'), 'CommunicationScene'),
});
const customers = createRoute({
  getParentRoute: () => inside,
  path: '/customers',
  validateSearch: textSearch('q', 'country', 'channel'),
  component: lazyRouteComponent(() => import('../scenes/customers/customers.tsx'), 'Customers'),
});
const customer = createRoute({
  getParentRoute: () => inside,
  path: '/customers/$customerId',
  component: lazyRouteComponent(() => import('../scenes/customers/customer.tsx'), 'CustomerScene'),
});
const permissionFiles = createRoute({
  getParentRoute: () => inside,
  path: '/permission-files',
  component: lazyRouteComponent(() => import('../scenes/permission-files/permission-files.tsx'), 'PermissionFiles'),
});
const permissionFile = createRoute({
  getParentRoute: () => inside,
  path: '/permission-files/$fileId',
  component: lazyRouteComponent(() => import('../scenes/permission-files/file.tsx'), 'PermissionFileScene'),
});
const returnedLetters = createRoute({
  getParentRoute: () => inside,
  path: '/returned-letters',
  component: lazyRouteComponent(() => import('../scenes/returned/returned.tsx'), 'ReturnedLetters'),
});
const quarantine = createRoute({
  getParentRoute: () => inside,
  path: '/quarantine',
  validateSearch: textSearch('code', 'field', 'state', 'importId'),
  component: lazyRouteComponent(() => import('../scenes/quarantine/quarantine.tsx'), 'Quarantine'),
});
const templates = createRoute({
  getParentRoute: () => inside,
  path: '/templates',
  component: lazyRouteComponent(() => import('../scenes/templates/templates.tsx'), 'Templates'),
});
const bringIn = createRoute({
  getParentRoute: () => inside,
  path: '/bring-in',
  validateSearch: textSearch('batch', 'code'),
  component: lazyRouteComponent(() => import('../scenes/bring-in/bring-in.tsx'), 'BringIn'),
});
const promotion = createRoute({
  getParentRoute: () => inside,
  path: '/promotion',
  component: lazyRouteComponent(() => import('../scenes/promotion/promotion.tsx'), 'PromotionScene'),
});
const template = createRoute({
  getParentRoute: () => inside,
  path: '/templates/$templateId',
  validateSearch: textSearch('version', 'format', 'language', 'sample', 'width'),
  component: lazyRouteComponent(() => import('../scenes/templates/template.tsx'), 'TemplateScene'),
});
const blocks = createRoute({
  getParentRoute: () => inside,
  path: '/blocks',
  validateSearch: textSearch('q', 'tag', 'department'),
  component: lazyRouteComponent(() => import('../scenes/blocks/blocks.tsx'), 'Blocks'),
});
const block = createRoute({
  getParentRoute: () => inside,
  path: '/blocks/$blockId',
  component: lazyRouteComponent(() => import('../scenes/blocks/block.tsx'), 'BlockScene'),
});
const brands = createRoute({
  getParentRoute: () => inside,
  path: '/brands',
  component: lazyRouteComponent(() => import('../scenes/brands/brands.tsx'), 'Brands'),
});
const brand = createRoute({
  getParentRoute: () => inside,
  path: '/brands/$brandId',
  component: lazyRouteComponent(() => import('../scenes/brands/brand.tsx'), 'BrandScene'),
});
const brandDraft = createRoute({
  getParentRoute: () => inside,
  path: '/brands/$brandId/draft',
  validateSearch: textSearch('tab'),
  component: lazyRouteComponent(() => import('../scenes/brands/draft.tsx'), 'BrandDraftScene'),
});
const passages = createRoute({
  getParentRoute: () => inside,
  path: '/passages',
  validateSearch: textSearch('state'),
  component: lazyRouteComponent(() => import('../scenes/passages/passages.tsx'), 'Passages'),
});
const cluster = createRoute({
  getParentRoute: () => inside,
  path: '/passages/$clusterId',
  component: lazyRouteComponent(() => import('../scenes/passages/cluster.tsx'), 'ClusterScene'),
});
const translations = createRoute({
  getParentRoute: () => inside,
  path: '/translations/$kind/$id',
  validateSearch: textSearch('source', 'target'),
  component: lazyRouteComponent(() => import('../scenes/translations/translations.tsx'), 'Translations'),
});
const editor = createRoute({
  getParentRoute: () => inside,
  path: '/editor/$kind/$id',
  component: lazyRouteComponent(() => import('../scenes/editor/editor.tsx'), 'EditorScene'),
});
const reviews = createRoute({
  getParentRoute: () => inside,
  path: '/reviews',
  validateSearch: textSearch('show'),
  component: lazyRouteComponent(() => import('../scenes/reviews/reviews.tsx'), 'Reviews'),
});
const review = createRoute({
  getParentRoute: () => inside,
  path: '/reviews/$versionId',
  validateSearch: textSearch('tab', 'format', 'record', 'language', 'way', 'template'),
  component: lazyRouteComponent(() => import('../scenes/reviews/review.tsx'), 'ReviewScene'),
});
const versions = createRoute({
  getParentRoute: () => inside,
  path: '/versions/$kind/$id',
  validateSearch: textSearch('from', 'to', 'tab', 'format', 'record', 'language', 'way'),
  component: lazyRouteComponent(() => import('../scenes/reviews/versions.tsx'), 'VersionsScene'),
});
const duties = createRoute({
  getParentRoute: () => inside,
  path: '/duties',
  component: lazyRouteComponent(() => import('../scenes/duties/duties.tsx'), 'Duties'),
});
const personalData = createRoute({
  getParentRoute: () => inside,
  path: '/personal-data',
  component: lazyRouteComponent(() => import('../scenes/personal-data/personal-data.tsx'), 'PersonalData'),
});
const duty = createRoute({
  getParentRoute: () => inside,
  path: '/duties/$dutyId',
  component: lazyRouteComponent(() => import('../scenes/duties/duty.tsx'), 'DutyScene'),
});
const contactPolicy = createRoute({
  getParentRoute: () => inside,
  path: '/contact-policy',
  component: lazyRouteComponent(() => import('../scenes/contact-policy/contact-policy.tsx'), 'ContactPolicyScene'),
});
const waitingRoom = createRoute({
  getParentRoute: () => inside,
  path: '/waiting-room',
  validateSearch: textSearch('run'),
  component: lazyRouteComponent(() => import('../scenes/waiting-room/waiting-room.tsx'), 'WaitingRoom'),
});
const channels = createRoute({
  getParentRoute: () => inside,
  path: '/channels',
  component: lazyRouteComponent(() => import('../scenes/channels/channels.tsx'), 'ChannelsScene'),
});
const deliverability = createRoute({
  getParentRoute: () => inside,
  path: '/deliverability/$tab',
  component: lazyRouteComponent(() => import('../scenes/deliverability/deliverability.tsx'), 'Deliverability'),
});
const catcher = createRoute({
  getParentRoute: () => inside,
  path: '/catcher',
  validateSearch: textSearch('q', 'message'),
  component: lazyRouteComponent(() => import('../scenes/catcher/catcher.tsx'), 'Catcher'),
});
const administration = createRoute({
  getParentRoute: () => inside,
  path: '/administration/$tab',
  component: lazyRouteComponent(() => import('../scenes/administration/administration.tsx'), 'Administration'),
});

const tree = root.addChildren([
  signIn,
  password,
  inside.addChildren([
    home,
    runs,
    campaigns,
    campaign,
    run,
    communications,
    communication,
    customers,
    permissionFiles,
    permissionFile,
    customer,
    returnedLetters,
    quarantine,
    templates,
    bringIn,
    promotion,
    template,
    blocks,
    block,
    brands,
    brand,
    brandDraft,
    passages,
    cluster,
    translations,
    editor,
    reviews,
    review,
    versions,
    duties,
    personalData,
    duty,
    contactPolicy,
    waitingRoom,
    channels,
    deliverability,
    catcher,
    administration,
  ]),
]);

export function createWorkplaceRouter(queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queries },
    defaultPreload: 'intent',
    defaultErrorComponent: SceneError,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
    // Plain text in addresses: `?q=536365`, not `?q=%22536365%22`.
    parseSearch: parseSearchWith((value) => value),
    stringifySearch: stringifySearchWith(String),
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createWorkplaceRouter>;
  }
}

/** The session, or a way to the sign-in and back to `next`. */
async function requireSession(queries: QueryClient, next: string) {
  try {
    const session = await queries.ensureQueryData(sessionQuestion);
    beginSession(queries, session);
    return session;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) throw redirect({ to: '/sign-in', search: next === '/' ? {} : { next } });
    throw error;
  }
}
