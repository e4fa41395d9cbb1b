export * from './config.ts';
export { publicAddress } from './public-address.ts';
