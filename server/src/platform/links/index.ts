export { type LinkKeyInfo, linkKeys, linkSigner, openSignedLink, renewLinkKey } from './link-keys.ts';
export type { LinkContent, LinkUse, OpenedLink } from './signed-link.ts';
