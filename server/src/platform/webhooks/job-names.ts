/** Sends the messages of webhooks that are due; every minute, and when there is news. */
export const sendWebhooksJob = 'platform.send-webhooks';
