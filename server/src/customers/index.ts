import type { Room } from '../platform/room.ts';
import { tendFiles } from './permission-files/bring-file.ts';
import { walkFile } from './permission-files/import-file.ts';
import { type FileJob, fileJob } from './permission-files/types.ts';
import { tellExpired } from './permissions/tell-expired.ts';
import type { UsedDataFunction } from './permissions/used-data.ts';
import { customersPolicies } from './policies.ts';
import { customersRoutes } from './routes.ts';

/** Customers with their contact points, preferences and timeline. @param later what rooms further on know, for the proof that a customer gets */
export const customersRoomWith = (later: { readonly usedData?: UsedDataFunction }): Room => ({
  name: 'customers',
  policies: customersPolicies,
  routes: (app, platform) => customersRoutes(app, platform, later.usedData),
  jobs(platform) {
    platform.jobs.define('customers.tell-expired', {}, () => tellExpired(platform));
    platform.jobs.schedule('customers.tell-expired', '23 * * * *');
    platform.jobs.define<FileJob>(fileJob, { concurrency: 1 }, (data, job) => walkFile(platform, data, job));
    platform.jobs.define('customers.tend-files', {}, () => tendFiles(platform));
    platform.jobs.schedule('customers.tend-files', '41 * * * *');
  },
});

/** The room by itself. */
export const customersRoom: Room = customersRoomWith({});

export { applyChoices, type ChoiceProof, type Chosen, refuseAll, undoChoices } from './choices/apply-choices.ts';
export { customerOfSignUp, isEmailAddress, type SignUp } from './choices/customer-of-sign-up.ts';
export { readChoices } from './choices/read-choices.ts';
export { customersWithEmail } from './choices/store.ts';
export { type Choices, type ChosenPurpose, type ConsentOption, type CustomerChoices, chosenPurposes } from './choices/types.ts';
export { type ConsentImportReport, importConsents } from './consent-import/import-consents.ts';
export type { ConsentImportRequest } from './consent-import/judge-rows.ts';
export { type ConsentField, consentFields, type RowDefaults } from './consent-import/read-row.ts';
export { correctAddress, restoreAddress } from './correct-address.ts';
export { countCustomers } from './count-customers.ts';
export { devicesOf, endDevices, renewDevice, turnOffDevice, turnOnDevice } from './devices/devices.ts';
export { readSubscription } from './devices/read-subscription.ts';
export { showDevices } from './devices/show-devices.ts';
export type * from './devices/types.ts';
export { noteSignOfLife, noteTrouble, type Patience } from './health/note-trouble.ts';
export { customerSink } from './import-customers.ts';
export { type MailKeys, mailKeys } from './mail-keys/ask-mail-keys.ts';
export { importMailKeys, type MailKeyReport } from './mail-keys/import-mail-keys.ts';
export type { OpenedKey } from './mail-keys/types.ts';
export { advertisingPermissions, consentsTo, type MayAdvertise } from './permissions/ask-permissions.ts';
export { appendConsents, noteConsents, type PermissionEnded } from './permissions/note-consent.ts';
export { objectOn } from './permissions/object-on.ts';
export type { Verdict } from './permissions/standing.ts';
export { keepText, lockCustomer, textsOf } from './permissions/store.ts';
export type { ConsentChannel, NewConsent } from './permissions/types.ts';
export type { UsedData } from './permissions/used-data.ts';
export { type CopyRecipient, copiesFor, type Matter } from './preferences/addressee.ts';
export { type CustomerLinks, customerLinks } from './preferences/links.ts';
export { isTimeZone, offsetAt } from './preferences/local-time.ts';
export { changeWishes } from './preferences/set-wishes.ts';
export { contactWishes } from './preferences/store.ts';
export {
  daysBetween,
  frequencyOf,
  notBefore,
  pausedUntil,
  quietUntil,
  timeZoneOf,
  type Wishing,
  withinHours,
} from './preferences/timing.ts';
export { customersAt, customersById, customersByNumber, placesOf, postcodeOf } from './read-customers.ts';
export { markContactPoint, recordTimeline, reviveAddress } from './store.ts';
export { type Suppressed, type Suppression, suppressionsOf } from './suppression/ask-suppression.ts';
export { importList, type ListReport, removeList } from './suppression/import-list.ts';
export { listComplaint, listReturned, unlistReturned } from './suppression/list-address.ts';
export type { ListRequest } from './suppression/read-entry.ts';
export { listsOf } from './suppression/store.ts';
export { algorithms, listedBy, type SuppressionList, suppressionKinds } from './suppression/types.ts';
export type * from './types.ts';
export { attributeTypes, customerIdsAfter, someCustomers } from './walk-customers.ts';
