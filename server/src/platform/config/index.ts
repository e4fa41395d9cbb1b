export * from './config.ts';
export { publicAddress, rememberListening } from './public-address.ts';
