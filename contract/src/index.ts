/** The schemas shared by server and workplace: requests, replies, events; nothing else. */

export * from './campaigns.ts';
export * from './channels.ts';
export * from './common.ts';
export * from './communications.ts';
export * from './consents.ts';
export * from './contact-policies.ts';
export * from './contact-policy.ts';
export * from './content/absences.ts';
export * from './content/assets.ts';
export * from './content/assistant.ts';
export * from './content/blocks.ts';
export * from './content/brands.ts';
export * from './content/comparing.ts';
export * from './content/drafts.ts';
export * from './content/duties.ts';
export * from './content/importing.ts';
export * from './content/origins.ts';
export * from './content/passages.ts';
export * from './content/personal-data.ts';
export * from './content/promotion.ts';
export * from './content/proofs.ts';
export * from './content/restrictions.ts';
export * from './content/reviews.ts';
export * from './content/samples.ts';
export * from './content/suggestions.ts';
export * from './content/translations.ts';
export * from './content.ts';
export * from './customers.ts';
export * from './endpoint.ts';
export * from './intake.ts';
export * from './mail-keys.ts';
export * from './mail-protection.ts';
export * from './permission-files.ts';
export * from './portal.ts';
export * from './post.ts';
export * from './receipts.ts';
export * from './reports.ts';
export * from './returned-letters.ts';
export * from './runs.ts';
export * from './sending.ts';
export * from './session.ts';
export * from './webhooks.ts';
export * from './wishes.ts';

import { campaigns } from './campaigns.ts';
import { channelsApi } from './channels.ts';
import { communications } from './communications.ts';
import { consents } from './consents.ts';
import { circumstances, contactPolicies, simulations, waitingRoom } from './contact-policies.ts';
import { absences } from './content/absences.ts';
import { assets } from './content/assets.ts';
import { assistant } from './content/assistant.ts';
import { blocks } from './content/blocks.ts';
import { brands, fonts } from './content/brands.ts';
import { comments, comparing } from './content/comparing.ts';
import { drafts, locks } from './content/drafts.ts';
import { duties } from './content/duties.ts';
import { importing } from './content/importing.ts';
import { origins } from './content/origins.ts';
import { passages } from './content/passages.ts';
import { personalData } from './content/personal-data.ts';
import { promotion } from './content/promotion.ts';
import { proofs } from './content/proofs.ts';
import { restrictions } from './content/restrictions.ts';
import { reviews } from './content/reviews.ts';
import { samples } from './content/samples.ts';
import { suggestions } from './content/suggestions.ts';
import { translations } from './content/translations.ts';
import { content } from './content.ts';
import { customers } from './customers.ts';
import { intake } from './intake.ts';
import { mailKeys } from './mail-keys.ts';
import { mailProtection } from './mail-protection.ts';
import { permissionFiles } from './permission-files.ts';
import { portal } from './portal.ts';
import { post } from './post.ts';
import { reports } from './reports.ts';
import { returnedLetters } from './returned-letters.ts';
import { runs } from './runs.ts';
import { sending } from './sending.ts';
import { administration, session } from './session.ts';
import { webhooks } from './webhooks.ts';

/** Every endpoint of the API by room and verb. */
export const api = {
  session,
  administration,
  webhooks,
  intake,
  customers,
  consents,
  content,
  drafts,
  samples,
  assets,
  locks,
  blocks,
  brands,
  fonts,
  passages,
  personalData,
  importing,
  translations,
  reviews,
  absences,
  proofs,
  origins,
  comparing,
  comments,
  suggestions,
  assistant,
  promotion,
  duties,
  restrictions,
  runs,
  campaigns,
  channels: channelsApi,
  sending,
  communications,
  contactPolicies,
  simulations,
  waitingRoom,
  circumstances,
  mailKeys,
  mailProtection,
  permissionFiles,
  portal,
  post,
  reports,
  returnedLetters,
} as const;
