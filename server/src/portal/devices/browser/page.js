/*
 * Lets a customer turn notifications on in this browser, on the page of their preferences. What is turned on is sent as the form of the page, so the
 * page says what became of it as it does without a script. Without push in the browser nothing is shown.
 */
(() => {
  const part = document.getElementById('push');
  if (!part || !('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) return;
  const scope = '/push/';
  const { key, device, denied, failed } = part.dataset;
  const form = part.querySelector('form.turn-on');
  const button = form.querySelector('button');
  const note = form.querySelector('[role=alert]');

  /** By which the page knows a device: the first half of the SHA-256 of its endpoint. */
  async function markOf(endpoint) {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint));
    return [...new Uint8Array(digest, 0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  function keyOf(subscription) {
    const bytes = subscription.options.applicationServerKey;
    if (!bytes) return '';
    return btoa(String.fromCharCode(...new Uint8Array(bytes)))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replace(/=+$/, '');
  }

  /** The page does not stand in the worker's scope, so it is never `ready` here: its state is waited for. */
  function activeOf(registration) {
    const worker = registration.active ?? registration.waiting ?? registration.installing;
    return new Promise((resolve, reject) => {
      const look = () => {
        if (worker.state === 'activated') resolve(worker);
        if (worker.state === 'redundant') reject(new Error('the worker was not installed'));
      };
      worker.addEventListener('statechange', look);
      look();
    });
  }

  /** Resolves when the worker has kept it. */
  function tell(worker, message) {
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      worker.postMessage(message, [port2]);
    });
  }

  async function turnOn() {
    if ((await Notification.requestPermission()) !== 'granted') return denied;
    const registration = await navigator.serviceWorker.register('/push/worker.js', { scope });
    const worker = await activeOf(registration);
    const before = await registration.pushManager.getSubscription();
    if (before && keyOf(before) !== key) await before.unsubscribe();
    const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    await tell(worker, { device, key });
    form.elements.subscription.value = JSON.stringify(subscription);
    form.submit();
    return undefined;
  }

  button.addEventListener('click', async () => {
    button.disabled = true;
    note.hidden = true;
    const fault = await turnOn().catch(() => failed);
    if (fault === undefined) return;
    note.textContent = fault;
    note.hidden = false;
    button.disabled = false;
  });

  async function show() {
    const registration = await navigator.serviceWorker.getRegistration(scope);
    const subscription = await registration?.pushManager.getSubscription();
    const own = subscription && part.querySelector(`[data-mark="${await markOf(subscription.endpoint)}"]`);
    part.hidden = false;
    if (!own) {
      form.hidden = false;
      return;
    }
    own.querySelector('.here').hidden = false;
    // Where the sender has a new key, the worker subscribes anew.
    registration.active?.postMessage({ key });
    own.querySelector('form').addEventListener('submit', async (event) => {
      event.preventDefault();
      await subscription.unsubscribe().catch(() => false);
      event.target.submit();
    });
  }

  void show();
})();
