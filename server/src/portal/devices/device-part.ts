import { type DeviceShown, showDevices } from '../../customers/index.ts';
import { pushKey } from '../../delivery/index.ts';
import { newId } from '../../platform/db/index.ts';
import { linkSigner } from '../../platform/links/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { html, type Markup } from '../pages/html.ts';
import { dayIn, type Words } from '../pages/words/index.ts';
import type { Visit } from '../visit.ts';

/** The script that turns notifications on; without it devices can be turned off all the same. */
export const pageScript = '/push/page.js';

/** So long a browser may say that it has another subscription; whoever comes back to the page is asked anew. */
const renewableDays = 3 * 365;

/** Where a customer turns notifications on and off; nothing where nobody sends any. */
export async function devicePart(platform: Platform, visit: Visit, customerId: string, link: string): Promise<Markup | undefined> {
  const key = await pushKey(platform, visit.brand?.brand.id);
  const devices = await showDevices(platform, customerId);
  if (key === undefined && devices.length === 0) return undefined;
  const { words, organisation, search } = visit;
  const address = `/p/${link}/devices${search}`;
  const expiresAt = new Date(platform.clock().getTime() + renewableDays * 86_400_000);
  const device = (await linkSigner(platform))('device', { subject: customerId, reference: newId(), expiresAt });
  return html`<section id="push"${devices.length === 0 && html` hidden`} data-key="${key}" data-device="${device}" data-denied="${words.push.denied}" data-failed="${words.push.failed}">
<h2>${words.push.title}</h2><p>${words.push.text}</p>
${devices.length > 0 && html`<ul class="devices">${devices.map((one) => deviceLine(one, words, address))}</ul>`}
${key !== undefined && turnOnForm({ words, organisation, address, key, device })}</section>`;
}

function deviceLine({ address: device, name, turnedOnAt, mark }: DeviceShown, words: Words, address: string): Markup {
  const since = words.push.since(dayIn(turnedOnAt.toISOString().slice(0, 10), words.language));
  return html`<li data-mark="${mark}"><span>${name} <span class="here" hidden>(${words.push.here})</span><br><span class="quiet">${since}</span></span>
<form method="post" action="${address}"><input type="hidden" name="off" value="${device}"><button class="plain" type="submit" aria-label="${words.push.offOf(name)}">${words.push.off}</button></form></li>`;
}

interface TurnOn {
  readonly words: Words;
  readonly organisation: string;
  readonly address: string;
  readonly key: string;
  readonly device: string;
}

/** Shown by the script, where the browser can. */
function turnOnForm({ words, organisation, address, key, device }: TurnOn): Markup {
  const { push } = words;
  return html`<form class="turn-on" method="post" action="${address}" hidden><p>${push.consent(organisation)}</p>
<label class="choice"><input type="checkbox" name="advertising" value="yes"><span>${push.advertising(organisation)}</span></label>
<input type="hidden" name="subscription"><input type="hidden" name="key" value="${key}"><input type="hidden" name="device" value="${device}">
<p class="note" role="alert" hidden></p><div class="bar"><button type="button">${push.turnOn}</button></div></form>`;
}
