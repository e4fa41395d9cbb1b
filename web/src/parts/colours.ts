import type { ChannelName } from '@posthorn/contract';

/** One colour per channel, told apart in both appearances and by people who see few colours (light and dark alternate). */
export const channelColours: Record<ChannelName, string> = {
  email: '#2c7f8d',
  post: '#e3a534',
  portal: '#7b6bb0',
  sms: '#9cc46b',
  push: '#8a3f57',
};

/** Calm for what goes well, brass for what waits, red for what failed. */
export const toneColours = { good: '#2c7f8d', done: '#155a67', waiting: '#a9b7bd', attention: '#e3a534', bad: '#c9372c' } as const;
export type Tone = keyof typeof toneColours;
