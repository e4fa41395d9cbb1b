/*
 * Shows what is sent to this browser, opens what it leads to, and tells our own pages that it was shown and clicked, by an address that came with it
 * and names nobody. It keeps nothing but the addresses by which it can say that the push service gave it another subscription, and controls no page.
 */
const keptIn = 'posthorn-push';
const keptAs = '/push/kept';
const mostDevices = 10;

self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('push', (event) => {
  event.waitUntil(show(contentOf(event.data)));
});

self.addEventListener('notificationclick', (event) => {
  const { link, report } = event.notification.data ?? {};
  event.notification.close();
  event.waitUntil(Promise.all([link ? self.clients.openWindow(link) : undefined, tell(report, 'clicked')]));
});

self.addEventListener('pushsubscriptionchange', (event) => {
  event.waitUntil(subscribeAgain(event.newSubscription));
});

self.addEventListener('message', (event) => {
  const { device, key } = event.data ?? {};
  event.waitUntil((device ? remember(device, key) : renewFor(key)).then(() => event.ports[0]?.postMessage('kept')));
});

/** A browser asks that every push be shown: one that cannot be read is shown as news of this site. */
function contentOf(data) {
  try {
    const content = data?.json();
    return typeof content?.title === 'string' ? content : { title: self.location.hostname };
  } catch {
    return { title: self.location.hostname };
  }
}

async function show({ title, body, language, tag, link, report }) {
  await self.registration.showNotification(title, { body, lang: language, tag, data: { link, report } });
  await tell(report, 'displayed');
}

/** What cannot be told is not told: nobody waits for it. */
async function tell(report, kind) {
  if (!report) return;
  const address = `/push/reports/${encodeURIComponent(report)}/${kind}`;
  await fetch(address, { method: 'POST', credentials: 'omit', referrerPolicy: 'no-referrer' }).catch(() => undefined);
}

async function kept() {
  const found = await (await caches.open(keptIn)).match(keptAs);
  return found ? await found.json() : { key: '', devices: [] };
}

async function keep(state) {
  await (await caches.open(keptIn)).put(keptAs, new Response(JSON.stringify(state)));
}

async function remember(device, key) {
  const { devices } = await kept();
  await keep({ key, devices: [...devices, device].slice(-mostDevices) });
}

/** Subscribes anew where the sender has a new key. */
async function renewFor(key) {
  const state = await kept();
  if (!key || state.devices.length === 0 || state.key === key) return;
  await (await self.registration.pushManager.getSubscription())?.unsubscribe();
  await keep({ ...state, key });
  await subscribeAgain();
}

async function subscribeAgain(given) {
  const { key, devices } = await kept();
  if (devices.length === 0) return;
  const subscription =
    given ??
    (await self.registration.pushManager.getSubscription()) ??
    (await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
  const body = JSON.stringify({ key, subscription });
  const headers = { 'content-type': 'application/json' };
  const answers = await Promise.all(
    devices.map((device) =>
      fetch(`/push/devices/${encodeURIComponent(device)}`, { method: 'POST', credentials: 'omit', headers, body }).catch(() => undefined),
    ),
  );
  // A device that was turned off is not there any more.
  await keep({ key, devices: devices.filter((_device, at) => answers[at]?.status !== 404) });
}
